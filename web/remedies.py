"""What a program, or who reads its log, can do about each problem, in each language of the interface."""

from __future__ import annotations

REMEDIES: dict[str, dict[str, str]] = {
    "ar": {
        "settings": "اجعل {name} مما يُقبل: {allowed}",
        "query": "راجع السؤال.",
        "query-too-long": "اكتب كلمات أقل؛ الحد {limit}.",
        "query-timeout": "اكتب كلمات أقل، أو زد query_seconds.",
        "query-syntax": "اكتب التاريخ هكذا: 2024 أو 2024-07-05، والمدى من الأقدم إلى الأحدث.",
        "unknown-field": "استعمل حقلًا من هذه: {known}",
        "request": "راجع الطلب.",
        "past-end": "اطلب صفحة من 1 إلى {last}.",
        "no-article": "خذ المعرّف من نتائج البحث.",
        "not-found": "العناوين كلها في openapi.json.",
        "read-only": "استعمل واحدة من هذه: {methods}",
        "overloaded": "أعد المحاولة بعد ما في Retry-After من الثواني، أو زد threads وprocesses.",
        "index-away": "أعد المحاولة بعد ما في Retry-After من الثواني.",
        "error": "أعد المحاولة بعد قليل.",
    },
    "en": {
        "settings": "Give {name} a value that is taken: {allowed}",
        "query": "Look at the query again.",
        "query-too-long": "Use fewer words; the limit is {limit}.",
        "query-timeout": "Use fewer words, or raise query_seconds.",
        "query-syntax": "Write a date as 2024 or 2024-07-05, a range from the older to the newer.",
        "unknown-field": "Use one of the fields: {known}",
        "request": "Look at the request again.",
        "past-end": "Ask for a page from 1 to {last}.",
        "no-article": "Take the id from the results of a search.",
        "not-found": "openapi.json lists every address.",
        "read-only": "Use one of these: {methods}",
        "overloaded": "Try again after the seconds of Retry-After, or serve with more threads or processes.",
        "index-away": "Try again after the seconds of Retry-After.",
        "error": "Try again in a while.",
    },
}
"""By language and the code of the problem; what is in braces are the problem's own values."""
