"""What each error means to a shell: its exit code, its word, its next step (O1, O5)."""

from __future__ import annotations

import errno

import click
import pytest

from kashaf.index import errors
from kashaf.index.cli.endings import TerminatedError, ending_of

GIVEN = ("search", "طريق الحرير", "--json")
ENDINGS: list[tuple[BaseException, int, str]] = [
    (errors.SettingsError("port", 99999, "int from 0 to 65535"), 2, "settings"),
    (errors.IndexNotFoundError("a.kashaf"), 3, "index-not-found"),
    (errors.IndexExistsError("a.kashaf"), 2, "index-exists"),
    (errors.IndexLockedError("a.kashaf", 0.0, "process 7"), 5, "index-locked"),
    (errors.IndexOutdatedError("a.kashaf", "1", "2"), 4, "index-outdated"),
    (errors.IndexCorruptError("a.kashaf", "cut short"), 4, "index-corrupt"),
    (errors.IndexUntrustedError("a.kashaf", "others may write it"), 7, "index-untrusted"),
    (errors.StorageFullError("a.kashaf", "no space left"), 7, "storage-refused"),
    (errors.ClusterUnavailableError("http://127.0.0.1:9200", "refused"), 7, "cluster-unavailable"),
    (errors.QuerySyntaxError(3, "a range without an end"), 2, "query-syntax"),
    (errors.QueryTooLongError(300, 256), 2, "query-too-long"),
    (errors.QueryTimeoutError(1.0), 2, "query-timeout"),
    (errors.UnknownFieldError("titel", ["title"]), 2, "unknown-field"),
    (errors.UpdateRefusedError("a.kashaf", "the sources hold no file"), 1, "update-refused"),
    (click.UsageError("no such option"), 2, "usage"),
    (OSError(errno.ENOSPC, "No space left on device"), 7, "refused"),
    (PermissionError(errno.EACCES, "Permission denied"), 7, "refused"),
    (MemoryError(), 7, "refused"),
    (KeyboardInterrupt(), 130, "interrupted"),
    (TerminatedError(), 143, "terminated"),
    (ZeroDivisionError("division by zero"), 70, "fault"),
]


@pytest.mark.parametrize(("error", "exit_code", "code"), ENDINGS, ids=lambda value: str(value)[:20])
def test_an_error_ends_with_its_number(error: BaseException, exit_code: int, code: str) -> None:
    """Each error has the exit code and the word of the contract."""
    ending = ending_of(error, GIVEN)
    assert (ending.exit_code, ending.code) == (exit_code, code)


@pytest.mark.parametrize("error", [error for error, _, _ in ENDINGS], ids=lambda value: type(value).__name__)
def test_an_error_names_the_next_command(error: BaseException) -> None:
    """Each ending names something to run."""
    assert ending_of(error, GIVEN).next.split(": ")[-1].split()[0] in ("kashaf", "chown")


def test_a_fault_is_reported_with_its_trace() -> None:
    """What nobody foresaw asks for a report, and names the command that shows the trace."""
    ending = ending_of(ZeroDivisionError("division by zero"), ("stats", "--debug"))
    assert "ZeroDivisionError" in ending.message
    assert ending.next.endswith("kashaf stats --debug")


def test_words_are_said_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """An error is one line on standard error, nothing on standard output, and steers no terminal."""
    ending_of(errors.SettingsError("SRC", "a\nb\x1b[2J", "a file"), ("build",)).tell(("build",))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
