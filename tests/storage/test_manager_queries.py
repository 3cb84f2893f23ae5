"""The README's five SQL queries run on both systems and answer what they say they answer."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from coach.services.records import EventKind, IncomingEvent, IncomingTicket
from coach.services.reviewing import review_pending
from coach.services.tickets import store_ticket
from coach.storage.database import Session, Sessions
from coach.storage.people import Who, connection_id, describe, ids_for
from tests.desk import A_REPLY, NOW, FakeEngine, minutes, put, put_many

README = Path(__file__).parents[2] / "README.md"
QUERY = re.compile(r"<!-- sql -->\s*```sql\n(.*?)```", re.DOTALL)


@pytest.fixture
def desk(sessions: Sessions) -> Sessions:
    """Twenty weak replies in March by two technicians of one team, a good one in April; one ticket reopened."""
    with sessions.begin() as session:
        put_many(session, 20)
        name_people(session)
        reopened = IncomingEvent(EventKind.REOPENED, minutes(100))
        store_ticket(session, IncomingTicket("desk", "T-4", events=(reopened, replace(reopened, at=minutes(200)))))
    review_pending(sessions, FakeEngine(verdicts={"acknowledgment": "missing", "closure": "missing"}))
    put(sessions, replace(A_REPLY, ticket="T-99", text="Done.", created_at=NOW.replace(month=4)))
    review_pending(sessions, FakeEngine(verdicts={"acknowledgment": "impact_first", "closure": "complete"}))
    return sessions


def name_people(session: Session) -> None:
    told = {(Who.TECHNICIAN, "sam"): "Sam", (Who.TECHNICIAN, "alex"): "Alex", (Who.CLIENT, "bakery"): "The Bakery"}
    ids = ids_for(session, {*told, (Who.TEAM, "blue")}, connection=connection_id(session, "desk"))
    for (who, known_as), name in told.items():
        describe(session, who, ids[who, known_as], name=name)
    for known_as in ("sam", "alex"):
        describe(session, Who.TECHNICIAN, ids[Who.TECHNICIAN, known_as], team_id=ids[Who.TEAM, "blue"])
    describe(session, Who.TEAM, ids[Who.TEAM, "blue"], name="Blue")


def answers(sessions: Sessions) -> list[list[Any]]:
    """The rows of each query of the README, in order."""
    with sessions() as session:
        return [
            [tuple(row) for row in session.execute(text(query))]
            for query in QUERY.findall(README.read_text(encoding="utf-8"))
        ]


def test_the_readme_has_five_queries_and_they_answer(desk: Sessions) -> None:
    first, heard, owned, months, reopened = answers(desk)
    assert len(first) == 20
    assert first[0] == ("T-19", "Alex", "law firm", "ownership_weak", "Nobody owns it.")
    assert [(name, count, float(percent)) for name, count, percent in heard] == [("Alex", 10, 0.0), ("Sam", 11, 9.0)]
    assert owned == [("The Bakery", 10, 11), ("law firm", 10, 10)]
    assert [(team, month, float(score), n) for team, month, score, n in months] == [
        ("Blue", "2026-03", 10.0, 20),
        ("Blue", "2026-04", 33.3, 1),
    ]
    assert [(ticket, name, closure) for ticket, name, closure, _ in reopened] == [("T-4", "Sam", "missing")]


@pytest.mark.parametrize("table", ["connections", "reply_versions", "ticket_events", "current_reviews", "key_teams"])
def test_the_readme_names_every_table(table: str) -> None:
    assert f"`{table}`" in README.read_text(encoding="utf-8")
