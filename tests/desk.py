"""A small desk for tests: replies as a system sends them, and an engine whose every word the test decides."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from coach.engine import failed, input_hash
from coach.errors import ModelError
from coach.services.ingest import store_reply
from coach.services.records import ADMIN, Caller, IncomingReply, IncomingTurn, NoteKind, StoredReply
from coach.storage.database import Session, Sessions
from coach.types.reading import Acts, Answer, Facts, Move, Need, NextStep, Reading, TaggedSentence, Tone
from coach.types.review import Finding, Flag, Provenance, Review, Score, Verdict
from coach.types.text import Sentence, Span
from coach.types.ticket import Author, Origin, Reply

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
MADE_BY = Provenance("Test standard", "1", "aaaa", "fake", "1")


def minutes(count: float) -> datetime:
    """So many minutes after Monday's opening."""
    return MONDAY + timedelta(minutes=count)


def client(text: str, at: float, *, who: str | None = None) -> IncomingTurn:
    return IncomingTurn(Author.CLIENT, text, minutes(at), who)


def technician(text: str, at: float) -> IncomingTurn:
    return IncomingTurn(Author.TECHNICIAN, text, minutes(at))


A_REPLY = IncomingReply(
    connection="desk",
    ticket="T-1",
    note_kind=NoteKind.REPLY,
    note_id="n-1",
    created_at=minutes(30),
    text="I'll look into it.",
    origin=Origin.HUMAN,
    technician="sam",
    client="bakery",
    contact="dana",
)


def put(sessions: Sessions, incoming: IncomingReply = A_REPLY, *, caller: Caller = ADMIN) -> StoredReply:
    """Stored and committed."""
    with sessions.begin() as session:
        return store_reply(session, incoming, caller=caller, now=NOW)


def put_many(session: Session, count: int) -> list[StoredReply]:
    """Replies on tickets of their own, a minute apart, for two technicians and two clients in turn."""
    return [
        store_reply(
            session,
            replace(
                A_REPLY,
                ticket=f"T-{number}",
                created_at=minutes(number),
                technician=("sam", "alex")[number % 2],
                client=("bakery", "law firm")[number % 2],
            ),
            caller=ADMIN,
            now=NOW,
        )
        for number in range(count)
    ]


@dataclass(frozen=True)
class Source:
    source: str = "name: Test standard\n"


@dataclass
class FakeEngine:
    """Flags every reply that says "look into"; raises whatever `raises` gives for a reply's text."""

    made_by: Provenance = MADE_BY
    raises: Callable[[str], BaseException | None] = lambda _text: None
    verdicts: dict[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    read: list[Reply] = field(default_factory=list)

    @property
    def standard(self) -> Source:
        return Source()

    def review_many(self, replies: Iterable[Reply]) -> Iterator[Review]:
        for reply in replies:
            self.read.append(reply)
            self.before()
            error = self.raises(reply.text)
            if isinstance(error, Exception) and not isinstance(error, ModelError):
                yield Review(reply.text, input_hash(reply), self.made_by, unscored=failed(error))
            elif error is not None:
                raise error
            else:
                yield self._review(reply)

    def _review(self, reply: Reply) -> Review:
        if not reply.text.strip():
            return Review(reply.text, input_hash(reply), self.made_by, unscored="no_own_words")
        whole = Span(0, len(reply.text))
        weak = "look into" in reply.text
        verdict = Verdict("ownership", "weak" if weak else "strong", "Nobody owns it.", (whole,), 0.9, "clause")
        verdicts = {"ownership": verdict, "acknowledgment": Verdict("acknowledgment", "not_applicable", "None needed.")}
        verdicts |= {name: Verdict(name, value, "As told.") for name, value in self.verdicts.items()}
        score = Score(
            verdicts=verdicts,
            findings=(Finding("ownership_weak", "ownership", "weak", "Nobody owns it.", (whole,), 0.8, 0.9),) * weak,
            dimensions={"ownership": 0.1 if weak else 1 / 3, "acknowledgment": None},
            overall=0.1 if weak else 1 / 3,
            unsure=("closure",),
        )
        flags = (Flag("ownership_weak", "ownership", 0.72, "Nobody owns it.", (whole,)),) * weak
        sentences = (Sentence(whole),)
        reading = Reading(reply, (TaggedSentence(sentences[0], (Move.HEDGE,), {Move.HEDGE: 0.7}),), NEED, FACTS)
        return Review(reply.text, input_hash(reply), self.made_by, sentences, reading, score, flags)


NEED = Answer(Need.CHASE, 0.6)
FACTS = Facts(
    to_own=Answer(True, 0.7),
    acts=Answer(Acts.SOFT, 0.6),
    waits=Answer(False, 0.8),
    hands_over=Answer(False, 0.85),
    unprompted=Answer(False, 0.9),
    jargon=Answer(False, 0.95),
    closes=Answer(False, 0.9),
    outcome=Answer(False, 0.8),
    settles=Answer(False),
    confirmed=Answer(False),
    next_step=Answer(NextStep.NOBODY, 0.55),
    client_upset=Answer(True, 0.51),
    impact_stated=Answer(False, 0.99),
    tone=Answer(Tone.COLD, 0.4),
)
