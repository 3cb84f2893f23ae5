"""Adding what may be there already, without an error and without a race, on either system."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from coach.storage.models import Base


def insert_all_new(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds the rows that are not there yet, in order."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sqlite.insert(model).on_conflict_do_nothing(), rows)
    else:
        session.execute(postgresql.insert(model).on_conflict_do_nothing(), rows)


def insert_new(session: Session, model: type[Base], /, **values: Any) -> int | None:
    """The new row's id; None where a row with these unique values is there, by now or by another process."""
    row_id: InstrumentedAttribute[int] = model.id  # type: ignore[attr-defined]
    if session.get_bind().dialect.name == "sqlite":
        return session.scalar(sqlite.insert(model).values(**values).on_conflict_do_nothing().returning(row_id))
    return session.scalar(postgresql.insert(model).values(**values).on_conflict_do_nothing().returning(row_id))


def id_for(session: Session, model: type[Base], /, **unique: Any) -> int:
    """The id of the row with these values, which are unique and all it needs; made where there is none."""
    found = select(model.__table__.c.id).filter_by(**unique)
    known = session.scalar(found)
    if known is None:
        known = insert_new(session, model, **unique)
    return known if known is not None else session.execute(found).scalar_one()
