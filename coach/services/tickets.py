"""Taking in what desks know of tickets besides their replies."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from coach.engine import input_hash
from coach.services.checks import checked_ticket, checked_turns, in_utc
from coach.services.records import IncomingTicket, IncomingTurn, TextFormat
from coach.storage import replies, tickets
from coach.storage.people import Named, Who, connection_id, ids_for
from coach.storage.tickets import NewMessage
from coach.types.ticket import Author

SPEAKER = {Author.CLIENT: Who.CONTACT, Author.TECHNICIAN: Who.TECHNICIAN}


def store_ticket(session: Session, ticket: IncomingTicket) -> None:
    """Keeps a ticket and its events; given fields win over stored ones, an event told twice is kept once.

    No scope: for jobs and imports on the machine that holds the database.
    """
    sound = checked_ticket(ticket)
    connection = connection_id(session, sound.connection)
    told = {(Who.CLIENT, sound.client), (Who.CONTACT, sound.contact)}
    ids = ids_for(session, {(who, name) for who, name in told if name is not None}, connection=connection)
    ticket_id = tickets.hold_ticket(session, connection=connection, known_as=sound.ticket)
    tickets.fill_ticket(
        session,
        ticket_id,
        client_id=ids.get((Who.CLIENT, sound.client or "")),
        contact_id=ids.get((Who.CONTACT, sound.contact or "")),
        title=sound.title,
        channel=sound.channel,
        priority=sound.priority,
        opened_at=sound.opened_at,
    )
    for event in sound.events:
        tickets.add_event(session, ticket_id, kind=event.kind.value, at=event.at, value=event.value)


def store_turns(session: Session, ticket: IncomingTicket, turns: Sequence[IncomingTurn], *, now: datetime) -> int:
    """Adds what was said on a ticket apart from any reply's post; how many turns were new. No scope, as above."""
    home, said = checked_ticket(ticket), checked_turns(tuple(turns), text_format=TextFormat.TEXT)
    connection = connection_id(session, home.connection)
    ids = ids_for(session, speakers(said), connection=connection)
    ticket_id = tickets.hold_ticket(session, connection=connection, known_as=home.ticket)
    new = tickets.unknown_turns(session, ticket_id, as_messages(said, ids))
    tickets.add_messages(session, ticket_id, new, now=in_utc(now, "now"))
    if new:
        replies.rehash(session, ticket_id, min(turn.at for turn in new), input_hash=input_hash)
    return len(new)


def speakers(turns: Sequence[IncomingTurn]) -> set[Named]:
    """Everybody who is named as having spoken."""
    return {(SPEAKER[turn.author], turn.who) for turn in turns if turn.who is not None}


def as_messages(turns: Sequence[IncomingTurn], ids: Mapping[Named, int]) -> list[NewMessage]:
    """The turns with their speakers by row id."""
    return [
        NewMessage(
            turn.author,
            turn.text,
            turn.at,
            contact_id=ids.get((Who.CONTACT, turn.who or "")) if turn.author is Author.CLIENT else None,
            technician_id=ids.get((Who.TECHNICIAN, turn.who or "")) if turn.author is Author.TECHNICIAN else None,
        )
        for turn in turns
    ]
