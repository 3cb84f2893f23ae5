"""Keys and users as rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from coach.storage.inserts import insert_new
from coach.storage.models import Key, KeyTeam, User, UserTeam
from coach.storage.records import Caller, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key or user may see, by row ids."""

    role: Role
    technician_id: int | None = None
    team_ids: tuple[int, ...] = ()


def add_key(session: Session, name: str, grant: Grant, *, key_hash: str, now: datetime) -> None:
    key_id = session.execute(
        insert(Key)
        .values(name=name, hash=key_hash, role=grant.role.value, technician_id=grant.technician_id, created_at=now)
        .returning(Key.id)
    ).scalar_one()
    if grant.team_ids:
        session.execute(insert(KeyTeam), [{"key_id": key_id, "team_id": team} for team in grant.team_ids])


def key_in_use(session: Session, name: str) -> bool:
    return session.scalar(select(Key.id).where(Key.name == name, Key.revoked_at.is_(None)).limit(1)) is not None


def revoke_keys(session: Session, name: str, *, now: datetime) -> int:
    ended = session.scalars(
        update(Key).where(Key.name == name, Key.revoked_at.is_(None)).values(revoked_at=now).returning(Key.id)
    )
    return len(ended.all())


def bearer(session: Session, key_hash: str) -> Caller | None:
    """Who the key in use with this hash stands for."""
    key = session.scalar(select(Key).where(Key.hash == key_hash, Key.revoked_at.is_(None)))
    if key is None:
        return None
    teams: Collection[int] = session.scalars(select(KeyTeam.team_id).where(KeyTeam.key_id == key.id)).all()
    return Caller(key.name, Role(key.role), key.technician_id, frozenset(teams))


def add_user(session: Session, name: str, grant: Grant, *, now: datetime) -> bool:
    """False where the name is taken."""
    user_id = insert_new(
        session, User, name=name, role=grant.role.value, technician_id=grant.technician_id, created_at=now
    )
    if user_id is None:
        return False
    if grant.team_ids:
        session.execute(insert(UserTeam), [{"user_id": user_id, "team_id": team} for team in grant.team_ids])
    return True
