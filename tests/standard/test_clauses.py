"""Every clause of the shipped standard, by name: a reading where it decides, with the verdict and the evidence."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.standard.loading import load_standard
from coach.standard.score import judge
from coach.types.review import Verdict
from tests.standard.readings import reading

STANDARD = load_standard()
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "examples" / "clauses.yaml").read_text(encoding="utf-8")
)


def _verdict(case: dict[str, Any]) -> Verdict:
    sentences = [(text, moves) for item in case["sentences"] for text, moves in item.items()]
    facts = case.get("facts", {})
    read = reading(*sentences, need=case.get("need", "problem"), first=case.get("first", True), **facts)
    return judge(read, STANDARD).verdicts[case["field"]]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['field']}.{c['clause']}-{i}" for i, c in enumerate(CASES)])
def test_the_clause_decides(case: dict[str, Any]) -> None:
    verdict = _verdict(case)
    assert (verdict.clause, verdict.value) == (case["clause"], case["verdict"])
    texts = " ".join(text for item in case["sentences"] for text in item)
    assert [span.of(texts) for span in verdict.evidence] == case.get(
        "evidence", [s.of(texts) for s in verdict.evidence]
    )


@pytest.mark.parametrize("rule", STANDARD.fields, ids=lambda rule: rule.name)
def test_every_clause_has_a_reading_where_it_decides(rule: Any) -> None:
    decided = {case["clause"] for case in CASES if case["field"] == rule.name}
    assert [c.name for c in rule.clauses if c.name not in decided] == []
