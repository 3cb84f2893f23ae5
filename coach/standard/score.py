"""Reading and standard to score: verdicts with reasons and evidence, findings, a score a dimension."""

from collections.abc import Mapping

from coach.standard.outcome import Judged
from coach.standard.schema import DIMENSIONS, FieldRule, Standard
from coach.types.reading import Reading
from coach.types.review import Finding, Score, Verdict
from coach.types.text import Span

LONGEST_QUOTE = 80


def judge(reading: Reading, standard: Standard) -> Score:
    """Every field's verdict by the first clause that holds; the same reading and standard give the same score."""
    verdicts: dict[str, Verdict] = {}
    for rule in standard.fields:
        judged = Judged({name: (v.value, v.confidence) for name, v in verdicts.items()})
        verdicts[rule.name] = _verdict(rule, reading, judged)
    dimensions = _dimensions(standard, verdicts)
    return Score(
        verdicts=verdicts,
        findings=tuple(_finding(rule, verdicts[rule.name]) for rule in standard.fields),
        dimensions=dimensions,
        overall=_overall(dimensions, standard.scenarios[verdicts["scenario"].value].counts),
        unsure=tuple(r.name for r in standard.fields if verdicts[r.name].confidence < r.unsure_below),
    )


def _verdict(rule: FieldRule, reading: Reading, judged: Judged) -> Verdict:
    against: dict[str, float] = {}
    for clause in rule.clauses:
        outcome = clause.check(reading, judged)
        if outcome.holds:
            doubt = [1.0 - likely for verdict, likely in against.items() if verdict != clause.verdict]
            return Verdict(
                field=rule.name,
                value=clause.verdict,
                reason=_reason(clause.because, reading.reply.text, outcome.evidence),
                evidence=outcome.evidence,
                confidence=min([outcome.probability, *doubt]),
                clause=clause.name,
            )
        against[clause.verdict] = max(against.get(clause.verdict, 0.0), outcome.probability)
    raise AssertionError("a standard's last clause always holds; loading checks it")


def _reason(because: str, text: str, evidence: tuple[Span, ...]) -> str:
    if "{quote}" not in because:
        return because
    if not evidence:
        return because.replace(": {quote}", ".").replace("{quote}", "It")
    quote = " ".join(evidence[0].of(text).split())
    short = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1].rstrip() + "…"
    return because.replace("{quote}", f"“{short}”")


def _finding(rule: FieldRule, verdict: Verdict) -> Finding:
    return Finding(
        code=f"{rule.name}_{verdict.value}",
        dimension=DIMENSIONS.get(rule.name, rule.name),
        verdict=verdict.value,
        reason=verdict.reason,
        evidence=verdict.evidence,
        weight=rule.weights.get(verdict.value, 0.0),
        confidence=verdict.confidence,
    )


def _dimensions(standard: Standard, verdicts: Mapping[str, Verdict]) -> dict[str, float | None]:
    counts = standard.scenarios[verdicts["scenario"].value].counts
    return {
        DIMENSIONS[rule.name]: rule.scores[verdicts[rule.name].value] if counts.get(DIMENSIONS[rule.name]) else None
        for rule in standard.fields
        if rule.name in DIMENSIONS
    }


def _overall(dimensions: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    counted = [(score, weights[name]) for name, score in dimensions.items() if score is not None]
    total = sum(weight for _, weight in counted)
    return sum(score * weight for score, weight in counted) / total if total else None
