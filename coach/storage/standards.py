"""The standards that reviews were made by."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from coach.storage.inserts import id_for
from coach.storage.models import Standard
from coach.types.review import Provenance


def standard_id(session: Session, made_by: Provenance) -> int:
    """Made where it is new."""
    return id_for(
        session, Standard, name=made_by.standard, version=made_by.standard_version, hash=made_by.standard_hash
    )


def keep_source(session: Session, standard: int, source: str) -> None:
    """Keeps the YAML that the standard's hash is of, once."""
    session.execute(update(Standard).where(Standard.id == standard, Standard.yaml.is_(None)).values(yaml=source))
