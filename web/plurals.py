"""What follows a number, in the plural forms that CLDR gives each language."""

from __future__ import annotations

COUNTS: dict[str, dict[str, dict[str, str]]] = {
    "ar": {
        "results": {
            "zero": "لا توجد نتائج",
            "one": "نتيجة واحدة",
            "two": "نتيجتان",
            "few": "{n} نتائج",
            "many": "{n} نتيجة",
            "other": "{n} نتيجة",
        },
        "articles": {
            "zero": "لا مقالات",
            "one": "مقال واحد",
            "two": "مقالان",
            "few": "{n} مقالات",
            "many": "{n} مقالًا",
            "other": "{n} مقال",
        },
        "places": {
            "zero": "لا مواضع",
            "one": "موضع واحد",
            "two": "موضعان",
            "few": "{n} مواضع",
            "many": "{n} موضعًا",
            "other": "{n} موضع",
        },
        "complete": {
            "zero": "لا مقال فيه كل الكلمات",
            "one": "مقال واحد فيه كل الكلمات",
            "two": "مقالان فيهما كل الكلمات",
            "few": "{n} مقالات فيها كل الكلمات",
            "many": "{n} مقالًا فيها كل الكلمات",
            "other": "{n} مقال فيها كل الكلمات",
        },
        "copies": {
            "zero": "لا نسخ أخرى",
            "one": "نسخة أخرى تكاد تطابقه",
            "two": "نسختان أخريان تكادان تطابقانه",
            "few": "{n} نسخ أخرى تكاد تطابقه",
            "many": "{n} نسخة أخرى تكاد تطابقه",
            "other": "{n} نسخة أخرى تكاد تطابقه",
        },
        "suggestions": {
            "zero": "لا اقتراحات",
            "one": "اقتراح واحد",
            "two": "اقتراحان",
            "few": "{n} اقتراحات",
            "many": "{n} اقتراحًا",
            "other": "{n} اقتراح",
        },
    },
    "en": {
        "results": {"zero": "No results", "one": "{n} result", "other": "{n} results"},
        "articles": {"zero": "No articles", "one": "{n} article", "other": "{n} articles"},
        "places": {"zero": "No matches", "one": "{n} match", "other": "{n} matches"},
        "complete": {
            "zero": "No article has all the words",
            "one": "{n} article has all the words",
            "other": "{n} articles have all the words",
        },
        "copies": {"zero": "No other copies", "one": "{n} near-duplicate", "other": "{n} near-duplicates"},
        "suggestions": {"zero": "No suggestions", "one": "{n} suggestion", "other": "{n} suggestions"},
    },
}
