"""What must hold of anything sent before it is stored; what breaks a rule is refused with its place and a remedy."""

from dataclasses import replace
from datetime import UTC, datetime

from coach.errors import InputError, TooLargeError
from coach.services.records import IncomingReply, IncomingTicket, IncomingTurn, TextFormat
from coach.text import plain_text

LONGEST_NAME = 200
LONGEST_TEXT = 2_000_000
MOST_TURNS = 1_000


def checked_reply(incoming: IncomingReply) -> IncomingReply:
    """The same reply with every text plain and every time in UTC; an internal note without its text."""
    internal = incoming.note_kind.internal
    check_connection(incoming.connection)
    check_name(incoming.ticket, "ticket")
    check_name(incoming.note_id, "note_id")
    for where in ("technician", "client", "contact"):
        check_name(getattr(incoming, where), where)
    check_text(incoming.text, "text")
    return replace(
        incoming,
        created_at=in_utc(incoming.created_at, "created_at"),
        text="" if internal else _plain(incoming.text, "text", text_format=incoming.format),
        thread=checked_turns(incoming.thread, text_format=incoming.format),
    )


def checked_turns(turns: tuple[IncomingTurn, ...], *, text_format: TextFormat) -> tuple[IncomingTurn, ...]:
    """The same turns with plain texts and times in UTC. `text_format` is that of turns that do not say theirs."""
    if len(turns) > MOST_TURNS:
        raise TooLargeError(
            f"{len(turns)} turns", where="thread", remedy=f"send the {MOST_TURNS} turns just before the reply"
        )
    return tuple(_checked_turn(turn, f"thread[{i}]", text_format=text_format) for i, turn in enumerate(turns))


def checked_ticket(ticket: IncomingTicket) -> IncomingTicket:
    """The same ticket with times in UTC."""
    check_connection(ticket.connection)
    check_name(ticket.ticket, "ticket")
    for where in ("client", "contact", "channel", "priority"):
        check_name(getattr(ticket, where), where)
    check_text(ticket.title or "", "title")
    for i, event in enumerate(ticket.events):
        check_name(event.value or None, f"events[{i}].value")
    return replace(
        ticket,
        opened_at=in_utc(ticket.opened_at, "opened_at") if ticket.opened_at else None,
        events=tuple(replace(e, at=in_utc(e.at, f"events[{i}].at")) for i, e in enumerate(ticket.events)),
    )


def check_connection(name: str) -> None:
    check_name(name, "connection")
    if ":" in name:
        raise InputError(f"a colon in {name!r}", where="connection", remedy="name it without a colon")


def check_name(name: str | None, where: str) -> None:
    """A name or id is 1 to 200 characters, not all white space; None is nobody and passes."""
    if name is None:
        return
    check_text(name, where)
    if not name.strip():
        raise InputError("empty", where=where, remedy="give it, or leave the field out")
    if len(name) > LONGEST_NAME:
        raise TooLargeError(f"{len(name)} characters", where=where, remedy=f"use at most {LONGEST_NAME}")


def check_text(text: str, where: str) -> None:
    """No NUL, no half of a surrogate pair (neither can be stored), and a bearable length."""
    if "\x00" in text:
        raise InputError("a NUL character", where=where, remedy="send text without NUL characters")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError("half a surrogate pair", where=where, remedy="send valid Unicode")
    if len(text) > LONGEST_TEXT:
        raise TooLargeError(f"{len(text)} characters", where=where, remedy=f"send at most {LONGEST_TEXT}")


def in_utc(moment: datetime, where: str) -> datetime:
    """The same moment in UTC. InputError for one without its zone, or out of the calendar."""
    if moment.utcoffset() is None:
        raise InputError("a time without its zone", where=where, remedy="write it like 2026-03-02T09:15:00Z")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise InputError("a time out of the calendar", where=where, remedy="use years 1 to 9999") from error


def _checked_turn(turn: IncomingTurn, where: str, *, text_format: TextFormat) -> IncomingTurn:
    check_text(turn.text, f"{where}.text")
    check_name(turn.who, f"{where}.who")
    text = _plain(turn.text, f"{where}.text", text_format=turn.format or text_format)
    return replace(turn, text=text, at=in_utc(turn.at, f"{where}.at"))


def _plain(text: str, where: str, *, text_format: TextFormat) -> str:
    plain = plain_text(text, format=text_format.value)
    check_text(plain, where)
    return plain
