"""Prompts of the page go, sentences of the article stay."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kashaf.index.readers.boilerplate import without_boilerplate

PARAGRAPH = "أعلنت وزارة الخارجية في بيان لها أن المحادثات بين الجانبين أحرزت تقدما كبيرا خلال هذا العام."
SECOND = "وأضافت الوزارة أن الاجتماع القادم سيعقد في العاصمة الشهر المقبل بحضور ممثلين عن جميع الأطراف."
LINES = (PARAGRAPH, SECOND, "إعلان", "عنوان", "اقرأ المزيد", "شارك", "x" * 400)


@pytest.mark.parametrize(
    "line",
    [
        "سجل الآن لتصلك النشرة الإخبارية الأسبوعية لمشروع أخبار الصين وأفريقيا مجانًا عبر البريد الإلكتروني",
        "• هذا الحقل لأغراض التحقق ويجب تركه دون تغيير.",
        "اتبع CAP على وسائل التواصل الاجتماعي",
        "استمع إلى البودكاست الخاص بـ CAP",
        "اشترك في نشرتنا البريدية",
        "اشتركوا في القائمة البريدية لتصلكم آخر الأخبار.",
        "أدخل بريدك الإلكتروني",
        "احصل على آخر الأخبار في بريدك الإلكتروني",
        "للاشتراك في خدمة الأخبار العاجلة اضغط هنا",
        "تابعونا على فيسبوك وتويتر",
        "تابعنا على أخبار غوغل",
        "انضم إلى قناتنا على تلغرام",
        "حمّل تطبيق الجزيرة الآن",
        "شارك عبر فيسبوك",
        "شارك هذا المقال",
        "فيسبوك تويتر واتساب طباعة",
        "Share on Facebook",
        "Subscribe to our newsletter",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا. بالاستمرار في التصفح فإنك توافق على ذلك.",
        "جميع الحقوق محفوظة © 2024",
        "تخطى إلى المحتوى",
        "الرئيسية > أخبار > العالم",
        "إعلان",
        "https://example.org/1",
        "#كازاخستان @someone",
    ],
)
def test_prompt_goes_at_either_edge(line: str) -> None:
    """A prompt is left out before the first paragraph and after the last."""
    assert without_boilerplate(["عنوان الخبر", line, PARAGRAPH, SECOND]) == ["عنوان الخبر", PARAGRAPH, SECOND]
    assert without_boilerplate([PARAGRAPH, SECOND, line]) == [PARAGRAPH, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "سجل المؤشر في النشرة الاقتصادية الأسبوعية ارتفاعا",
        "سجل الآن المنتخب هدفه الثاني",
        "أطلقت الصحيفة النشرة الإخبارية الأسبوعية على تويتر",
        "اشترك الفنانان في حفل بثته قناة على يوتيوب",
        "تابع الملايين على تويتر نهائي كأس العالم",
        "تابع وزير الري الاجتماع عبر تويتر",
        "اتبع ماسك سياسة جديدة في تويتر",
        "استمع الرئيس إلى البودكاست",
        "شارك الرئيس في قمة عبر تويتر",
        "شارك الآلاف في مظاهرة",
        "حمل تطبيق القانون مخاطر",
        "هذا الحقل النفطي هو الأكبر",
        "وذكرت النشرة أن تويتر أغلق الحساب",
        "إعلان القاهرة",
        "فيسبوك تغلق حسابات روسية",
        "تويتر يحظر ترامب",
        "قناتنا على يوتيوب تتجاوز المليون",
        "انضم إلى قائمة البريد الملكي",
        "احصل على جائزة نوبل في الآداب",
        "اقرأ أيضا الكتاب الذي صدر عن الدار في العام الماضي وفيه تفصيل ذلك.",
    ],
)
def test_headline_or_sentence_stays(line: str) -> None:
    """A line of the article stays at either edge, though it names a newsletter or a network."""
    assert without_boilerplate([line, PARAGRAPH, SECOND]) == [line, PARAGRAPH, SECOND]
    assert without_boilerplate([PARAGRAPH, SECOND, line]) == [PARAGRAPH, SECOND, line]


def test_prompt_between_paragraphs_stays() -> None:
    """In the middle nothing goes but a link to another article."""
    prompt, link = "تابعونا على فيسبوك", "اقرأ أيضًا: بوتين يزور بكين"
    assert without_boilerplate([PARAGRAPH, prompt, link, SECOND]) == [PARAGRAPH, prompt, SECOND]


def test_doubtful_line_needs_a_sure_neighbour() -> None:
    """A form label alone is a word; beside a newsletter prompt it is a form label."""
    assert without_boilerplate(["الاسم", PARAGRAPH]) == ["الاسم", PARAGRAPH]
    assert without_boilerplate(["اشترك في نشرتنا البريدية", "الاسم", PARAGRAPH]) == [PARAGRAPH]


def test_something_always_stays() -> None:
    """A text of prompts alone is kept: it is what there is."""
    assert without_boilerplate(["إعلان", "شارك هذا المقال"]) == ["إعلان", "شارك هذا المقال"]


@given(st.lists(st.sampled_from(LINES), min_size=1))
def test_paragraphs_are_never_lost(lines: list[str]) -> None:
    """Whole lines go in order, and never a paragraph or a headline."""
    kept = without_boilerplate(lines)
    wanted = (PARAGRAPH, SECOND, "عنوان", "x" * 400)
    assert [line for line in kept if line in wanted] == [line for line in lines if line in wanted]
