"""The query language by example, and the keys, in each language of the interface."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": (
        ("طريق الحرير", "الكلمات في صيغها كلها؛ ما يجمعها أولًا"),
        ("«طريق الحرير»", "العبارة بترتيبها؛ وكل علامات التنصيص سواء"),
        ('"الصين كازاخستان"~5', "كلمتين بينهما خمس كلمات على الأكثر"),
        ("نفط أو غاز", "أيًّا منهما"),
        ("نفط ليس روسيا", "الأولى دون الثانية؛ ومثلها: نفط -روسيا"),
        ("(نفط أو غاز) أسعار", "ما بين القوسين معًا"),
        ("=كتاب", "المكتوب وحده، بلا صيغ أخرى"),
        ("كازاخ*", "ما أوله هذه الحروف"),
        ("العنوان:النفط", "في العنوان؛ ومثله: النص، المصدر، القسم، الكاتب"),
        ("بعد:2020 قبل:2023-05", "بين تاريخين، بالسنة أو الشهر أو اليوم"),
    ),
    "en": (
        ("طريق الحرير", "the words in all their forms; articles with all of them first"),
        ('"طريق الحرير"', "the phrase in its order; all quotation marks do"),
        ('"الصين كازاخستان"~5', "two words, five others between them at most"),
        ("نفط OR غاز", "either of them"),
        ("نفط NOT روسيا", "the first without the second; so does -روسيا"),
        ("(نفط OR غاز) أسعار", "what is between the parentheses together"),
        ("=كتاب", "only as typed, in no other form"),
        ("كازاخ*", "what begins with these letters"),
        ("title:النفط", "in the title; so do text, source, section, author"),
        ("after:2020 before:2023-05", "between two dates: a year, a month or a day"),
    ),
}
"""Pairs of what is typed and what it finds."""

KEYS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "ar": (
        (("/", "Ctrl K"), "إلى صندوق البحث، حيثما كنت في الصفحة"),
        (("↓", "↑"), "بين الاقتراحات تحت الصندوق؛ وEnter يتبعها"),
        (("Esc",), "إغلاق الاقتراحات، ثم إفراغ الصندوق"),
        (("n", "p"), "إلى الموضع التالي في المقال، وإلى السابق"),
        (("?",), "إلى هذه المساعدة"),
    ),
    "en": (
        (("/", "Ctrl K"), "to the search box, from anywhere on the page"),
        (("↓", "↑"), "among the suggestions below the box; Enter follows one"),
        (("Esc",), "closes the suggestions, then empties the box"),
        (("n", "p"), "to the next match in the article, and to the previous one"),
        (("?",), "to this help"),
    ),
}
"""Keys of the keyboard and what they do; of a keyboard in Arabic, those that lie in the same place."""
