"""The same verdicts on a processor without AVX-512: the examination under emulation. In `make soak`, every tenth reply.

Emulated, a reply takes about a second; `COACH_EVERY=1` reads them all.
"""

import json
import os
import platform
import shutil
from pathlib import Path

import pytest

from coach.engine import Engine
from coach.services.lines import VERDICTS, as_line
from coach.services.scoring import dump
from coach.training.labelled import CHALLENGE, read_challenge
from tests.behaviour.test_same_bytes import as_input, in_a_process

ROOT = Path(__file__).parents[2]
PROCESSOR = "Haswell"
"""AVX2, as servers of 2013 have it; no AVX-512 and no VNNI."""


def _verdicts(line: str) -> dict[str, str | None]:
    said = json.loads(line)
    return {field: said[field] for field in VERDICTS}


@pytest.mark.soak
@pytest.mark.skipif(platform.machine() != "x86_64", reason="emulates one x86-64 processor on another")
def test_the_examination_without_avx512(engine: Engine) -> None:
    emulator = shutil.which("qemu-x86_64")
    if emulator is None:
        pytest.skip("qemu-x86_64 is not installed (Debian: qemu-user)")
    among = [one.heard for one in read_challenge(ROOT / CHALLENGE)][:: int(os.environ.get("COACH_EVERY", "10"))]
    here = [_verdicts(dump(as_line(str(n), engine.review(reply)))) for n, reply in enumerate(among)]
    found = in_a_process(as_input(among), "1", [emulator, "-cpu", PROCESSOR])
    assert [_verdicts(line) for line in found.decode().splitlines()] == here
