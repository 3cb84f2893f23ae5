"""Reading reviews back whole, as they were made."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.storage.forms import (
    unform_facts,
    unform_need,
    unform_sentences,
    unform_spans,
    unform_tagged,
    unform_verdicts,
)
from coach.storage.models import Finding, Flag, Reply, ReplyVersion, Review, Standard
from coach.storage.records import StoredReview
from coach.types.reading import Reading
from coach.types.review import Finding as SaidFinding
from coach.types.review import Flag as SaidFlag
from coach.types.review import Provenance, Score
from coach.types.review import Review as SaidReview
from coach.types.ticket import Reply as ReadReply
from coach.types.ticket import Turn


def reviews_of(
    session: Session, reply_id: int, *, texts: Mapping[int, str], thread: tuple[Turn, ...]
) -> tuple[StoredReview, ...]:
    """Newest first. `texts` are the reply's texts by version, `thread` is its thread of now."""
    rows = session.execute(
        select(Review, ReplyVersion.version, Standard, Reply.input_hash)
        .join(ReplyVersion, ReplyVersion.id == Review.reply_version_id)
        .join(Reply, Reply.id == ReplyVersion.reply_id)
        .join(Standard, Standard.id == Review.standard_id)
        .where(ReplyVersion.reply_id == reply_id)
        .order_by(Review.id.desc())
    ).all()
    return tuple(
        StoredReview(
            version,
            row.made_at,
            _review(
                session, row, standard, reply=ReadReply(texts[version], thread if row.input_hash == input_hash else ())
            ),
        )
        for row, version, standard, input_hash in rows
    )


def _review(session: Session, row: Review, standard: Standard, *, reply: ReadReply) -> SaidReview:
    text = reply.text if row.text is None else row.text
    return SaidReview(
        text=text,
        input_hash=row.input_hash,
        made_by=Provenance(standard.name, standard.version, standard.hash, row.model, row.model_version),
        sentences=unform_sentences(row.sentences),
        reading=_reading(row, ReadReply(text, reply.thread)),
        score=_score(session, row),
        flags=_flags(session, row.id),
        unscored=row.unscored,
    )


def _reading(row: Review, reply: ReadReply) -> Reading | None:
    if row.reading is None:
        return None
    return Reading(reply, unform_tagged(row.sentences), unform_need(row.reading), unform_facts(row.reading))


def _score(session: Session, row: Review) -> Score | None:
    if row.score is None:
        return None
    found = session.scalars(select(Finding).where(Finding.review_id == row.id).order_by(Finding.position))
    return Score(
        verdicts=unform_verdicts(row.score),
        findings=tuple(
            SaidFinding(f.code, f.dimension, f.verdict, f.reason, unform_spans(f.evidence), f.weight, f.confidence)
            for f in found
        ),
        dimensions=row.score["dimensions"],
        overall=row.overall,
        unsure=tuple(row.score["unsure"]),
    )


def _flags(session: Session, review_id: int) -> tuple[SaidFlag, ...]:
    rows = session.scalars(select(Flag).where(Flag.review_id == review_id).order_by(Flag.position))
    return tuple(SaidFlag(f.code, f.dimension, f.severity, f.reason, unform_spans(f.evidence)) for f in rows)
