"""What was said of replies, and by which standard and model."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.storage.models.columns import Base, Id, Long, points_at

PROVENANCE = ("reply_version_id", "input_hash", "standard_id", "model", "model_version")
"""What makes a review the same review."""


class Standard(Base):
    __tablename__ = "standards"
    __table_args__ = (UniqueConstraint("hash", "name", "version"),)

    id: Mapped[Id]
    name: Mapped[str]
    version: Mapped[str]
    hash: Mapped[str]
    yaml: Mapped[Long | None]


class Review(Base):
    """Verdicts and scores (0 to 1) as columns for plain SQL, null where unscored; the JSON columns hold the rest."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint(*PROVENANCE, name="uq_reviews_once"),)

    id: Mapped[Id]
    reply_version_id: Mapped[int] = points_at("reply_versions.id")
    input_hash: Mapped[str]
    standard_id: Mapped[int] = points_at("standards.id")
    model: Mapped[str]
    model_version: Mapped[str]
    made_at: Mapped[datetime]
    unscored: Mapped[str | None]
    need: Mapped[str | None]
    ownership: Mapped[str | None]
    acknowledgment: Mapped[str | None]
    closure: Mapped[str | None]
    expectations: Mapped[str | None]
    scenario: Mapped[str | None]
    tone: Mapped[str | None]
    language: Mapped[str | None]
    overall: Mapped[float | None]
    ownership_score: Mapped[float | None]
    acknowledgment_score: Mapped[float | None]
    closure_score: Mapped[float | None]
    expectations_score: Mapped[float | None]
    plain_language_score: Mapped[float | None]
    tone_score: Mapped[float | None]
    text: Mapped[Long | None]
    """What the spans count in, where it is not the version's own text."""
    sentences: Mapped[list[Any]]
    reading: Mapped[dict[str, Any] | None]
    score: Mapped[dict[str, Any] | None]


class Finding(Base):
    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("review_id", "position"),)

    id: Mapped[Id]
    review_id: Mapped[int] = points_at("reviews.id")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(index=True)
    dimension: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[Long]
    evidence: Mapped[list[Any]]
    weight: Mapped[float]
    confidence: Mapped[float]


class Flag(Base):
    """`written_at` is the reply's time, kept here too so that a page of flags is read off an index."""

    __tablename__ = "flags"
    __table_args__ = (UniqueConstraint("review_id", "position"), Index("ix_flags_written_at_id", "written_at", "id"))

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)
    review_id: Mapped[int] = points_at("reviews.id")
    reply_id: Mapped[int] = points_at("replies.id", index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(index=True)
    dimension: Mapped[str]
    severity: Mapped[float]
    reason: Mapped[Long]
    evidence: Mapped[list[Any]]
    status: Mapped[str]
    raised_at: Mapped[datetime]
    written_at: Mapped[datetime]
