"""Finding replies and what was said of them."""

from sqlalchemy.orm import Session

from coach.errors import NotFoundError
from coach.services.checks import check_text
from coach.services.records import Caller, NoteKind, ReplyDetail, ReplyItem
from coach.storage import replies
from coach.storage.review_history import reviews_of


def reply_detail(session: Session, caller: Caller, key: str) -> ReplyDetail:
    """NotFoundError where there is no such reply or it is outside the caller's scope: the two look the same."""
    check_text(key, "key")
    found = replies.item(session, caller, key)
    if found is None:
        raise NotFoundError("no such reply", where=key, remedy="look for it by connection, ticket, kind and id")
    row_id, item = found
    versions = replies.versions(session, row_id)
    texts = {version.version: text for version, text in versions}
    thread, input_hash = replies.input_of(session, row_id)
    reviews = reviews_of(session, row_id, texts=texts, thread=thread)
    current = next((r for r in reviews if (r.version, r.review.input_hash) == (item.version, input_hash)), None)
    return ReplyDetail(
        reply=item,
        text=texts.get(item.version),
        thread=thread,
        versions=tuple(version for version, _ in versions),
        current=current,
        earlier=tuple(review for review in reviews if review is not current),
    )


def find_replies(
    session: Session,
    caller: Caller,
    *,
    connection: str,
    ticket: str,
    note_kind: NoteKind | None = None,
    note_id: str | None = None,
) -> tuple[ReplyItem, ...]:
    """The replies of one ticket that the caller may see, oldest first; none where there is no such ticket."""
    for where, words in {"connection": connection, "ticket": ticket, "note_id": note_id or ""}.items():
        check_text(words, where)
    return replies.items(session, caller, connection=connection, ticket=ticket, kind=note_kind, note_id=note_id)
