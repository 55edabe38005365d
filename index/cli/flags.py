"""Flags of the command line, made from the declarations of the settings."""

from __future__ import annotations

import functools
import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..errors import SettingsError
from ..options import Option, Settings, declared_options, option
from .console import Console

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Verb = Callable[..., Any]


@dataclass(frozen=True)
class PlaceSettings(Settings):
    """Where the index is."""

    index: str = option("archive.kashaf", "directory of the index")


def read_file(path: Path) -> dict[str, Any]:
    """Return the settings of a ``kashaf.toml``; none when there is no such file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), "unreadable", f"TOML in UTF-8 ({error})") from None


def takes(
    parameter: str, declared: type[Settings], *, short: Mapping[str, str] = {}
) -> Callable[[Verb], Verb]:
    """Give a verb a flag for each declared setting, and the resolved settings as ``parameter``.

    ``short`` maps a setting to its one-letter flag.
    """
    options = tuple(declared_options(declared))

    def decorate(verb: Verb) -> Verb:
        @functools.wraps(verb)
        def call(**values: Any) -> Any:
            given = {each.name: _parsed(each, values.pop(each.name)) for each in options}
            values[parameter] = declared.resolve(flags=given, environ=os.environ, file=_file())
            return verb(**values)

        for each in reversed(options):
            flag(each, short.get(each.name))(call)
        return call

    return decorate


def flag(declared: Option, short: str | None = None) -> Callable[[Verb], Verb]:
    """Return the decorator that adds the flag of one setting."""
    name = declared.name.replace("_", "-")
    help = f"{declared.help[:1].upper()}{declared.help[1:]}. [{_default(declared)}{declared.variable}]"
    if declared.kind is bool:
        return click.option(f"--{name}/--no-{name}", declared.name, default=None, help=help)
    names = [f"--{name}", *([short] if short else [])]
    metavar = "|".join(declared.choices) or {int: "N", float: "X"}.get(declared.kind, "TEXT")
    return click.option(*names, declared.name, default=None, metavar=metavar, help=help)


def common(verb: Verb) -> Verb:
    """Give a verb what all take: the index, and how much to say; it hears ``index`` and ``console``."""

    @functools.wraps(verb)
    def call(*, place: PlaceSettings, **values: Any) -> Any:
        names = ("json", "quiet", "verbose", "debug")
        console = Console(**{name: values.pop(name) for name in names})
        _log(console)
        return verb(index=Path(place.index), console=console, **values)

    told = takes("place", PlaceSettings, short={"index": "-i"})(call)
    for names, help in (
        (("--debug",), "Show the trace of an error."),
        (("-v", "--verbose"), "Say more on standard error."),
        (("-q", "--quiet"), "Say nothing on standard error but errors."),
        (("--json",), "Print one JSON object; errors as JSON too."),
    ):
        told = click.option(*names, is_flag=True, help=help)(told)
    return told


def named(setting: str) -> bool:
    """Tell whether the flag, a variable or the file names the setting of the running verb."""
    flag = click.get_current_context().params.get(setting)
    return flag is not None or f"KASHAF_{setting.upper()}" in os.environ or setting in _file()


def standing(declared: Option) -> tuple[Any, str]:
    """Return the value a setting has without a flag, and who gave it: a variable, the file or the default."""
    if declared.variable in os.environ:
        return declared.parse(os.environ[declared.variable]), declared.variable
    if declared.name in _file():
        return _file()[declared.name], "file"
    return declared.default, "default"


def _parsed(declared: Option, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return declared.parse(value, name="--" + declared.name.replace("_", "-"))


def _default(declared: Option) -> str:
    return f"default {declared.default}; " if declared.default not in (None, "", ()) else ""


def _file() -> Mapping[str, Any]:
    found = click.get_current_context().find_object(dict)
    return found if found is not None else {}


def _log(console: Console) -> None:
    level = logging.DEBUG if console.debug else logging.INFO if console.verbose else logging.WARNING
    logging.basicConfig(stream=sys.stderr, level=level, format="%(levelname)s %(name)s: %(message)s")
