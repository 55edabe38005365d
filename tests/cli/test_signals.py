"""What a signal leaves: an interrupted build the old index, a server no request unanswered (O3, O32)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Kashaf = Callable[..., "CompletedProcess[str]"]
WORD = "الرئيس"
Started = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(command: list[str], clean_environ: dict[str, str], tmp_path: Path) -> Iterator[Started]:
    """Return a function that starts ``kashaf`` and leaves it running; it is stopped in the end."""
    running: list[subprocess.Popen[str]] = []

    def begin(*words: str | Path, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*command, *map(str, words)],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=clean_environ,
            cwd=tmp_path,
            # a suite that runs in the background of a shell ignores Ctrl-C, and so would what it starts
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_build_keeps_the_old_index(
    start: Started, kashaf: Kashaf, own_index: Path, number: signal.Signals, code: int
) -> None:
    """Ctrl-C ends a build with 130, SIGTERM with 143; the old index answers and the lock is free."""
    before = kashaf("search", WORD, "--jsonl", "-i", own_index).stdout
    process = start("build", "-", "-v", "-i", own_index, stdin=subprocess.PIPE)
    assert process.stdin is not None
    for nth in range(2000):
        process.stdin.write(
            json.dumps({"id": str(nth), "title": "عنوان", "text": f"نص المقالة {nth}"}) + "\n"
        )
    process.stdin.flush()
    _wait(lambda: f'"pid": {process.pid},' in (own_index / "lock").read_text())
    # Python loses a signal that comes just before a read that blocks: let it be waiting in one
    time.sleep(2)
    process.send_signal(number)
    assert process.wait(timeout=60) == code
    assert kashaf("search", WORD, "--jsonl", "-i", own_index).stdout == before
    assert kashaf("build", "-", "-i", own_index, stdin='{"id": "1", "text": "نص"}\n').returncode == 0


def _wait(reached: Callable[[], bool]) -> None:
    """Return when the condition holds; fail after a minute."""
    deadline = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < deadline, "not reached in a minute"
        time.sleep(0.05)


def address(process: subprocess.Popen[str]) -> str:
    """Return the address the server printed."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line.startswith("http://"), process.stderr and process.stderr.read()
    return line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_stops_with_0(start: Started, seeds_index: Path, number: signal.Signals) -> None:
    """The server prints its address alone, answers, and ends with 0 when told to stop."""
    process = start("serve", "-i", seeds_index)
    url = address(process)
    with urllib.request.urlopen(f"{url}?q={urllib.parse.quote(WORD)}", timeout=30) as answer:
        assert "<mark" in answer.read().decode()
    process.send_signal(number)
    assert process.wait(timeout=15) == 0
    assert process.stdout is not None
    assert process.stdout.read() == ""


def test_a_request_under_way_is_finished(start: Started, seeds_index: Path) -> None:
    """A request that had begun when SIGTERM came is answered."""
    process = start("serve", "-i", seeds_index)
    parts = urllib.parse.urlsplit(address(process))
    assert parts.hostname is not None
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=10) as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        client.sendall(b"Connection: close\r\n\r\n")
        assert client.recv(65536).startswith(b"HTTP/1.1 200")
    assert process.wait(timeout=15) == 0


def test_a_taken_port_gives_the_next(start: Started, seeds_index: Path) -> None:
    """Two servers without --port both start, on two ports."""
    first, second = start("serve", "-i", seeds_index), start("serve", "-i", seeds_index)
    assert address(first) != address(second)


def test_a_taken_port_that_was_asked_for_is_7(start: Started, kashaf: Kashaf, seeds_index: Path) -> None:
    """A port somebody else has is not replaced silently; the message names another."""
    port = urllib.parse.urlsplit(address(start("serve", "-i", seeds_index))).port
    done = kashaf("serve", "--port", str(port), "-i", seeds_index)
    assert done.returncode == 7
    assert f"kashaf serve --port {(port or 0) + 1}" in done.stderr


def test_debug_stays_on_this_machine(kashaf: Kashaf, seeds_index: Path) -> None:
    """--debug is refused where others could reach it."""
    done = kashaf("serve", "--debug", "--host", "0.0.0.0", "-i", seeds_index)
    assert done.returncode == 2
    assert "loopback" in done.stderr


def test_get_prints_what_the_server_answers(start: Started, kashaf: Kashaf, seeds_index: Path) -> None:
    """``get`` gives the server's own bytes without a server (O31)."""
    path = f"/search.json?q={urllib.parse.quote(WORD)}"
    with urllib.request.urlopen(
        address(start("serve", "-i", seeds_index)).rstrip("/") + path, timeout=30
    ) as answer:
        served = json.loads(answer.read())
    got = json.loads(kashaf("get", path, "-i", seeds_index).stdout)
    assert {**got, "took_ms": 0} == {**served, "took_ms": 0}


def test_get_of_nothing_is_1(kashaf: Kashaf, seeds_index: Path) -> None:
    """An answer other than 200 ends with 1, the page is printed all the same."""
    done = kashaf("get", "/no-such-page", "-i", seeds_index)
    assert done.returncode == 1
    assert done.stdout


def children(process: subprocess.Popen[str], count: int) -> list[int]:
    """Return the processes that a process has started, when there are so many."""
    words = ["ps", "-o", "pid=", "--ppid", str(process.pid)]
    for _ in range(100):
        said = subprocess.run(words, capture_output=True, encoding="ascii").stdout.split()
        if len(said) == count:
            break
        time.sleep(0.1)
    return [int(pid) for pid in said]


def gone(pids: list[int]) -> bool:
    """Tell whether these processes end within ten seconds."""
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_processes_share_a_port_and_end_together(
    start: Started, seeds_index: Path, number: signal.Signals
) -> None:
    """With --processes so many answer at one address, and all end with 0 when the first is told to stop."""
    process = start("serve", "--processes", "3", "-i", seeds_index)
    url = address(process)
    for _ in range(6):
        with urllib.request.urlopen(f"{url}health", timeout=30) as answer:
            assert json.loads(answer.read())["articles"] == 5
    begun = children(process, 3)
    assert len(begun) == 3
    process.send_signal(number)
    assert process.wait(timeout=15) == 0
    assert gone(begun)


def test_a_process_that_dies_ends_the_server(start: Started, seeds_index: Path) -> None:
    """Who restarts the server learns that a part of it is gone: it ends with 70, and leaves nobody behind."""
    process = start("serve", "--processes", "2", "-i", seeds_index)
    address(process)
    first, second = children(process, 2)
    os.kill(first, signal.SIGKILL)
    assert process.wait(timeout=15) == 70
    assert gone([second])
    assert process.stderr is not None
    assert f"process {first} ended by itself" in process.stderr.read()


def test_a_killed_server_leaves_no_process(start: Started, seeds_index: Path) -> None:
    """Killed outright, with no time to tell anybody, it takes its processes with it."""
    process = start("serve", "--processes", "2", "-i", seeds_index)
    address(process)
    begun = children(process, 2)
    process.kill()
    process.wait(timeout=15)
    assert len(begun) == 2
    assert gone(begun)


def test_an_index_that_is_missing_is_told_before_any_process_begins(kashaf: Kashaf) -> None:
    """With --processes as without, there is one message, and the code is 3."""
    done = kashaf("serve", "--processes", "2", "-i", "none.kashaf")
    assert done.returncode == 3
    assert done.stderr.count("none.kashaf") == kashaf("serve", "-i", "none.kashaf").stderr.count(
        "none.kashaf"
    )
