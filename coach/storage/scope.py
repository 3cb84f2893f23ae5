"""The one place where a caller's sight is bounded: every query for a caller goes through it."""

from sqlalchemy import ColumnElement, false, func, select, true
from sqlalchemy.orm import Session

from coach.storage.models import Connection, Reply, Technician
from coach.storage.records import Caller, Role


def technicians(caller: Caller) -> ColumnElement[bool]:
    """Whose data the caller may see: admin everybody's, manager and lead their teams', technician their own."""
    if caller.role is Role.ADMIN:
        return true()
    if caller.role is Role.TECHNICIAN:
        return Technician.id == caller.technician_id if caller.technician_id is not None else false()
    return Technician.team_id.in_(caller.team_ids)


def replies(caller: Caller) -> ColumnElement[bool]:
    """The replies the caller may see: those of the technicians above. Replies of nobody known are the admins' alone."""
    if caller.role is Role.ADMIN:
        return true()
    return Reply.technician_id.in_(select(Technician.id).where(technicians(caller)))


def sees_technician(session: Session, caller: Caller, *, connection: str, known_as: str) -> bool:
    """False also where there is no such technician."""
    at_home = select(Connection.id).where(Connection.name == connection).scalar_subquery()
    found = select(Technician.id).where(
        Technician.connection_id == at_home, Technician.external_id == known_as, technicians(caller)
    )
    return session.scalar(found) is not None


def sees_whole_ticket(session: Session, caller: Caller, ticket_id: int) -> bool:
    """True where every reply on the ticket is in the caller's sight; also where it has none."""
    there = select(func.count()).select_from(Reply).where(Reply.ticket_id == ticket_id)
    return session.scalar(there) == session.scalar(there.where(replies(caller)))
