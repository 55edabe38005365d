"""The load generator against real servers."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bench.load import MIX, Request, draw, main, measured, run, serving


def test_a_mix_is_answered_by_two_processes(seeds_index: Path) -> None:
    """Two servers answer pages, JSON, articles and the first page without an error."""
    load = measured(seeds_index, 1.5, processes=2, connections=4)
    assert load.errors == 0
    assert load.processes == 2
    assert sum(map(len, load.times.values())) == len(load.all_times) > len(MIX)
    assert load.rate > 0


def test_the_command_reports_a_load_at_a_rate(seeds_index: Path) -> None:
    """At a rate, a small run of the command tells each kind of request, and no error."""
    words = ["--index", str(seeds_index), "--seconds", "1", "--rate", "40", "--processes", "2"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "40 requests/s asked for 1 s of 2 server processes" in done.output
    assert " 0 errors" in done.output
    rows = [line.split("|")[1].strip() for line in done.output.splitlines() if line.startswith("| ")]
    assert rows == ["request", *MIX, "all"]


def test_a_rate_is_kept_and_errors_are_counted(seeds_index: Path) -> None:
    """At a rate no more is asked than is due, and an address without a page is an error, not an answer."""
    with serving(seeds_index, 1) as address:
        lost = run(address, [Request("page", "no-such-page")], 0.5, connections=2, rate=10)
        found = run(address, [Request("home", "")], 0.5, connections=2, rate=10)
    assert 1 <= lost.errors <= 5
    assert lost.all_times == []
    assert found.errors == 0
    assert 1 <= len(found.times["home"]) <= 5
    # nobody listens any more
    assert run(address, [Request("home", "")], 0.2, connections=1, rate=10).errors == 2


def test_requests_are_always_the_same_and_of_every_kind(seeds_index: Path) -> None:
    """Two draws from one index are equal and hold every kind of the mix."""
    first = draw(seeds_index)
    assert first == draw(seeds_index)
    assert {request.kind for request in first} == set(MIX)
