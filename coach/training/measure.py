"""`make measure GOLD=…`: agreement with labelled replies that are not in the project, written down without any text."""

import argparse
import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coach import __version__
from coach.engine import Engine
from coach.services.evaluating import Agreement, Labels, agreement, labels_of, read_labels
from coach.settings import Settings
from coach.setup import build_engine
from coach.training.check import own_texts
from coach.training.duplicates import near_duplicates
from coach.training.labelled import REPLIES, read_labelled
from coach.training.marks import place
from coach.types.review import Review

MODELS = Path("models")
README = Path("README.md")
MARK = "measured"
Measured = dict[str, Any]


def measure(gold: Path, engine: Engine, *, now: datetime) -> Measured:
    """The figures of the engine on `gold`, with what they were made by and from. Raises InputError."""
    raw = gold.read_bytes()
    lines = [json.loads(line) for line in raw.splitlines() if line.strip()]
    labelled = [read_labels(line) for line in lines]
    reviews = list(engine.review_many(reply for _, reply, _ in labelled))
    found = agreement([(labels, labels_of(review)) for (_, _, labels), review in zip(labelled, reviews, strict=True)])
    made_by = engine.made_by
    return {
        "reader": made_by.model,
        "reader_version": made_by.model_version,
        "standard": f"{made_by.standard} {made_by.standard_version}",
        "standard_hash": made_by.standard_hash,
        "project_version": __version__,
        "date": now.date().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "gold": {"file": gold.name, "sha256": hashlib.sha256(raw).hexdigest(), "replies": len(lines)},
        "also_in_training_data": taught_on(lines),
        **_figures(found),
        "flagged": _flagged([str(line.get("source", "all")) for line in lines], reviews),
        "flag_precision": _flag_precision([labels for _, _, labels in labelled], reviews),
    }


def taught_on(lines: list[dict[str, Any]], folder: Path = REPLIES) -> list[str]:
    """Ids of replies that nearly stand in the training data too: an agreement measured on those would flatter."""
    asked = {str(line.get("id", number)): line["reply"] for number, line in enumerate(lines)}
    return sorted({name for _, name, _ in near_duplicates(own_texts(read_labelled(folder)), asked)})


def _figures(found: Agreement) -> Measured:
    return {
        "verdicts": {
            f.field: {
                "kappa": round(f.kappa, 3),
                "interval": [round(f.low, 2), round(f.high, 2)],
                "macro_f1": round(f.macro_f1, 3),
                "sure": round(f.sure_share, 3),
                "recall": {label: round(share, 3) for label, share in f.recall.items()},
            }
            for f in found.fields
        },
        "moves": {m.move: {"f1": round(m.f1, 3), "sentences": m.support} for m in found.moves},
        "moves_micro_f1": round(found.moves_micro_f1, 3),
        "moves_macro_f1": round(found.moves_macro_f1, 3),
        "core_kappa": None if found.core_kappa is None else round(found.core_kappa, 3),
    }


def _flagged(sources: list[str], reviews: list[Review]) -> Measured:
    """The share of replies with a flag, by where they come from and in all."""
    every, raised = Counter(sources), Counter(s for s, r in zip(sources, reviews, strict=True) if r.flags)
    shares = {source: round(raised[source] / count, 3) for source, count in sorted(every.items())}
    return shares | {"in all": round(sum(raised.values()) / max(1, len(reviews)), 3)}


def _flag_precision(labelled: list[Labels], reviews: list[Review]) -> float | None:
    """The share of flags whose verdict is the labelled one; None where none was raised."""
    right = [
        labels.verdicts.get(field) == review.score.verdicts[field].value
        for labels, review in zip(labelled, reviews, strict=True)
        if review.score
        for field in (flag.code.partition("_")[0] for flag in review.flags)
    ]
    return round(sum(right) / len(right), 3) if right else None


def table(measured: Measured) -> str:
    """The README's table of one measurement, in Markdown."""
    return "\n".join(_rows(measured)) + "\n"


def _rows(m: Measured) -> Iterator[str]:
    gold = m["gold"]
    yield f"Reader `{m['reader']}` {m['reader_version']}, standard {m['standard']}, {m['date']},"
    yield f"{gold['replies']} labelled replies that are not in the project (`{gold['file']}`, {gold['sha256'][:12]}):"
    yield ""
    yield "| verdict | kappa | 95% interval | macro-F1 | sure on | found of each |"
    yield "|---|---|---|---|---|---|"
    for field, v in m["verdicts"].items():
        low, high = v["interval"]
        found = ", ".join(f"{label} {share:.0%}" for label, share in v["recall"].items())
        yield (
            f"| {field} | {v['kappa']:.3f} | {low:.2f} to {high:.2f} | {v['macro_f1']:.3f} | {v['sure']:.0%} "
            f"| {found} |"
        )
    yield ""
    core = "not measured" if m["core_kappa"] is None else f"{m['core_kappa']:.3f}"
    yield f"Core kappa (mean of the first three) {core}; moves micro-F1 {m['moves_micro_f1']:.3f},"
    right = "" if m["flag_precision"] is None else f", {m['flag_precision']:.0%} of them as labelled"
    yield f"macro-F1 {m['moves_macro_f1']:.3f}; a flag on {m['flagged']['in all']:.0%} of the replies{right}."
    yield f"Near-duplicates of replies in `training_data/`: {len(m['also_in_training_data']) or 'none'}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="labelled replies, one JSON object a line")
    engine = build_engine(Settings())
    measured = measure(parser.parse_args().gold, engine, now=datetime.now(UTC))
    folder = MODELS / measured["reader"] / measured["reader_version"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "measured.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    README.write_text(place(table(measured), README.read_text(encoding="utf-8"), MARK), encoding="utf-8")
    print(table(measured))


if __name__ == "__main__":
    main()
