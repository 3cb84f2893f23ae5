"""Connections and the people they know, by the ids they use."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from coach.storage.inserts import id_for
from coach.storage.models import Client, Connection, Contact, Known, Team, Technician

MANUAL = "manual"
"""The connection of what is typed in or has no other."""


class Who(StrEnum):
    """Whom an id of a connection may mean."""

    TEAM = "team"
    TECHNICIAN = "technician"
    CLIENT = "client"
    CONTACT = "contact"


Named = tuple[Who, str]
TABLES: Mapping[Who, type[Team] | type[Technician] | type[Client] | type[Contact]] = {
    Who.TEAM: Team,
    Who.TECHNICIAN: Technician,
    Who.CLIENT: Client,
    Who.CONTACT: Contact,
}


def connection_id(session: Session, name: str) -> int:
    """Made where it is new."""
    return id_for(session, Connection, name=name)


def ids_for(session: Session, wanted: Collection[Named], *, connection: int) -> dict[Named, int]:
    """Everybody's row id, made where new; always in the same order, so that two writers never wait for each other."""
    return {
        (who, known_as): id_for(session, TABLES[who], connection_id=connection, external_id=known_as)
        for who, known_as in sorted(wanted)
    }


def describe(session: Session, who: Who, row_id: int, **fields: Any) -> None:
    """Keeps names and the like; a field that is None leaves what is stored."""
    told = {name: value for name, value in fields.items() if value is not None}
    if told:
        table = TABLES[who]
        session.execute(update(table).where(table.id == row_id).values(**told))


def named(known: type[Known], reference: str) -> ColumnElement[bool]:
    """Where a row is meant by `id`, or by `connection:id`. Ids may bear colons, so both readings count."""
    plain = known.external_id == reference
    connection, colon, rest = reference.partition(":")
    if not colon:
        return plain
    of_connection = select(Connection.id).where(Connection.name == connection).scalar_subquery()
    return plain | ((known.connection_id == of_connection) & (known.external_id == rest))


def referred_id(session: Session, who: Who, reference: str) -> int | None:
    """The one row that is meant, None where several are; where none is, it is made in `connection` or `manual`."""
    table = TABLES[who]
    found = session.scalars(select(table.id).where(named(table, reference))).all()
    if found:
        return found[0] if len(found) == 1 else None
    connection, colon, rest = reference.partition(":")
    home, known_as = (connection, rest) if colon and connection and rest else (MANUAL, reference)
    return id_for(session, table, connection_id=connection_id(session, home), external_id=known_as)
