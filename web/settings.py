"""What an operator or a host may choose about the pages."""

from __future__ import annotations

from dataclasses import dataclass

from ..index.options import Settings, option

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""The content security policy of our own pages: nothing inline, nothing from elsewhere."""


@dataclass(frozen=True)
class WebSettings(Settings):
    """The settings of one set of pages; two sets in one process may differ."""

    title: str = option("كشّاف", "name of the site, in the heading and the window's title")
    language: str = option(
        "ar", "language of the interface unless the address says hl=", choices=("ar", "en")
    )
    per_page: int = option(10, "hits on a page", low=1, high=100)
    digits: str = option(
        "latn",
        "digits of the Arabic interface; auto: those of the months' country",
        choices=("auto", "latn", "arab"),
    )
    months: str = option(
        "ar_EG",
        "names of the months: نوفمبر (ar_EG), تشرين الثاني (ar_LB), نونبر (ar_MA), جانفي (ar_DZ)",
        choices=("ar_EG", "ar_LB", "ar_MA", "ar_DZ"),
    )
    theme: str = option(
        "auto", "colours: the reader's own choice, or always one", choices=("auto", "light", "dark")
    )
    keys: bool = option(True, "keys of one letter, such as / to the search box and n to the next match")
    origins: str = option(
        "", "origins whose pages may ask for our JSON, such as https://example.org; * is all of them"
    )
    policy: str = option(POLICY, "Content-Security-Policy of the pages; empty: none is sent")
    retry_after: int = option(
        30, "seconds a reader is asked to wait while the index is away", low=1, high=86400
    )
    cache: int = option(
        16,
        "megabytes of answers kept for the next reader who asks the same; 0 keeps none",
        low=0,
        high=1024,
    )
    metrics: bool = option(False, "tell Prometheus at /metrics what was answered; needs kashaf[metrics]")
