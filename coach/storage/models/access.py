"""Keys and users, and what each may see."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coach.storage.models.columns import Base, Id, points_at


class Key(Base):
    """`hash` is the SHA-256 of the plain key, which is kept nowhere."""

    __tablename__ = "keys"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    technician_id: Mapped[int | None] = points_at("technicians.id")
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class KeyTeam(Base):
    __tablename__ = "key_teams"

    key_id: Mapped[int] = mapped_column(ForeignKey("keys.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)


class User(Base):
    __tablename__ = "users"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    technician_id: Mapped[int | None] = points_at("technicians.id")
    created_at: Mapped[datetime]


class UserTeam(Base):
    __tablename__ = "user_teams"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)
