"""Reading the files of the demo desk: `desk.json` for the people, `tickets-*.jsonl` for what was said."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.errors import InputError
from coach.services.records import (
    EventKind,
    IncomingEvent,
    IncomingReply,
    IncomingTicket,
    IncomingTurn,
    NoteKind,
    TextFormat,
)
from coach.storage.people import Named, Who
from coach.types.ticket import Author, Origin

DEMO = "demo"
"""The connection that the demo desk is stored under."""
KINDS = {"technician": NoteKind.REPLY, "internal": NoteKind.INTERNAL}
Json = dict[str, Any]
Told = dict[str | Who, str]
"""Fields of a person by name; a `Who` among them leads to the id of whom the person belongs to."""


@dataclass(frozen=True, slots=True)
class DemoTicket:
    """A line of a tickets file: the ticket, its notes in order, and what the client said after the last."""

    ticket: IncomingTicket
    notes: tuple[IncomingReply, ...]
    after: tuple[IncomingTurn, ...]


def read_people(path: Path) -> dict[Named, Told]:
    """Everybody at the desk and among its clients."""
    try:
        return dict(_people(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"no desk: {error!r}", where=str(path), remedy="restore the demo folder") from error


def read_tickets(folder: Path) -> Iterator[DemoTicket]:
    """In the order of the files and their lines."""
    for path in sorted(folder.glob("tickets-*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                try:
                    yield _ticket(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    where = f"{path.name} line {number}"
                    raise InputError(f"no ticket: {error!r}", where=where, remedy="restore the demo folder") from error


def _ticket(line: Json) -> DemoTicket:
    ticket = IncomingTicket(
        connection=DEMO,
        ticket=line["ticket"],
        client=line["client"],
        contact=line["contact"],
        title=line["title"],
        channel=line["channel"],
        priority=line["priority"],
        opened_at=datetime.fromisoformat(line["opened_at"]),
        events=tuple(
            IncomingEvent(EventKind(e["kind"]), datetime.fromisoformat(e["at"]), e["value"]) for e in line["events"]
        ),
    )
    notes: list[IncomingReply] = []
    heard: list[IncomingTurn] = []
    for number, turn in enumerate(line["turns"], start=1):
        if turn["by"] == "client":
            heard.append(_turn(turn))
        else:
            notes.append(_note(ticket, turn, number=number, thread=tuple(heard)))
            heard.clear()
    return DemoTicket(ticket, tuple(notes), tuple(heard))


def _turn(turn: Json) -> IncomingTurn:
    return IncomingTurn(
        author=Author.CLIENT,
        text=turn["text"],
        at=datetime.fromisoformat(turn["at"]),
        who=turn["who"],
        format=TextFormat(turn["format"]),
    )


def _note(ticket: IncomingTicket, turn: Json, *, number: int, thread: tuple[IncomingTurn, ...]) -> IncomingReply:
    """`thread` is what the client said since the note before; what was said earlier is on the ticket already."""
    return IncomingReply(
        connection=ticket.connection,
        ticket=ticket.ticket,
        note_kind=KINDS[turn["by"]],
        note_id=str(number),
        created_at=datetime.fromisoformat(turn["at"]),
        text=turn["text"],
        format=TextFormat(turn["format"]),
        origin=Origin(turn["origin"]),
        technician=turn["who"],
        client=ticket.client,
        contact=ticket.contact,
        thread=thread,
    )


def _people(desk: Json) -> Iterator[tuple[Named, Told]]:
    for team in desk["teams"]:
        yield (Who.TEAM, team["id"]), {"name": team["name"]}
    for technician in desk["technicians"]:
        yield (Who.TECHNICIAN, technician["id"]), {"name": technician["name"], Who.TEAM: technician["team"]}
    for client in desk["clients"]:
        yield (Who.CLIENT, client["id"]), {name: client[name] for name in ("name", "country", "time_zone")}
        for contact in client["contacts"]:
            told: Told = {"name": contact["name"], "role": contact["role"], Who.CLIENT: client["id"]}
            yield (Who.CONTACT, contact["id"]), told
