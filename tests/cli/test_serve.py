"""`coach serve` and `coach demo` as processes of their own, with a real socket and a real Ctrl-C."""

import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process once it answers, and its address; ended by Ctrl-C, which must be clean."""
    port = free_port()
    command = [sys.executable, "-m", "coach.cli", *arguments, "--port", str(port)]
    out = (folder / "out.txt").open("w")
    process = subprocess.Popen(command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, text=True, stdout=out, stderr=out)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        yield process, address
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) == 0
    finally:
        process.kill()
        process.wait()
        out.close()
    assert "Traceback" not in printed(folder)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx2.get(f"{address}/readyz").raise_for_status()
            return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError("it does not answer")


def printed(folder: Path) -> str:
    return (folder / "out.txt").read_text()


def test_a_new_database_is_made_empty_and_ctrl_c_is_clean(tmp_path: Path) -> None:
    with running(tmp_path, "serve") as (_, address):
        assert (tmp_path / "coach.db").exists()
        assert "Review this reply" in httpx2.get(address).text
        page = httpx2.post(f"{address}/", data={"reply": "I'll look into it."})
        assert "hedges" in page.text
        assert "coach_replies 0.0" in httpx2.get(f"{address}/metrics").text
        assert "server" not in page.headers
    log = printed(tmp_path)
    assert "POST / 200" in log
    assert "look into" not in log


def test_a_flood_without_a_length_gets_its_refusal_over_a_real_socket(tmp_path: Path) -> None:
    def flood() -> Iterator[bytes]:
        for _ in range(60):
            yield b"x" * 50_000

    with running(tmp_path, "serve") as (_, address):
        headers = {"Content-Type": "application/json"}
        for content in (flood(), b"x" * 3_000_000):
            answer = httpx2.post(f"{address}/api/v1/score", content=content, headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_a_port_in_use_is_said_without_a_traceback(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "coach.cli", "serve", "--port", str(taken.getsockname()[1])]
        run = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert run.returncode != 0
    assert "address already in use" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def small_desk(tmp_path: Path) -> Path:
    """The demo desk with a few of its tickets: all of its people, little to review."""
    folder = tmp_path / "desk"
    shutil.copytree(ROOT / "training_data" / "demo", folder)
    for number, tickets in enumerate(sorted(folder.glob("tickets*.jsonl"))):
        lines = tickets.read_text(encoding="utf-8").splitlines(keepends=True)
        tickets.write_text("".join(lines[:4] if number == 0 else []), encoding="utf-8")
    return folder


def test_the_demo_is_reviewed_prints_keys_and_starts_again_quickly(tmp_path: Path, small_desk: Path) -> None:
    with running(tmp_path, "demo", "--folder", str(small_desk)) as (_, address):
        first = keys(tmp_path)
        assert set(first) == {"admin", "manager", "lead", "technician"}
        assert "Reviewed" in printed(tmp_path)
        assert asked(address, first["technician"]) == 200
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with running(tmp_path, "demo", "--folder", str(small_desk)) as (_, address):
        assert "Reviewed" not in printed(tmp_path)
        assert asked(address, keys(tmp_path)["admin"]) == 200
        assert asked(address, first["admin"]) == 401
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Seconds of processor time: how long it takes on a machine that does nothing else.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10
    assert not (tmp_path / "coach.db").exists()


def keys(folder: Path) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) +(tc_\S+)$", printed(folder), re.M))


def asked(address: str, key: str) -> int:
    return httpx2.get(f"{address}/api/v1/flags", headers={"Authorization": f"Bearer {key}"}).status_code
