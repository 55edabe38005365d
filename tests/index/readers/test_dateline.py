"""Datelines, and what looks like one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st

from kashaf.index.readers.dateline import read_dateline

JULY = "2024-07-05"
TEXT = "أعلنت وزارة الخارجية أن المحادثات بين الجانبين أحرزت تقدما كبيرا."


@pytest.mark.parametrize(
    ("line", "day", "source"),
    [
        ("بكين, 5 يوليو، 2024 /PRNewswire/ — أشاد", JULY, "PRNewswire"),
        ("القاهرة - 12 آذار/مارس ٢٠٢٣ (رويترز) - قال", "2023-03-12", "رويترز"),
        ("القاهرة (أ ف ب) – أعلن", None, "أ ف ب"),
        ("باريس (أ.ف.ب) - أعلن", None, "أ.ف.ب"),
        ("بكين 5 يوليو 2024 (شينخوا) أعلن", JULY, "شينخوا"),
        ("بكين / 5 يوليو 2024 / شينخوا / أعلن", JULY, "شينخوا"),
        ("دمشق-سانا", None, "سانا"),
        ("الرياض 29 ذو الحجة 1445 هـ الموافق 05 يوليو 2024 م واس", JULY, "واس"),
        ("الدوحة في 05 يوليو /قنا/ أعلن", None, "قنا"),
        ("أبوظبي في 5 يوليو 2024/ وام / أعلن", JULY, "وام"),
        ("بغداد/ واع / أعلن", None, "واع"),
        ("الكويت - 5 - 7 (كونا) -- أعلن", None, "كونا"),
        ("القاهرة 5 يوليو تموز 2024 (رويترز) - قال", JULY, "رويترز"),
        ("دبي، الإمارات العربية المتحدة، July 05, 2024 (GLOBE NEWSWIRE) -- أعلنت", JULY, "GLOBE NEWSWIRE"),
        ("القاهرة ـ رويترز: قال", None, "رويترز"),
        ("بيروت ـ أ ف ب ـ قال", None, "أ ف ب"),
        ("عواصم - وكالات", None, "وكالات"),
        (f"بكين، 5 يوليو 2024 — {TEXT}", JULY, ""),
        ("رام الله 5-7-2024 وفا- قال", JULY, "وفا"),
        ("الدار البيضاء 17 غشت 2023 (ومع) - " + TEXT, "2023-08-17", "ومع"),
        ("القاهرة، مصر، 3 آذار (مارس) 2023 (وكالة لم تُعرف) -- " + TEXT, "2023-03-03", "وكالة لم تُعرف"),
    ],
)
def test_dateline_gives_day_and_source(line: str, day: str | None, source: str) -> None:
    """A place, perhaps a date, an agency set apart and a dash make a dateline."""
    found = read_dateline(line)
    assert found is not None
    assert found.date == (datetime.date.fromisoformat(day) if day else None)
    assert found.source == source


@pytest.mark.parametrize(
    "line",
    [
        "أعلنت الأمم المتحدة (يونيسف) أن الأطفال في خطر",
        "في 5 يوليو 2024 أعلنت الحكومة (المؤقتة) أن الانتخابات تأجلت",
        "في 5 يوليو 2024 – وهو يوم عطلة – أعلن",
        "وقالت وكالة الأنباء (رويترز) إن الاجتماع تأجل",
        "يحضر الرئيس قمة قادة المنظمة في 4 يوليو 2024. سيرجي سافوستيانوف / بول/ وكالة الصحافة الفرنسية",
        "ولد في القاهرة - 5 يوليو 2024 - وعاش فيها",
        "قال الرئيس - وهو يبتسم - إن الأمر انتهى",
        "منظمة الصحة العالمية (WHO) - وهي وكالة أممية",
        "صورة: رويترز",
        "قمة القاهرة 5 يوليو 2024 (صور) - متابعة",
        "كأس العالم، 5 يوليو 2024 - النتائج",
        "نبني الوطن - معا",
        "مصر (فيديو) - لقاء",
        "اجتمع الزعيمان في بكين في أكتوبر 2023.",
        "",
    ],
)
def test_running_prose_is_no_dateline(line: str) -> None:
    """Prose, captions and parentheses give neither a date nor a source."""
    assert read_dateline(line) is None


def test_end_is_where_the_sentence_begins() -> None:
    """What follows the dateline is the first sentence, marks and tatweels in the dateline notwithstanding."""
    line = "القـاهرة – 5 يُوليو 2024 (رويترز) – أَعلن الرئيس"
    found = read_dateline(line)
    assert found is not None
    assert line[found.end :] == "أَعلن الرئيس"


@given(st.text(alphabet="()/-–—:،. 0123456789٢ بكينيوليورويترزـ\u064b", max_size=200))
def test_any_line_is_survived(line: str) -> None:
    """Whatever the line, the end lies in it."""
    found = read_dateline(line)
    assert found is None or 0 < found.end <= len(line)
