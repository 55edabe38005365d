"""One declaration per setting: its default, range and help stand in the dataclass field, all else is made
from it.

The command line, the ``KASHAF_*`` variables, ``kashaf.toml``, the README's table and the validation read
the same field. Precedence: flag, variable, file, default.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from .errors import SettingsError

T = TypeVar("T", bound="Settings")


def option(
    default: Any,
    help: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
) -> Any:
    """Declare a setting; ``low`` and ``high`` are inclusive."""
    metadata = {"help": help, "low": low, "high": high, "choices": choices}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Option:
    """What one field declares."""

    name: str
    kind: type
    default: Any
    help: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"KASHAF_{self.name.upper()}"

    @property
    def allowed(self) -> str:
        """The range in words."""
        if self.choices:
            return " | ".join(self.choices)
        if self.low is not None and self.high is not None:
            return f"{self.kind.__name__} from {self.low:g} to {self.high:g}"
        if self.low is not None:
            return f"{self.kind.__name__} from {self.low:g}"
        return {bool: "true or false", str: "text"}.get(self.kind, self.kind.__name__)

    def check(self, value: Any) -> None:
        """Raise ``SettingsError`` unless the value has the type and lies in the range."""
        whole = self.kind is float and isinstance(value, int)
        if isinstance(value, bool) != (self.kind is bool) or not (whole or isinstance(value, self.kind)):
            raise SettingsError(self.name, value, self.allowed)
        below = self.low is not None and not value >= self.low
        above = self.high is not None and not value <= self.high
        if below or above or (self.choices and value not in self.choices):
            raise SettingsError(self.name, value, self.allowed)

    def parse(self, text: str, *, name: str | None = None) -> Any:
        """Read the value from the text of a variable, or of the flag ``name``; ``20%`` is 0.2."""
        try:
            if self.kind is bool:
                return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
                    text.strip().lower()
                ]
            if self.kind is float and text.endswith("%"):
                return float(text[:-1]) / 100
            return self.kind(text)
        except (KeyError, ValueError):
            raise SettingsError(name or self.variable, text, self.allowed) from None


@dataclass(frozen=True)
class Settings:
    """Base of the settings: checks every declared field when made."""

    def __post_init__(self) -> None:
        """Check each value against its declaration."""
        for declared in declared_options(type(self)):
            declared.check(getattr(self, declared.name))

    @classmethod
    def resolve(
        cls: type[T],
        *,
        flags: Mapping[str, Any] = {},
        environ: Mapping[str, str] = {},
        file: Mapping[str, Any] = {},
    ) -> T:
        """Take each value from the first place that names it: flag, variable, file, default."""
        chosen: dict[str, Any] = {}
        for declared in declared_options(cls):
            if flags.get(declared.name) is not None:
                chosen[declared.name] = flags[declared.name]
            elif declared.variable in environ:
                chosen[declared.name] = declared.parse(environ[declared.variable])
            elif declared.name in file:
                chosen[declared.name] = file[declared.name]
        return cls(**chosen)


def declared_options(settings: type[Settings]) -> Iterator[Option]:
    """Yield what each field of the settings declares, in order."""
    for field in dataclasses.fields(settings):
        if "help" in field.metadata:
            yield Option(name=field.name, kind=type(field.default), default=field.default, **field.metadata)


def check_names(file: Mapping[str, Any], *known: type[Settings]) -> None:
    """Raise ``SettingsError`` for a key no settings declare, naming the nearest one."""
    names = [declared.name for settings in known for declared in declared_options(settings)]
    for key in file:
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1)
            raise SettingsError(key, file[key], f"did you mean {near[0]}?" if near else ", ".join(names))
