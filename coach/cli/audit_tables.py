"""An audit in the terminal: one table a question, in words that a service manager uses."""

from collections.abc import Iterable, Mapping

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from coach.cli.evaluate import print_agreement
from coach.services.audit import AuditReport, LengthBias
from coach.services.audit_cases import Condescension, Gaming
from coach.services.audit_drift import Drift
from coach.services.audit_figures import Calibration, Share
from coach.services.audit_flips import Flips
from coach.services.wording import CORE, field_name

SWAPPED: Mapping[str, str] = {
    "names": "names: client, technician",
    "gender": "Mr and Mrs, he and she",
    "nationality": "the client's nationality",
    "company": "the client's company",
    "typos": "slips in typing",
    "casing": "capital letters",
    "spelling": "British, American spelling",
    "grammar": "a learner's English",
    "emoji": "an emoji",
}
WAYS: Mapping[str, str] = {
    "as they are": "“Noted.”, “ok” and the like",
    "stock phrases": "the same among stock phrases",
    "keyword salad": "key words in no order",
}
FEATURES: Mapping[str, str] = {
    "length": "characters of a reply",
    "sentences": "sentences of a reply",
    "first_reply": "first reply on its ticket",
    "need": "what the client's message called for",
    "moves": "what sentences do",
    "scored": "could be scored",
}
STATES: Mapping[str, str] = {"same": "alike", "watch": "watch it", "moved": "has moved"}
STRENGTHS = ((0.1, "next to none"), (0.3, "weak"), (0.5, "clear"), (1.1, "strong"))
"""Below which correlation, either way, it is called what."""
NO_LABELS = "None of these lines carries a label. Add yours as for `coach evaluate`, and this is answered."


def print_report(report: AuditReport) -> None:
    console = Console(highlight=False)
    console.print(heading(report))
    sections: tuple[tuple[str, RenderableType], ...] = (
        ("Does what must not matter change a verdict?", flips(report.flips)),
        ("Do empty words win the best verdict?", gaming(report.gaming)),
        ("Is condescension heard?", condescension(report.condescension)),
        ("Do longer replies score higher?", length(report.length)),
        ("Is it right as often as it is sure?", calibration(report.calibration)),
        ("Are these replies like those it learnt from?", drift(report.drift)),
    )
    for title, part in sections:
        section(console, title)
        console.print(part)
    section(console, "Does it agree with your labels?")
    if report.agreement is None:
        console.print(NO_LABELS)
    else:
        print_agreement(report.agreement)


def section(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def heading(report: AuditReport) -> str:
    by = report.made_by
    labelled = f", {report.labelled} with labels" if report.labelled else ""
    return (
        f"Audit of the reader {by.model} {by.model_version} under the standard {by.standard} {by.standard_version}, "
        f"on {report.replies} replies: {report.scored} scored{labelled}. Seed {report.seed}."
    )


def flips(found: Iterable[Flips]) -> RenderableType:
    """Every pair says the same twice; a verdict that differs is wrong in one half."""
    table = columns("what was swapped", "pairs", "verdict changed", "share", "95% range", "half scored", "<in")
    for each in found:
        where = ", ".join(f"{field_name(field).lower()} {count}" for field, count in each.fields.items() if count)
        changed = each.changed
        table.add_row(
            SWAPPED[each.kind], str(changed.of), str(changed.hits), percent(changed.rate), span(changed),
            str(each.half_scored), where,
        )  # fmt: skip
    return table


def gaming(found: Iterable[Gaming]) -> RenderableType:
    table = columns("replies that say nothing", "tried", *(field_name(f).lower() for f in CORE), "any", "95% range")
    for each in found:
        won = (percent(each.best[field].rate) for field in CORE)
        table.add_row(WAYS[each.way], str(each.any_best.of), *won, percent(each.any_best.rate), span(each.any_best))
    return table


def condescension(found: Condescension) -> RenderableType:
    table = columns(
        "of pairs that say the same thing, civil and condescending", "pairs", "so many", "share", "95% range"
    )
    for words, each in (
        ("only the condescending one is found cold", found.told_apart),
        ("the condescending one is found cold", found.condescending_cold),
        ("the civil one is found cold", found.civil_cold),
    ):
        table.add_row(words, str(each.of), str(each.hits), percent(each.rate), span(each))
    return table


def length(found: LengthBias) -> RenderableType:
    if found.correlation is None:
        return f"{found.replies} replies with an overall score: too few, or too much alike, to tell."
    strength = next(words for least, words in STRENGTHS if abs(found.correlation) < least)
    return (
        f"Over {found.replies} replies, score and length go together by {found.correlation:+.2f} "
        f"(from -1 to +1; 0: not at all), which is {strength}."
    )


def calibration(found: tuple[Calibration, ...]) -> RenderableType:
    if not found:
        return NO_LABELS
    table = columns("verdict", "when sure of", "labelled replies", "right")
    for each in found:
        table.add_row(field_name(each.field), "all", str(each.replies), f"off by {percent(each.error)}")
        for part in each.bins:
            sure = f"{part.low:.0%} to {part.high:.0%}"
            table.add_row("", sure, str(part.replies), percent(part.accuracy))
    return table


def drift(found: Drift) -> RenderableType:
    if found.movements is None:
        return "No profile of the training data was given; --profile names one."
    table = columns("", "index", "<so", "<most moved", "there", "here")
    for each in found.movements:
        feature, group = FEATURES.get(each.feature, each.feature), each.group.replace("_", " ")
        shares = percent(each.then), percent(each.now)
        table.add_row(feature, f"{each.index:.3f}", STATES[each.state], group, *shares)
    return table


def columns(*names: str) -> Table:
    """The first and those that begin with `<` to the left, figures to the right."""
    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(names):
        left = number == 0 or name.startswith("<")
        table.add_column(name.removeprefix("<"), justify="left" if left else "right")
    return table


def percent(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.1%}"


def span(share: Share) -> str:
    return f"{share.low:.1%}–{share.high:.1%}" if share.of else "–"
