"""Dates in all families of month names, digits and orders."""

from __future__ import annotations

import datetime

import pytest
from babel import Locale
from hypothesis import given, strategies as st

from kashaf.index.readers.dates import LOCALES, months, parse_date
from kashaf.index.readers.plain import plain


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_of_every_family(locale: str, number: int) -> None:
    """Each CLDR month name is read, with Western and with Arabic-Indic digits."""
    name = Locale.parse(locale).months["format"]["wide"][number]
    assert parse_date(f"15 {name} 2023") == datetime.date(2023, number, 15)
    assert parse_date(f"١٥ {name}، ٢٠٢٣") == datetime.date(2023, number, 15)


def test_no_name_means_two_months() -> None:
    """The families do not contradict each other."""
    for locale in LOCALES:
        for number, name in Locale.parse(locale).months["format"]["wide"].items():
            assert months()[plain(name)] == number


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-05", "2024/7/5", "05/07/2024", "5-7-2024", "5.7.2024", "٥/٧/٢٠٢٤", "٢٠٢٤/٧/٥", "20240705",
        "\u200f5\u200f/7\u200f/2024", "2024-07-05T23:30:00+03:00", "2024-07-05 23:30",
        "Fri, 05 Jul 2024 10:00:00 GMT",
        "July 5, 2024", "Jul 5th, 2024", "الجمعة 5 تموز/يوليو 2024", "5 تموز (يوليو) 2024",
        "5 يوليو تموز 2024",
        "5 من يوليو 2024", "5 يوليو من عام 2024", "5 يُوليُو 2024م", "29 ذو الحجة 1445 هـ الموافق 5 يوليو 2024",
        "۵ یولیو ۲۰۲۴",
    ],
)  # fmt: skip
def test_forms_of_one_day(text: str) -> None:
    """The forms of a date in a field all mean the same day."""
    assert parse_date(text) == datetime.date(2024, 7, 5)


def test_month_first_only_when_it_can_be_nothing_else() -> None:
    """The day stands first, but for 7/15/2024."""
    assert parse_date("7/8/2024") == datetime.date(2024, 8, 7)
    assert parse_date("7/15/2024") == datetime.date(2024, 7, 15)


@pytest.mark.parametrize(
    "text",
    ["", "أمس", "2024", "يوليو 2024", "5 يوليو", "31/2/2024", "1445/12/29", "29/12/1445", "1234567890"],
)
def test_no_day_is_invented(text: str) -> None:
    """A part of a date, a day that is none and a Hijri date give nothing."""
    assert parse_date(text) is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_iso_dates_return(day: datetime.date) -> None:
    """Every ISO date is read as itself."""
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=150))
def test_any_text_is_survived(text: str) -> None:
    """Whatever a field holds, a date or nothing comes out."""
    assert parse_date(text) is None or isinstance(parse_date(text), datetime.date)
