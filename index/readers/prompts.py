"""The table of what a page says to its visitor rather than of the world.

Patterns are matched on a line's words: folded as ``plain`` does, punctuation and bullets away, one space
between. ``words`` is the most a line of the kind has. A ``sentence`` kind may end in a full stop; the others
may not, for then the line is a sentence of the article: «سجل المؤشر ارتفاعا، بحسب النشرة الاقتصادية.»
A ``weak`` kind is believed only beside a sure one. A ``link`` kind is also taken out between paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLATFORM = (
    r"(?:\b(?:و|ب|ل|ال)?(?:وسائل التواصل|مواقع التواصل|شبكات التواصل|منصات التواصل|السوشيال ميديا"
    r"|فيسبوك|الفيسبوك|فيس بوك|تويتر|منصه اكس|منصه x|اكس|انستغرام|انستجرام|انستقرام|انستاغرام|يوتيوب"
    r"|تيك توك|تلغرام|تليغرام|تلجرام|تليجرام|تيليجرام|تيليغرام|واتساب|واتس اب|لينكد ?ان|سناب ?شات|ثريدز"
    r"|(?:غوغل|جوجل) نيوز|اخبار (?:غوغل|جوجل)|صفحتنا|صفحاتنا|حسابنا|حساباتنا|قناتنا|قنواتنا|google news"
    r"|facebook|twitter|instagram|youtube|telegram|whatsapp|tiktok|linkedin|social media|x)\b)"
)
_LETTER = (
    r"\b(?:و|ب|ل|ال)*(?:نشره|نشرات|نشرتنا|نشراتنا|بريدك|بريدكم|بريدنا|ايميلك|قائمتنا|قائم\w+ البريديه"
    r"|خدمه \w+ العاجله|اشعارات|تنبيهات|قناتنا|قنواتنا|newsletter)\b"
)
_BY_MAIL = r"\b(?:و|ب|ل|ال)*(?:بريد|ايميل)\b"
_SIGN_UP = r"(?:سجل|سجلوا|سجلي|اشترك|اشتركوا|اشتركي|انضم|انضموا|انضمي|احصل|احصلوا|تلق|تلقوا|ادخل|ادخلوا|اكتب)"
_YOURS = (
    r"\b(?:[لتي]*تصلك|ليصلك|يصلك|لتصلكم|ليصلكم|لتلقي|للحصول|لاستلام|بريدك|بريدكم|ايميلك|مجانا|الان|معنا"
    r"|لدينا|نشرتنا|نشراتنا|قناتنا|قنواتنا|اليك|اليكم)\b"
)
_TOWARDS = r"(?:في|ب\w+|الان|معنا|لدينا|هنا|مجانا|عبر|علي|الي|عنوان|ل\w+)"
_SHARED = (
    r"(?:هذا|هذه|المقال|المقاله|الخبر|الموضوع|القصه|الصفحه|علي|عبر|مع|الاصدقاء|اصدقائك"
    r"|this|article|story|on|via)"
)
_BUTTON = r"(?:طباعه|ارسال|نسخ|نسخ الرابط|حفظ|مشاركه|email|print|copy link|copy)"
_COOKIES = r"(?:ملفات تعريف الارتباط|ملفات الارتباط|كوكيز|cookies)"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One kind of line that is no part of an article."""

    name: str
    pattern: re.Pattern[str]
    words: int
    sentence: bool = False
    weak: bool = False
    link: bool = False


def _prompt(
    name: str, pattern: str, words: int, *, sentence: bool = False, weak: bool = False, link: bool = False
) -> Prompt:
    return Prompt(name, re.compile(pattern), words, sentence, weak, link)


PROMPTS = (
    _prompt("subscribe", rf"^{_SIGN_UP}\b(?=.*{_YOURS}).*(?:{_LETTER}|{_BY_MAIL})", 28, sentence=True),
    _prompt("subscribe", rf"^{_SIGN_UP} {_TOWARDS}\b.*{_LETTER}", 20),
    _prompt("subscribe", rf"^{_SIGN_UP} {_LETTER}", 12),
    _prompt("subscribe", r"^(?:لا تفوت|لا تفوتوا)\b.*(?:نشرتنا|نشراتنا|اشترك|جديدنا)", 16, sentence=True),
    _prompt(
        "subscribe",
        r"^(?:لتصلك|ليصلك|لتلقي|للاشتراك|للحصول علي)\b"
        r".*\b(?:اشترك|سجل|سجلوا|انضم|اضغط|انقر|بريدك)\b",
        25,
        sentence=True,
    ),
    _prompt("subscribe", rf"^هل (?:تريد|تود|ترغب)\b.*(?:{_LETTER}|{_BY_MAIL})", 20),
    _prompt(
        "subscribe",
        r"^(?:subscribe|sign up|join)\b"
        r".*(?:newsletter|mailing list|inbox|channel|updates)",
        25,
        sentence=True,
    ),
    _prompt("subscribe", r"^(?:النشره|نشرتنا) (?:البريديه|الاخباريه|الالكترونيه)(?: \w+)?$", 4, weak=True),
    _prompt("follow", rf"^(?:لمتابعتنا|تابعنا|تابعونا|اتبعنا|اتبعونا|تابعوا|اتبعوا)\b.*{_PLATFORM}", 18),
    _prompt("follow", r"^(?:تابعنا|تابعونا|اتبعنا|follow us|find us)(?: (?:علي|عبر|on|هنا))?$", 4),
    _prompt("follow", rf"^اتبع (?:\w+ ){{0,2}}(?:علي|عبر) {_PLATFORM}(?: \w+){{0,2}}$", 10),
    _prompt("follow", rf"^(?:تابع|كن)\b.*{_PLATFORM}(?: \w+){{0,2}}$", 10, weak=True),
    _prompt(
        "follow",
        r"^(?:انضم|انضموا|اشترك|اشتركوا) (?:الي|في|ب\w+)\b.*(?:صفحتنا|صفحاتنا|قناتنا|قنواتنا)",
        14,
    ),
    _prompt("follow", rf"^(?:انضم|انضموا|اشترك|اشتركوا) (?:الي|في|ب\w+)\b.*{_PLATFORM}", 14, weak=True),
    _prompt("follow", rf"^(?:follow|join) (?:\w+ ){{0,5}}(?:on|at) .*{_PLATFORM}", 18, sentence=True),
    _prompt(
        "listen",
        r"^(?:استمع|استمعوا|استمعي|اسمع|اسمعوا) (?:الان |هنا )?(?:الي|ل\w+|علي)\b"
        r".*(?:بودكاست|podcast|الحلقه|المقال|البث)",
        14,
    ),
    _prompt("listen", r"^listen to\b.*(?:podcast|episode|article|show)", 16, sentence=True),
    _prompt("watch", r"^(?:شاهد|شاهدوا) (?:البث المباشر|قناتنا|الفيديو)(?: \w+){0,2}$", 6),
    _prompt(
        "download",
        r"^(?:حمل|حملوا|نزل|نزلوا|ثبت|download) (?:الان |the )?(?:تطبيق|التطبيق|تطبيقنا|app)\b"
        r"(?:(?<=تطبيقنا)|(?<=app)|.*\b(?:الان|مجانا|هاتفك|جوالك|متجر|google play|app store)\b)",
        14,
    ),
    _prompt("click", r"^(?:اضغط|اضغطوا|انقر|انقروا|click) (?:هنا|here|علي الرابط)\b", 16, sentence=True),
    _prompt("form", r"^هذا الحقل\b.*(?:تحقق|مطلوب|تركه|فارغا|اجباري|الزامي)", 16, sentence=True),
    _prompt("form", r"\b(?:اترك|ترك) هذا الحقل\b|^this field (?:is|should)\b|captcha", 18, sentence=True),
    _prompt(
        "form",
        r"^(?:الاسم|الاسم الاول|اسم العائله|البريد الالكتروني|بريدك الالكتروني|عنوان البريد الالكتروني"
        r"|كلمه المرور|رقم الهاتف|email|e mail|email address|name)(?: (?:مطلوب|required))?$",
        5,
        weak=True,
    ),
    _prompt(
        "form",
        r"^(?:الحقول المطلوبه|حقل مطلوب|حقول مطلوبه|لن يتم نشر (?:عنوان )?بريدك)",
        14,
        sentence=True,
    ),
    _prompt(
        "comments",
        r"^(?:اترك|اكتب|اضف) (?:تعليقا|تعليق|تعليقك|ردا|رد)(?: \w+)?$"
        r"|^(?:التعليقات|لا توجد تعليقات)$",
        4,
    ),
    _prompt(
        "share",
        rf"^(?:شارك|شاركها|شاركنا|شاركوا|انشر|مشاركه|share|tweet)(?: (?:{_SHARED}|{_PLATFORM}))*$",
        12,
    ),
    _prompt("share", rf"^(?:(?:{_PLATFORM}|{_BUTTON})(?: |$))+$", 14),
    _prompt(
        "cookies",
        r"^(?:نحن )?(?:نستخدم|يستخدم (?:هذا )?(?:الموقع|موقعنا)|باستمرارك|بالاستمرار|باستخدامك"
        rf"|we use|this (?:web)?site uses)\b.*{_COOKIES}",
        40,
        sentence=True,
    ),
    _prompt(
        "cookies",
        r"^(?:موافق|اوافق|قبول|قبول الكل|رفض|رفض الكل|اغلاق|accept|accept all|reject|close)$",
        3,
        weak=True,
    ),
    _prompt("navigation", r"^(?:تخط|تخطي|انتقل|اذهب|الانتقال|skip)\b.*(?:المحتوي|content)(?: الرئيسي)?$", 6),
    _prompt("navigation", r"^(?:الرئيسيه|الصفحه الرئيسيه)\b", 8),
    _prompt(
        "navigation",
        r"^(?:القائمه|القائمه الرئيسيه|بحث|ابحث|تسجيل الدخول|انشاء حساب|العوده الي الاعلي"
        r"|الي الاعلي|home|menu|search|log ?in|sign in)$",
        4,
        weak=True,
    ),
    _prompt("advertisement", r"^(?:اعلان|اعلانات|مساحه اعلانيه|advertisement|sponsored)$", 2),
    _prompt(
        "rights",
        r"^(?:جميع|كل|كافه) الحقوق محفوظه|^حقوق (?:النشر|الطبع) محفوظه"
        r"|^(?:©|copyright)|all rights reserved",
        25,
        sentence=True,
    ),
    _prompt(
        "also",
        r"^(?:اقرا|اقراي|اقراوا|اقرؤوا|طالع|طالعوا|شاهد|شاهدوا|انظر|تابع|read|see)"
        r" (?:ايضا|المزيد|كذلك|more|also)\b",
        25,
        link=True,
    ),
    _prompt(
        "also",
        r"^(?:مواضيع|موضوعات|مقالات|اخبار|قصص|روابط) (?:ذات صله|متعلقه|مشابهه|قد تهمك)$"
        r"|^(?:قد يهمك|ربما يهمك|قد يعجبك)\b|^(?:اخترنا لك|المزيد من الاخبار|related articles)$",
        20,
        link=True,
    ),
)
