"""The trained tagger: a small encoder that reads client and reply in one pass, by ONNX Runtime.

One reply a run, no padding, one thread: the same reply in the same thread gives the same tags to the last bit on one
type of processor, whatever stands beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from coach.errors import ModelError
from coach.moves.artefact import MODEL, REMEDY, TOKENIZER, WORDS, Artefact, Slope
from coach.moves.encoding import Vocabulary, Window, deepest, windows
from coach.moves.heads import CHOICES, MOVES, YES_NO
from coach.moves.plain import Plain
from coach.types.reading import Acts, Answer, Facts, Move, Need, NextStep, Tags, Tone
from coach.types.text import Sentence
from coach.types.ticket import Reply

Numbers = NDArray[np.floating[Any]]
NAMED: Mapping[str, type[StrEnum]] = {"need": Need, "next_step": NextStep, "acts": Acts, "tone": Tone}
TOLD_APART = tuple(Move(name) for name in MOVES)
DIGITS = 4
"""Decimals of a probability that are kept: more than any threshold has, fewer than processors differ in."""


class TrainedTagger:
    """Reads replies by a trained model. Holds no state between replies."""

    def __init__(self, artefact: Artefact) -> None:
        """Raises ModelError where ONNX Runtime or tokenizers cannot take the files."""
        self.name, self.version = artefact.manifest.name, artefact.manifest.version
        calibration = artefact.manifest.calibration
        self._moves = _slopes([calibration.moves[name] for name in MOVES])
        self._yes_no = _slopes([calibration.yes_no[name] for name in YES_NO])
        self._choices = dict(calibration.choices)
        try:
            words = artefact.path(WORDS).read_text(encoding="utf-8").split("\n")
            self._vocabulary = Vocabulary(Tokenizer.from_file(str(artefact.path(TOKENIZER))), Plain(words))
            self._session = session(artefact.path(MODEL).read_bytes())
        except Exception as problem:  # both libraries raise their own kinds, some of them bare
            raise ModelError(f"cannot be loaded: {type(problem).__name__}", where=self.name, remedy=REMEDY) from problem

    def tag_many(self, items: Iterable[tuple[Reply, tuple[Sentence, ...]]]) -> Iterator[Tags]:
        return (self._tag(reply, sentences) for reply, sentences in items)

    def _tag(self, reply: Reply, sentences: tuple[Sentence, ...]) -> Tags:
        found = windows(self._vocabulary, reply, sentences)
        read = [self._run(window) for window in found]
        said: dict[int, Mapping[Move, float]] = {}
        for place, (number, row) in deepest(found).items():
            said[place] = dict(zip(TOLD_APART, read[number][0][row].tolist(), strict=True))
        unread = {Move.BOILERPLATE: 1.0}
        return Tags(tuple(said.get(i, unread) for i in range(len(sentences))), *_whole([whole for _, whole in read]))

    def _run(self, window: Window) -> tuple[Numbers, Mapping[str, Numbers]]:
        """Probabilities (sentences, moves), and of the whole by question."""
        moves, yes_no, *choices = self._session.run(None, feed(window))
        said = _round(_leaning(moves[0], self._moves))
        whole = {"yes_no": _leaning(yes_no[0], self._yes_no)}
        for name, raw in zip(CHOICES, choices, strict=True):
            whole[name] = _softmax(raw[0] * self._choices[name])
        return said, whole


def feed(window: Window) -> dict[str, NDArray[Any]]:
    """What the model takes: ids and segments (1, tokens); matrices that average tokens into sentences and wholes."""
    n = len(window.ids)
    sentences = np.zeros((1, max(1, len(window.sentences)), n), dtype=np.float32)
    for row, (_, start, end) in enumerate(window.sentences):
        sentences[0, row, start:end] = 1 / (end - start)
    wholes = np.zeros((1, 3, n), dtype=np.float32)
    a, b = window.client
    wholes[0, 0, 0], wholes[0, 1, a:b], wholes[0, 2, b:n] = 1, 1 / (b - a), 1 / (n - b)
    starts = np.array([[start for _, start, _ in window.sentences] or [0]], dtype=np.int64)
    return {
        "ids": np.array([window.ids], dtype=np.int64),
        "segments": np.array([window.segments], dtype=np.int64),
        "sentences": sentences,
        "starts": starts,
        "wholes": wholes,
    }


def session(model: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _whole(read: Sequence[Mapping[str, Numbers]]) -> tuple[Answer[Need], Facts]:
    """The mean of the windows' answers."""
    mean = {name: _round(np.mean([whole[name] for whole in read], axis=0)) for name in read[0]}
    yes = {name: _decided(p) for name, p in zip(YES_NO, mean.pop("yes_no").tolist(), strict=True)}
    best = {name: _best(name, likely) for name, likely in mean.items()}
    need = best.pop("need")
    return need, Facts(**yes, **best)  # type: ignore[arg-type]


def _decided(likely: float) -> Answer[bool]:
    return Answer(True, likely) if likely >= 0.5 else Answer(False, round(1.0 - likely, DIGITS))


def _best(name: str, likely: Numbers) -> Answer[Any]:
    at = int(likely.argmax())
    return Answer(NAMED[name](CHOICES[name][at]), float(likely[at]))


def _slopes(slopes: Sequence[Slope]) -> Numbers:
    """Three rows: scale, shift, bar."""
    return np.array([[slope.scale, slope.shift, slope.bar] for slope in slopes], dtype=np.float32).T


def _leaning(raw: Numbers, slopes: Numbers) -> Numbers:
    """The calibrated probability, stretched on both sides of its bar so that yes is said from one half up."""
    scale, shift, bar = slopes
    likely = np.asarray(1 / (1 + np.exp(-(raw * scale + shift))))
    return np.asarray(np.where(likely < bar, 0.5 * likely / bar, 0.5 + 0.5 * (likely - bar) / (1 - bar)))


def _softmax(raw: Numbers) -> Numbers:
    raised = np.exp(raw - raw.max())
    return np.asarray(raised / raised.sum())


def _round(likely: Numbers) -> Numbers:
    return np.asarray(likely, dtype=np.float64).round(DIGITS)
