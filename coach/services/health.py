"""What a health check and a metrics page ask."""

from sqlalchemy.orm import Session

from coach.services.records import Totals
from coach.storage import counts
from coach.types.review import Provenance


def totals(session: Session, made_by: Provenance) -> Totals:
    """Counts now; `pending` by what the engine with this provenance would review. Reads only."""
    return Totals(
        replies=counts.replies(session),
        pending=counts.pending(session, made_by),
        reviews=counts.reviews(session),
        unscored=counts.unscored(session),
        open_flags=counts.open_flags(session),
    )
