"""Money: an exact amount with its currency. Two currencies are never one sum."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

NO_CURRENCY = "XXX"
"""ISO 4217's code for an amount whose currency nobody named."""
LARGEST = Decimal(10) ** 13
"""From here on an amount is a mistake: no shop sells for ten trillion dong at once."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WITHOUT_CENTS = _words("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF")
_WITH_MILLS = _words("BHD IQD JOD KWD LYD OMR TND")
_CODES = _words(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
    VES VND VUV WST XAF XCD XOF XPF XXX YER ZAR ZMW ZWG
    """
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u2060']+")
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,12})(?:\.\d{1,8})?", re.ASCII)
_DIGITS = re.compile(r"\d[\d.,\u066b\u066c]*", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<sep>[.,])\d{3}(?:(?P=sep)\d{3})*", re.ASCII)
_LAKHS = re.compile(r"[1-9]\d?(?:,\d\d)*,\d{3}", re.ASCII)
_SIGNS = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₫": "VND",
    "đ": "VND",
    "vnđ": "VND",
    "đồng": "VND",
    "dong": "VND",
    "₽": "RUB",
    "р": "RUB",
    "руб": "RUB",
    "рублей": "RUB",
    "₴": "UAH",
    "грн": "UAH",
    "₸": "KZT",
    "zł": "PLN",
    "kč": "CZK",
    "₹": "INR",
    "₩": "KRW",
    "฿": "THB",
}
_VAGUE = frozenset({"$", "¥"})
"""Several currencies have this sign: the shop's own goes before the guess."""
_SHARES_SIGN = {
    "$": _words("USD AUD CAD NZD SGD HKD MXN TWD"),
    "¥": frozenset({"JPY", "CNY"}),
}


class MixedCurrencies(ValueError):
    """Two currencies were to be added or compared."""


class NoAmount(ValueError):
    """A text that is no amount of money."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount."""

    amount: Decimal
    """Finite."""
    currency: str
    """ISO 4217 code; `XXX` where nobody named it."""

    def __add__(self, other: Money) -> Money:
        """Raises `MixedCurrencies`."""
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        """Raises `MixedCurrencies`."""
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, times: int | Decimal) -> Money:
        """So many times as much, to the last digit."""
        return Money(self.amount * times, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Raises `MixedCurrencies`."""
        return self.amount < self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def rounded(self) -> Money:
        """To the currency's smallest coin, halves to the even one."""
        coin = Decimal(1).scaleb(-digits(self.currency))
        return Money(self.amount.quantize(coin, ROUND_HALF_EVEN), self.currency)

    def plain(self) -> str:
        """The amount as a machine reads it: `12.50`; more digits only where they say something."""
        return written(self.amount, self.currency)

    def json(self) -> dict[str, str]:
        """`{"amount": "12.50", "currency": "GBP"}`."""
        return {"amount": self.plain(), "currency": self.currency}

    def _same(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other.amount


def by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum for each currency, in the order in which they first come."""
    sums: dict[str, Money] = {}
    for money in amounts:
        known = sums.get(money.currency)
        sums[money.currency] = money if known is None else known + money
    return tuple(sums.values())


def is_currency(code: str) -> bool:
    """Whether it is an ISO 4217 code in use, or `XXX`."""
    return code in _CODES


def digits(currency: str) -> int:
    """How many digits follow the decimal mark of a currency."""
    if currency in _WITHOUT_CENTS:
        return 0
    return 3 if currency in _WITH_MILLS else 2


def written(amount: Decimal, currency: str) -> str:
    """The amount as a machine reads it, with the currency's own number of digits at least."""
    if not amount:
        amount = abs(amount)
    least = digits(currency)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -least:
        amount = amount.normalize()
        exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent > -least:
        amount = amount.quantize(Decimal(1).scaleb(-least))
    return f"{amount:f}"


def money(text: str, currency: str = NO_CURRENCY, decimal: str = "") -> Money:
    """An amount as people and programs write it: `£12.50`, `1 000,50 ₽`, `1.234.567 ₫`, `(5.00)`.

    `currency` is what it is in unless the text says otherwise; `decimal` is the decimal mark where
    that is known: without it, one mark before exactly three digits parts thousands. Raises
    `NoAmount`.
    """
    amount, sign = _parsed(text, currency, decimal)
    return Money(amount, sign)


@lru_cache(maxsize=8192)
def _parsed(text: str, currency: str, decimal: str) -> tuple[Decimal, str]:
    if decimal == "." and _PLAIN.fullmatch(text):
        return _within(Decimal(text), text), currency
    bare = _SPACES.sub("", text.strip()).replace("\u2212", "-").replace("\u2013", "-")
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1] if negative else bare
    found = _DIGITS.search(bare)
    if found is None:
        raise NoAmount(text)
    number = found[0].rstrip(".,")
    before, after = bare[: found.start()], bare[found.start() + len(number) :]
    if before.endswith((".", ",")) and not before.rstrip(".,").isalpha():
        # .50
        number, before = f"0{before[-1]}{number}", before[:-1]
    for side in (before, after):
        if side.count("-") and not negative:
            negative = True
    said = _currency(before, after, text, currency)
    value = _value(number, said, decimal, text)
    return _within(-value if negative else value, text), said


def _currency(before: str, after: str, text: str, currency: str) -> str:
    words = [w for w in (_word(before), _word(after)) if w]
    if not words:
        return currency
    if len(words) > 1 and words[0] != words[1]:
        # AU $13.00
        joined = "".join(words) if words[1] in _SIGNS else words[0]
        words = [joined if joined in _SIGNS else words[0]]
    word = words[0]
    if word in _VAGUE and currency in _SHARES_SIGN[word]:
        return currency
    if word in _SIGNS:
        return _SIGNS[word]
    if is_currency(code := word.upper()):
        return code
    for tail in ("$", "€", "£"):
        # EUR € 12, AUD $12
        head = word.removesuffix(tail)
        if head != word and is_currency(head.upper()):
            return head.upper()
    raise NoAmount(text)


def _word(side: str) -> str:
    return side.strip("-+.,:").casefold().rstrip(".")


def _value(number: str, currency: str, decimal: str, text: str) -> Decimal:
    marks = {mark for mark in ".," if mark in number}
    if len(marks) == 2:
        # the last kind is the decimal mark, and there is one of it
        last = "." if number.rfind(".") > number.rfind(",") else ","
        whole, _mark, cents = number.rpartition(last)
        other = "," if last == "." else "."
        grouped = _GROUPED.fullmatch(whole) or (other == "," and _LAKHS.fullmatch(whole))
        if last in whole or not grouped:
            raise NoAmount(text)
        return Decimal(f"{whole.replace(other, '')}.{cents}")
    if not marks:
        return Decimal(number)
    mark = marks.pop()
    if number.count(mark) > 1:
        if not (_GROUPED.fullmatch(number) or (mark == "," and _LAKHS.fullmatch(number))):
            raise NoAmount(text)
        return Decimal(number.replace(mark, ""))
    whole, _mark, rest = number.partition(mark)
    if len(rest) == 3 and _GROUPED.fullmatch(number) and _parts_thousands(mark, currency, decimal):
        return Decimal(whole + rest)
    return Decimal(f"{whole}.{rest}")


def _parts_thousands(mark: str, currency: str, decimal: str) -> bool:
    """What one mark before exactly three digits is."""
    places = digits(currency)
    if places == 0:
        return True
    return mark != decimal if decimal else places < 3


def _within(value: Decimal, text: str) -> Decimal:
    if abs(value) >= LARGEST:
        raise NoAmount(text)
    return value
