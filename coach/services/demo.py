"""The demo desk of `training_data/demo`: made-up people, clients and tickets."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from coach.services.demo_files import DEMO, DemoTicket, Told, read_people, read_tickets
from coach.services.ingest import store_reply
from coach.services.records import ADMIN, DemoCounts, Outcome
from coach.services.tickets import store_ticket, store_turns
from coach.storage.people import Named, Who, connection_id, describe, ids_for
from coach.storage.tickets import note_counts


def load_demo(session: Session, folder: Path, *, now: datetime) -> DemoCounts:
    """Stores the whole desk under the connection `demo`; again: nothing new. InputError names the place at fault."""
    people, desk = read_people(folder / "desk.json"), tuple(read_tickets(folder))
    _store_people(session, people)
    known = note_counts(session, connection=DEMO)
    new = sum(
        _store_ticket(session, demo, now=now) for demo in desk if known.get(demo.ticket.ticket) != len(demo.notes)
    )
    return DemoCounts(
        technicians=sum(who is Who.TECHNICIAN for who, _ in people),
        clients=sum(who is Who.CLIENT for who, _ in people),
        tickets=len(desk),
        replies=sum(not note.note_kind.internal for demo in desk for note in demo.notes),
        new_replies=new,
    )


def _store_people(session: Session, people: Mapping[Named, Told]) -> None:
    ids = ids_for(session, people, connection=connection_id(session, DEMO))
    for (who, known_as), told in people.items():
        links = {f"{link.value}_id": ids[link, told[link]] for link in (Who.TEAM, Who.CLIENT) if link in told}
        fields = {name: value for name, value in told.items() if not isinstance(name, Who)}
        describe(session, who, ids[who, known_as], **fields, **links)


def _store_ticket(session: Session, demo: DemoTicket, *, now: datetime) -> int:
    """How many client-visible replies were new."""
    store_ticket(session, demo.ticket)
    stored = [(note, store_reply(session, note, caller=ADMIN, now=now)) for note in demo.notes]
    store_turns(session, demo.ticket, demo.after, now=now)
    return sum(kept.outcome is Outcome.NEW and not note.note_kind.internal for note, kept in stored)
