"""Keys and users: who asks, and what they may see."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from coach.errors import ConflictError, InputError, UnknownKeyError
from coach.services.checks import check_name
from coach.services.records import Caller, Role
from coach.storage import access
from coach.storage.access import Grant
from coach.storage.people import Who, referred_id

PREFIX = "tc_"
SCOPES = {
    Role.ADMIN: "neither technician nor team",
    Role.MANAGER: "one team or more",
    Role.LEAD: "one team",
    Role.TECHNICIAN: "a technician",
}
"""What each role needs to know whose data it is about."""


def add_key(
    session: Session,
    name: str,
    role: Role,
    *,
    now: datetime,
    technician: str | None = None,
    teams: Sequence[str] = (),
) -> str:
    """Makes a key and gives it in plain, this once: only its SHA-256 is kept.

    A technician's key needs `technician`, a lead's exactly one team, a manager's one or more; nothing else fits.
    Ids are the desk's (`connection:id`, or `id` where one connection has it, else of `manual`); who is not known yet is
    made, so that a key can be there before the first reply. InputError where role and scope do not fit, ConflictError
    where a key of that name is in use.
    """
    check_name(name, "name")
    if access.key_in_use(session, name):
        raise ConflictError("a key of this name is in use", where=name, remedy="choose another name or revoke it")
    key = PREFIX + secrets.token_urlsafe(32)
    grant = _grant(session, role, technician=technician, teams=teams)
    access.add_key(session, name, grant, key_hash=_hash(key), now=now)
    return key


def revoke_keys(session: Session, name: str, *, now: datetime) -> int:
    """Ends every key of that name at once; how many there were."""
    return access.revoke_keys(session, name, now=now)


def authenticate(session: Session, key: str) -> Caller:
    """Who bears the key. UnknownKeyError for any that is not in use, whatever its form."""
    caller = access.bearer(session, _hash(key))
    if caller is None:
        raise UnknownKeyError("no such key", remedy="send `Authorization: Bearer tc_…` with a key in use")
    return caller


def add_user(
    session: Session,
    name: str,
    role: Role,
    *,
    now: datetime,
    technician: str | None = None,
    teams: Sequence[str] = (),
) -> None:
    """Keeps a person and their scope, by the same rules as `add_key`; ConflictError where the name is taken."""
    check_name(name, "name")
    grant = _grant(session, role, technician=technician, teams=teams)
    if not access.add_user(session, name, grant, now=now):
        raise ConflictError("a user of this name is there", where=name, remedy="choose another name")


def _grant(session: Session, role: Role, *, technician: str | None, teams: Sequence[str]) -> Grant:
    """Checks the whole scope before it looks anybody up."""
    chosen = tuple(dict.fromkeys(teams))
    fits = {
        Role.ADMIN: technician is None and not chosen,
        Role.MANAGER: technician is None and len(chosen) >= 1,
        Role.LEAD: technician is None and len(chosen) == 1,
        Role.TECHNICIAN: technician is not None and not chosen,
    }
    if not fits[role]:
        raise InputError(f"the scope does not fit the role {role.value}", where="role", remedy=f"give {SCOPES[role]}")
    return Grant(
        role,
        technician_id=None if technician is None else referred(session, Who.TECHNICIAN, technician),
        team_ids=tuple(referred(session, Who.TEAM, team) for team in chosen),
    )


def referred(session: Session, who: Who, reference: str) -> int:
    """The row id that is meant, made where nobody is known by it; InputError where several connections use the id."""
    check_name(reference, who.value)
    row_id = referred_id(session, who, reference)
    if row_id is None:
        raise InputError(
            f"several connections use the id {reference}", where=who.value, remedy=f"write connection:{reference}"
        )
    return row_id


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
