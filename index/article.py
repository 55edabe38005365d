"""The unit that is indexed and found."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, as it is searched and shown.

    ``id`` is unique in a collection: adding another article with the same id replaces the first.
    ``text`` is what is searched and quoted, paragraphs apart by a newline; the title is not repeated in it.
    ``date`` is the day of publication; ``language`` a BCP 47 tag. What is not known is empty or ``None``.

    Raises ``ValueError`` for an empty id, when title and text are both blank, or for text that no file can
    hold.

    >>> Article(id="1", title="طريق الحرير", text="").title
    'طريق الحرير'
    """

    id: str
    title: str
    text: str
    source: str = ""
    url: str = ""
    author: str = ""
    date: datetime.date | None = None
    section: str = ""
    language: str = "ar"

    def __post_init__(self) -> None:
        """Refuse what could never be found again."""
        if not self.id.strip():
            raise ValueError("an article needs an id that is not blank")
        if not self.title.strip() and not self.text.strip():
            raise ValueError(f"article {self.id!r} has neither a title nor a text")
        others = f"{self.id}{self.source}{self.url}{self.author}{self.section}{self.language}"
        if not _encodable(f"{self.title}{self.text}{others}"):
            names = (field.name for field in fields(self) if isinstance(getattr(self, field.name), str))
            name = next(name for name in names if not _encodable(getattr(self, name)))
            raise ValueError(f"{name} of article {self.id!r} holds half of a surrogate pair")

    def to_dict(self) -> dict[str, str | None]:
        """Return the JSON form: every field, the date as ``YYYY-MM-DD`` or ``None``."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**values, "date": self.date.isoformat() if self.date else None}

    @classmethod
    def from_dict(cls, values: dict[str, str | None]) -> Article:
        """Make the article that ``to_dict`` described."""
        date = values.get("date")
        rest = {name: value for name, value in values.items() if name != "date" and value is not None}
        return cls(**rest, date=datetime.date.fromisoformat(date) if date else None)
