"""Taking in the replies that desks send."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from coach.engine import input_hash
from coach.errors import AccessError
from coach.services.checks import checked_reply, in_utc
from coach.services.records import Caller, IncomingReply, Outcome, Role, StoredReply
from coach.services.tickets import as_messages, speakers
from coach.storage import replies, scope, tickets
from coach.storage.people import Named, Who, connection_id, ids_for
from coach.storage.replies import KnownReply, NoteFields
from coach.storage.tickets import NewMessage


def store_reply(session: Session, incoming: IncomingReply, *, caller: Caller, now: datetime) -> StoredReply:
    """Keeps a reply and the turns that came with it, once; who calls this commits, or rolls back on an error.

    New text under the same (connection, ticket, note_kind, note_id) raises the version and keeps the old one with its
    reviews. Of an internal note only key, kind and time are kept; its thread is. Connection, ticket, technician, client
    and contact are made where they are new.

    Who may: an admin's key (integrations have one) everything; a manager or lead replies of technicians who are in
    their teams; a technician own replies. Others than admins must name the technician, and may not add turns to a
    ticket that bears replies outside their scope: those turns would change other people's reviews.

    Raises InputError (NUL or lone surrogates, empty or over-long ids, a naive time), TooLargeError, and AccessError
    where the caller may not.
    """
    note, now = checked_reply(incoming), in_utc(now, "now")
    _check_owner(session, caller, note)
    connection = connection_id(session, note.connection)
    ids = ids_for(session, _people(note), connection=connection)
    fields = _fields(note, ids)
    ticket_id = tickets.hold_ticket(session, connection=connection, known_as=note.ticket)
    known = replies.known_reply(session, ticket_id, kind=note.note_kind, note_id=note.note_id)
    turns = tickets.unknown_turns(session, ticket_id, as_messages(note.thread, ids))
    _check_sight(session, caller, ticket_id, known=known, turns=turns)
    if fields.client_id or fields.contact_id:
        tickets.settle_client(session, ticket_id, client_id=fields.client_id, contact_id=fields.contact_id)
    tickets.add_messages(session, ticket_id, turns, now=now)
    stored = _put(session, ticket_id, note, fields, known=known, now=now)
    moments = [note.created_at, *(turn.at for turn in turns), *([known.created_at] if known else [])]
    if turns or stored.outcome is not Outcome.SAME or (known and known.created_at != note.created_at):
        replies.rehash(session, ticket_id, min(moments), input_hash=input_hash)
    return stored


def _check_owner(session: Session, caller: Caller, note: IncomingReply) -> None:
    if caller.role is Role.ADMIN:
        return
    own = note.technician is not None and scope.sees_technician(
        session, caller, connection=note.connection, known_as=note.technician
    )
    if not own:
        raise AccessError(
            "not a technician of yours", where="technician", remedy="store own replies, or use an admin's key"
        )


def _check_sight(
    session: Session, caller: Caller, ticket_id: int, *, known: KnownReply | None, turns: Sequence[NewMessage]
) -> None:
    if caller.role is Role.ADMIN:
        return
    if known is not None and not replies.in_sight(session, caller, known.id):
        raise AccessError("another person's note", where="note_id", remedy="use an admin's key")
    if turns and not scope.sees_whole_ticket(session, caller, ticket_id):
        raise AccessError(
            "new turns on a ticket where others replied", where="thread", remedy="leave them out, or use an admin's key"
        )


def _people(note: IncomingReply) -> set[Named]:
    told = {(Who.CLIENT, note.client), (Who.CONTACT, note.contact), (Who.TECHNICIAN, note.technician)}
    return {(who, known_as) for who, known_as in told if known_as is not None} | speakers(note.thread)


def _fields(note: IncomingReply, ids: Mapping[Named, int]) -> NoteFields:
    return NoteFields(
        created_at=note.created_at,
        origin=note.origin,
        client_id=ids.get((Who.CLIENT, note.client or "")),
        contact_id=ids.get((Who.CONTACT, note.contact or "")),
        technician_id=ids.get((Who.TECHNICIAN, note.technician or "")),
    )


def _put(
    session: Session,
    ticket_id: int,
    note: IncomingReply,
    fields: NoteFields,
    *,
    known: KnownReply | None,
    now: datetime,
) -> StoredReply:
    outcome = Outcome.NEW
    if known is None:
        known = replies.add_reply(session, ticket_id, fields, kind=note.note_kind, note_id=note.note_id, now=now)
    else:
        replies.change_reply(session, known, fields)
        outcome = Outcome.SAME if note.note_kind.internal or known.text == note.text else Outcome.CHANGED
    if note.note_kind.internal or outcome is Outcome.SAME:
        return StoredReply(known.key, known.version, outcome)
    return StoredReply(
        known.key, replies.add_version(session, known, note.text, text_format=note.format, now=now), outcome
    )
