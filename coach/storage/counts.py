"""Counts over the whole database."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coach.storage.models import Flag, Reply, ReplyVersion, Review, Standard
from coach.storage.queue import is_newest, waiting_count
from coach.storage.records import FlagStatus
from coach.types.review import Provenance

NO_STANDARD = 0
"""No row has this id: what was never used has reviewed nothing."""


def replies(session: Session) -> int:
    """Internal notes are not counted."""
    return session.scalar(select(func.count()).select_from(Reply).where(~Reply.internal)) or 0


def pending(session: Session, made_by: Provenance) -> int:
    standard = session.scalar(
        select(Standard.id).where(
            Standard.name == made_by.standard,
            Standard.version == made_by.standard_version,
            Standard.hash == made_by.standard_hash,
        )
    )
    return waiting_count(session, made_by, standard=standard or NO_STANDARD)


def reviews(session: Session) -> int:
    """All that were ever made."""
    return session.scalar(select(func.count()).select_from(Review)) or 0


def unscored(session: Session) -> dict[str, int]:
    """Reason -> current reviews."""
    rows = session.execute(
        select(Review.unscored, func.count())
        .join(ReplyVersion, ReplyVersion.id == Review.reply_version_id)
        .join(Reply, (Reply.id == ReplyVersion.reply_id) & (Reply.version == ReplyVersion.version))
        .where(Review.unscored.is_not(None), is_newest())
        .group_by(Review.unscored)
        .order_by(Review.unscored)
    )
    return {reason: count for reason, count in rows if reason is not None}


def open_flags(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Flag).where(Flag.status == FlagStatus.OPEN.value)) or 0
