"""Reads a standard's YAML. Every mistake names file, place, value and remedy."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from coach.errors import StandardError
from coach.standard import params
from coach.standard.kinds import conditions
from coach.standard.kinds.combination import all_of
from coach.standard.schema import DIMENSIONS, VERDICTS, Clause, FieldRule, FlagRule, Scenario, Standard

SHIPPED = Path(__file__).with_name("standard.yaml")
_TOP = {"name", "version", "title", "fields", "scenarios", "bands", "flags"}
LARGEST = 1_000_000


def load_standard(path: Path | None = None) -> Standard:
    """The standard in `path`, by default the shipped one. Raises StandardError."""
    path = path or SHIPPED
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise StandardError(str(problem), where=str(path), remedy="name a readable YAML file") from problem
    return read_standard(raw, path.name)


def read_standard(raw: bytes, file: str) -> Standard:
    """The standard that the bytes of `file` spell. Raises StandardError."""
    if len(raw) > LARGEST:
        raise StandardError(f"{len(raw)} bytes", where=file, remedy=f"keep it under {LARGEST}")
    try:
        source = raw.decode("utf-8")
        tree = yaml.load(source, Loader=_UniqueKeys)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        place = getattr(problem, "problem_mark", None)
        line = f" line {place.line + 1}" if place else ""
        text = getattr(problem, "problem", None) or str(problem)
        raise StandardError(text, where=f"{file}{line}", remedy="mend the YAML") from problem
    top = params.mapping(tree, file, allowed=_TOP, needed=_TOP)
    return Standard(
        name=_text(top["name"], f"{file}: name"),
        version=_text(top["version"], f"{file}: version"),
        title=_text(top["title"], f"{file}: title"),
        hash=hashlib.sha256(raw).hexdigest()[:16],
        source=source,
        fields=tuple(_fields(top["fields"], f"{file}: fields")),
        scenarios=_scenarios(top["scenarios"], f"{file}: scenarios"),
        bands=_bands(top["bands"], f"{file}: bands"),
        flags=_flags(top["flags"], f"{file}: flags"),
    )


class _UniqueKeys(yaml.SafeLoader):
    """A key that stands twice is a mistake, not the last word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                twice = f"the key {key.value!r} stands twice"
                raise yaml.constructor.ConstructorError(None, None, twice, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _text(raw: Any, where: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise params.wrong(where, f"{raw!r} is no text", "write a text, in quotes where it looks like a number")
    return raw.strip()


def _fields(raw: Any, where: str) -> Iterator[FieldRule]:
    tree = params.mapping(raw, where, allowed=set(VERDICTS), needed=set(VERDICTS))
    for name in VERDICTS:
        yield _field(name, tree[name], f"{where}.{name}")


def _field(name: str, raw: Any, where: str) -> FieldRule:
    tree = params.mapping(raw, where, allowed={"clauses", "scores", "findings", "unsure_below"}, needed={"clauses"})
    clauses = tuple(_clauses(name, tree["clauses"], f"{where}.clauses"))
    scored = name in DIMENSIONS
    if scored:
        params.mapping(tree.get("scores"), f"{where}.scores", allowed=set(VERDICTS[name]), needed=set(VERDICTS[name]))
    return FieldRule(
        name=name,
        clauses=clauses,
        scores={v: _score(s, f"{where}.scores.{v}") for v, s in tree["scores"].items()} if scored else {},
        weights=_weights(tree.get("findings", {}), f"{where}.findings", set(VERDICTS[name])),
        unsure_below=params.number(tree.get("unsure_below", 0), f"{where}.unsure_below"),
    )


def _score(raw: Any, where: str) -> float | None:
    return None if raw is None else params.number(raw, where)


def _weights(raw: Any, where: str, known: set[str]) -> Mapping[str, float]:
    tree = params.mapping(raw, where, allowed=known)
    return {key: params.number(weight, f"{where}.{key}") for key, weight in tree.items()}


def _clauses(field: str, raw: Any, where: str) -> Iterator[Clause]:
    if not isinstance(raw, list) or not raw:
        raise params.wrong(where, f"{raw!r} is no list of clauses", "write at least one clause")
    names: set[str] = set()
    for i, item in enumerate(raw):
        place = f"{where}[{i}]"
        tree = params.mapping(
            item, place, allowed={"name", "verdict", "when", "because"}, needed={"name", "verdict", "because"}
        )
        name, verdict = _text(tree["name"], f"{place}.name"), tree["verdict"]
        place = f"{where}.{name}"
        if verdict not in VERDICTS[field]:
            raise params.wrong(f"{place}.verdict", f"unknown verdict {verdict!r}", f"use {', '.join(VERDICTS[field])}")
        if name in names:
            raise params.wrong(f"{place}.name", f"the name {name!r} stands twice", "give each clause its own name")
        names.add(name)
        check = all_of(conditions(tree.get("when", []), f"{place}.when"))
        yield Clause(name, verdict, check, _text(tree["because"], f"{place}.because"))
    if raw[-1].get("when"):
        last = f"{where}[{len(raw) - 1}].when"
        raise params.wrong(last, "the last clause has conditions", "end with one that always holds")


def _scenarios(raw: Any, where: str) -> Mapping[str, Scenario]:
    names = set(VERDICTS["scenario"])
    tree = params.mapping(raw, where, allowed=names, needed=names)
    return {name: _scenario(tree[name], f"{where}.{name}") for name in tree}


def _scenario(raw: Any, where: str) -> Scenario:
    keys, every = {"means", "counts", "not_applicable"}, set(DIMENSIONS.values())
    tree = params.mapping(raw, where, allowed=keys, needed=keys - {"not_applicable"})
    counts = params.mapping(tree["counts"], f"{where}.counts", allowed=every)
    others = every - set(counts)
    left_out = params.mapping(tree.get("not_applicable", {}), f"{where}.not_applicable", allowed=others)
    return Scenario(
        means=_text(tree["means"], f"{where}.means"),
        counts={name: params.number(weight, f"{where}.counts.{name}", high=100) for name, weight in counts.items()},
        not_applicable={name: _text(why, f"{where}.not_applicable.{name}") for name, why in left_out.items()},
    )


def _bands(raw: Any, where: str) -> tuple[tuple[float, str], ...]:
    tree = raw if isinstance(raw, dict) else {}
    found = sorted(((params.number(least, f"{where}.{name}"), name) for name, least in tree.items()), reverse=True)
    if not found or found[-1][0] != 0:
        raise params.wrong(where, f"{raw!r} does not reach down to 0", "give a least score a band, the lowest 0")
    return tuple(found)


def _flags(raw: Any, where: str) -> FlagRule:
    known = {"threshold", "at_most", "only_where"}
    tree = params.mapping(raw, where, allowed=known, needed={"threshold", "at_most"})
    codes = {f"{field}_{value}" for field, values in VERDICTS.items() for value in values}
    only = params.mapping(tree.get("only_where", {}), f"{where}.only_where", allowed=codes)
    return FlagRule(
        threshold=params.number(tree["threshold"], f"{where}.threshold"),
        at_most=int(params.number(tree["at_most"], f"{where}.at_most", high=20)),
        only_where={code: all_of(conditions(raw, f"{where}.only_where.{code}")) for code, raw in only.items()},
    )
