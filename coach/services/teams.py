"""Who works in which team."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from coach.services.access import referred
from coach.storage.people import Who, describe


def put_in_team(session: Session, team: str, technicians: Sequence[str]) -> None:
    """Puts technicians into a team; who was in another one leaves it. Ids as for keys, with the same InputError."""
    team_id = referred(session, Who.TEAM, team)
    for technician in technicians:
        describe(session, Who.TECHNICIAN, referred(session, Who.TECHNICIAN, technician), team_id=team_id)
