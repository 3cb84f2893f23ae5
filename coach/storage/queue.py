"""What waits for a review. There is no queue to keep: it is whatever lacks a review for its input and provenance."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from coach.storage.models import Reply, ReplyVersion, Review
from coach.storage.threads import said_on, thread_before
from coach.types.review import Provenance
from coach.types.ticket import Reply as ReadReply


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply to review: its current version, the hash of what is to be read, and what is to be read."""

    reply_id: int
    key: str
    version_id: int
    input_hash: str
    reply: ReadReply


def waiting(
    session: Session, made_by: Provenance, *, standard: int, after: int, limit: int, keys: Sequence[str] | None = None
) -> tuple[Waiting, ...]:
    """The next `limit` replies with an id above `after`, in order of id; `keys` bounds it to these."""
    statement = (
        select(Reply.id, Reply.key, Reply.ticket_id, ReplyVersion.id, Reply.input_hash)
        .join(ReplyVersion, (ReplyVersion.reply_id == Reply.id) & (ReplyVersion.version == Reply.version))
        .where(Reply.id > after, ~reviewed(made_by, standard))
        .order_by(Reply.id)
        .limit(limit)
    )
    if keys is not None:
        statement = statement.where(Reply.key.in_(keys))
    rows = session.execute(statement).all()
    said = said_on(session, {ticket_id for _, _, ticket_id, _, _ in rows})
    found = []
    for reply_id, key, ticket_id, version_id, input_hash in rows:
        turns = said[ticket_id]
        text = next(placed.turn.text for placed in turns if placed.reply_id == reply_id)
        read = ReadReply(text, thread_before(reply_id, turns))
        found.append(Waiting(reply_id, key, version_id, input_hash or "", read))
    return tuple(found)


def waiting_count(session: Session, made_by: Provenance, *, standard: int) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(Reply)
            .join(ReplyVersion, (ReplyVersion.reply_id == Reply.id) & (ReplyVersion.version == Reply.version))
            .where(~reviewed(made_by, standard))
        )
        or 0
    )


def reviewed(made_by: Provenance, standard: int) -> ColumnElement[bool]:
    """Where the joined version has a review of the reply's current input by this standard and model."""
    return (
        select(Review.id)
        .where(
            Review.reply_version_id == ReplyVersion.id,
            Review.input_hash == Reply.input_hash,
            Review.standard_id == standard,
            Review.model == made_by.model,
            Review.model_version == made_by.model_version,
        )
        .exists()
    )


def is_newest() -> ColumnElement[bool]:
    """Where the joined review is the newest of the reply's current input, whatever it was made by."""
    newest = aliased(Review)
    last = (
        select(func.max(newest.id))
        .where(newest.reply_version_id == ReplyVersion.id, newest.input_hash == Reply.input_hash)
        .correlate(ReplyVersion, Reply)
        .scalar_subquery()
    )
    return Review.id == last
