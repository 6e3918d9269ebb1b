"""Carriers: whose parcel a number is, and where it can be followed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from shopdesk.domain.folding import fold

_NO_NUMBER = re.compile(r"[\s\-]+")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Carrier:
    """One carrier."""

    id: str
    """Stable name."""
    name: str
    """As customers know it."""
    link: str
    """Page of a parcel; `{number}` is put in."""
    words: tuple[str, ...]
    """What it is called in exports, folded."""
    form: str = ""
    """What its numbers look like, where that tells it from others; empty: nothing does."""

    def page(self, number: str) -> str:
        """Where the parcel can be followed."""
        return self.link.replace("{number}", quote(number, safe=""))


CARRIERS = (
    Carrier(
        "ghn",
        "GHN",
        "https://donhang.ghn.vn/?order_code={number}",
        ("ghn", "giao hang nhanh"),
        r"(?:GHN|GA|GY|GT|LN)[A-Z0-9]{6,10}",
    ),
    Carrier(
        "ghtk",
        "GHTK",
        "https://i.ghtk.vn/{number}",
        ("ghtk", "giao hang tiet kiem"),
        r"S\d{5,9}(?:\.[A-Z0-9]{1,6}){1,6}(?:\.\d{6,12})?|GHTK[A-Z0-9]{6,20}",
    ),
    Carrier(
        "viettel-post",
        "Viettel Post",
        "https://viettelpost.com.vn/tra-cuu-hanh-trinh-don/?orderNumber={number}",
        ("viettel post", "viettelpost", "vtp", "viettel"),
        r"(?:VTP|VTPVN|PKE|SHOPEEVTPVN|VTPOST)[A-Z0-9]{6,20}",
    ),
    Carrier(
        "jt",
        "J&T Express",
        "https://jtexpress.vn/vi/tracking?type=track&billcode={number}",
        ("j&t", "jt express", "j&t express", "jnt", "jt"),
        r"(?:JT|JNT|VNJT)[A-Z]{0,3}\d{9,14}|8[0-9]{11}",
    ),
    Carrier(
        "pochta",
        "Почта России",
        "https://www.pochta.ru/tracking?barcode={number}",
        ("почта россии", "почта", "pochta", "russian post", "pochta rossii"),
        r"[A-Z]{2}\d{9}RU|[1-9]\d{13}",
    ),
    Carrier(
        "cdek",
        "СДЭК",
        "https://www.cdek.ru/ru/tracking/?order_id={number}",
        ("сдэк", "сдек", "cdek", "sdek"),
        r"1\d{9}",
    ),
    Carrier(
        "royal-mail",
        "Royal Mail",
        "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
        ("royal mail", "royalmail", "parcelforce"),
        r"[A-Z]{2}\d{9}GB",
    ),
    Carrier(
        "ups",
        "UPS",
        "https://www.ups.com/track?tracknum={number}",
        ("ups", "united parcel service"),
        r"1Z[A-Z0-9]{16}",
    ),
    Carrier(
        "dhl",
        "DHL",
        "https://www.dhl.com/en/express/tracking.html?AWB={number}",
        ("dhl", "deutsche post"),
        r"(?:JJD|JVGL|JD|GM)\d{10,20}|\d{10}",
    ),
    Carrier(
        "usps",
        "USPS",
        "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
        ("usps", "united states postal service", "us postal service", "us mail"),
        r"9[1-5]\d{20}|[A-Z]{2}\d{9}US|420\d{5}9[1-5]\d{20}",
    ),
    Carrier(
        "fedex",
        "FedEx",
        "https://www.fedex.com/fedextrack/?trknbr={number}",
        ("fedex", "federal express"),
        r"\d{12}|\d{15}|96\d{20}",
    ),
)
"""Each with its own page; where one form is several carriers', the first that has it is taken."""


def is_link(text: str) -> bool:
    """Whether it can be a carrier's page: https, with a place for the number."""
    return bool(re.fullmatch(r"https?://[^\s<>\"]+", text)) and "{number}" in text


def is_form(text: str) -> bool:
    """Whether it can tell a carrier's numbers: a regular expression that compiles."""
    try:
        re.compile(text)
    except re.error:
        return False
    return 0 < len(text) <= 200


def carrier_of(number: str, said: str = "", own: Sequence[Carrier] = ()) -> Carrier | None:
    """Whose parcel it is: by the name that the export says, else by the number's form.

    The owner's own carriers go before ours.
    """
    every = (*own, *CARRIERS)
    if named := _named(said, every):
        return named
    bare = _NO_NUMBER.sub("", number).upper()
    if len(bare) > 40:
        return None
    return next((c for c in every if c.form and re.fullmatch(c.form, bare)), None)


def tracking_link(number: str, said: str = "", own: Sequence[Carrier] = ()) -> str:
    """The page where the parcel can be followed; empty where nobody knows."""
    if re.fullmatch(r"https?://\S+", number):
        return number
    carrier = carrier_of(number, said, own)
    return carrier.page(_NO_NUMBER.sub("", number)) if carrier and number.strip() else ""


def _named(said: str, carriers: Sequence[Carrier]) -> Carrier | None:
    words = f" {' '.join(_WORD.findall(fold(said)))} "
    if not words.strip():
        return None
    hits = (
        (len(word), carrier)
        for carrier in carriers
        for word in carrier.words
        if f" {word} " in words
    )
    best = max(hits, key=lambda hit: hit[0], default=None)
    return best[1] if best else None
