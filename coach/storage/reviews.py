"""Adding reviews, each once, with their findings and flags."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from coach.storage.forms import form_reading, form_score, form_sentences, form_spans
from coach.storage.inserts import insert_new
from coach.storage.marks import new_key
from coach.storage.models import Finding, Flag, Reply, ReplyVersion, Review
from coach.storage.queue import Waiting
from coach.storage.records import FlagStatus
from coach.types.review import Review as SaidReview
from coach.types.review import Score

VERDICTS = ("ownership", "acknowledgment", "closure", "expectations", "scenario", "tone", "language")
SCORES = ("ownership", "acknowledgment", "closure", "expectations", "plain_language", "tone")


def add_review(session: Session, done: Waiting, review: SaidReview, *, standard: int, now: datetime) -> bool:
    """False where it is there already, whoever added it. Flags of the reply's other reviews are superseded."""
    row = _row(done, review) | {"standard_id": standard, "made_at": now}
    review_id = insert_new(session, Review, **row)
    if review_id is None:
        return False
    if review.score is not None:
        _add_findings(session, review_id, review.score)
    current = _is_current(session, done)
    if current:
        _supersede(session, done.reply_id)
    _add_flags(session, review_id, done.reply_id, review, status=_status(current), now=now)
    return True


def _row(done: Waiting, review: SaidReview) -> dict[str, Any]:
    score, reading = review.score, review.reading
    verdicts = {name: score.verdicts[name].value for name in VERDICTS if name in score.verdicts} if score else {}
    scores = {f"{name}_score": score.dimensions.get(name) for name in SCORES} if score else {}
    return {
        **verdicts,
        **scores,
        "reply_version_id": done.version_id,
        "input_hash": done.input_hash,
        "model": review.made_by.model,
        "model_version": review.made_by.model_version,
        "unscored": review.unscored,
        "need": reading.need.value.value if reading else None,
        "overall": score.overall if score else None,
        "text": None if review.text == done.reply.text else review.text,
        "sentences": form_sentences(review.sentences, reading),
        "reading": form_reading(reading) if reading else None,
        "score": form_score(score) if score else None,
    }


def _add_findings(session: Session, review_id: int, score: Score) -> None:
    rows = [
        {
            "review_id": review_id,
            "position": position,
            "code": said.code,
            "dimension": said.dimension,
            "verdict": said.verdict,
            "reason": said.reason,
            "evidence": form_spans(said.evidence),
            "weight": said.weight,
            "confidence": said.confidence,
        }
        for position, said in enumerate(score.findings)
    ]
    if rows:
        session.execute(insert(Finding), rows)


def _add_flags(
    session: Session, review_id: int, reply_id: int, review: SaidReview, *, status: FlagStatus, now: datetime
) -> None:
    if not review.flags:
        return
    written_at = session.scalar(select(Reply.created_at).where(Reply.id == reply_id))
    rows = [
        {
            "key": new_key("f"),
            "review_id": review_id,
            "reply_id": reply_id,
            "position": position,
            "code": said.code,
            "dimension": said.dimension,
            "severity": said.severity,
            "reason": said.reason,
            "evidence": form_spans(said.evidence),
            "status": status.value,
            "raised_at": now,
            "written_at": written_at,
        }
        for position, said in enumerate(review.flags)
    ]
    session.execute(insert(Flag), rows)


def _is_current(session: Session, done: Waiting) -> bool:
    """False where a newer text or a late message came while the review was being made."""
    now_is = (
        select(Reply.id)
        .join(ReplyVersion, (ReplyVersion.reply_id == Reply.id) & (ReplyVersion.version == Reply.version))
        .where(ReplyVersion.id == done.version_id, Reply.input_hash == done.input_hash)
    )
    return session.scalar(now_is) is not None


def _status(current: bool) -> FlagStatus:
    return FlagStatus.OPEN if current else FlagStatus.SUPERSEDED


def _supersede(session: Session, reply_id: int) -> None:
    session.execute(
        update(Flag)
        .where(Flag.reply_id == reply_id, Flag.status == FlagStatus.OPEN.value)
        .values(status=FlagStatus.SUPERSEDED.value)
    )
