"""First sorting of a mail: is a person waiting, what about, in which language, which order.

Rules that hold without knowing the shop. Where they do not know, they say so: an `other` costs the
owner a glance, a wrong guess costs a customer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from shopdesk.domain import words_of_customers as vocabulary
from shopdesk.domain.conversation import Category
from shopdesk.domain.message import Automatic, Message

LOOKED_AT = 4_000
"""Characters of a text that the rules look at."""
LONGEST_NUMBER = 24

_ROBOTS = re.compile(
    r"(?:mailer-daemon|mail-daemon|post[._-]?master|mail-?delivery-?\w*)", re.IGNORECASE
)
_NO_REPLY = re.compile(
    r"(?:do[._-]?not|don[._-]?t|no|non)[._-]?(?:reply|response)\b|.*[._+-]no[._-]?reply$|"
    r"notifications?$|notify$|alerts?$",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"out of (?:the )?office|auto(?:matic)?[\s-]?(?:reply|response|answer)|on (?:vacation|holiday)|"
    r"trả lời tự động|tự động trả lời|vắng mặt|автоответ|автоматический ответ|в отпуске",
    re.IGNORECASE,
)
_REPORT = re.compile(r"multipart/report|message/delivery-status", re.IGNORECASE)
_FEEDBACK = re.compile(r"report-type\s*=\s*\"?feedback-report", re.IGNORECASE)


def automatic(message: Message, own_addresses: frozenset[str]) -> Automatic | None:
    """What kind of automatic mail it is; None for a person's.

    `own_addresses` are the shop's, in lower case. A shop's contact form that mails from one of
    them with the customer in Reply-To is the customer's.
    """
    if message.header("x-spam-flag").strip().lower().startswith("yes"):
        return Automatic.SPAM
    if message.sender.email.lower() in own_addresses:
        return Automatic.OWN if message.author.email.lower() in own_addresses else None
    return _bounce(message) or _auto_reply(message) or _mass(message, own_addresses)


def _bounce(message: Message) -> Automatic | None:
    content_type = message.header("content-type")
    if _FEEDBACK.search(content_type):
        return Automatic.NOTIFICATION
    if _REPORT.match(content_type) or message.header("x-failed-recipients"):
        return Automatic.BOUNCE
    local = message.sender.email.partition("@")[0]
    if _ROBOTS.fullmatch(local) or _ROBOTS.fullmatch(message.sender.name.replace(" ", "-")):
        return Automatic.BOUNCE
    if message.header("return-path").replace(" ", "") == "<>":
        told = message.header("auto-submitted").lower().startswith("auto-replied")
        return Automatic.AUTO_REPLY if told or _AWAY.search(message.subject) else Automatic.BOUNCE
    return None


def _auto_reply(message: Message) -> Automatic | None:
    submitted = message.header("auto-submitted").partition(";")[0].strip().lower()
    if submitted == "auto-generated" and message.header("list-unsubscribe"):
        return Automatic.NEWSLETTER
    if submitted not in ("", "no", "auto-generated"):
        return Automatic.AUTO_REPLY
    if any(message.header(name) for name in ("x-autoreply", "x-autorespond", "x-autoresponder")):
        return Automatic.AUTO_REPLY
    if message.header("precedence").strip().lower() in ("auto_reply", "auto-reply"):
        return Automatic.AUTO_REPLY
    if submitted == "auto-generated":
        away = _AWAY.search(message.subject)
        return Automatic.AUTO_REPLY if away else Automatic.NOTIFICATION
    return None


def _mass(message: Message, own_addresses: frozenset[str]) -> Automatic | None:
    listed = " ".join(message.header(h) for h in ("list-id", "list-post", "mailing-list")).lower()
    ours = any(a in listed or a.replace("@", ".") in listed for a in own_addresses)
    if not ours:
        # A shop whose own address is a group gets its customers' mail with a list's header.
        if any(message.header(f"list-{name}") for name in ("unsubscribe", "id", "subscribe")):
            return Automatic.NEWSLETTER
        if message.header("precedence").strip().lower() in ("bulk", "list", "junk"):
            return Automatic.NEWSLETTER
    if _NO_REPLY.match(message.author.email.partition("@")[0]):
        return Automatic.NOTIFICATION
    return None


_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`ʼ"))
_MARKED = re.compile(r"[ăâđêôơư\u1ea0-\u1ef9]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_WORD = re.compile(r"[^\W\d_]+")


def fold(text: str) -> str:
    """Lower case without marks and apostrophes: `Đơn hàng` and `don hang` become the same."""
    bare = unicodedata.normalize("NFD", _lower(text))
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d")


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().replace("ё", "е").translate(_APOSTROPHES)


def _pattern(phrases: str) -> re.Pattern[str]:
    spelt = []
    for phrase in phrases.split(", "):
        words = (_spelt(word) for word in phrase.split())
        spelt.append(r"\W+".join(words).replace(r"\W+~\W+", r"\W+(?:\w+\W+){0,3}?"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)")


def _spelt(word: str) -> str:
    any_of = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in word.split("/"))
    return "~" if word == "~" else f"(?:{any_of})" if "/" in word else any_of


class _Words:
    """Phrases to look for; unmarked Vietnamese is looked for in texts without any marks."""

    def __init__(self, phrases: str) -> None:
        self.phrases = phrases

    @cached_property
    def marked(self) -> re.Pattern[str]:
        """As they are written. Compiled at the first use: they are many, and a start is short."""
        return _pattern(_lower(self.phrases))

    @cached_property
    def unmarked(self) -> re.Pattern[str]:
        """Without any marks."""
        return _pattern(fold(self.phrases))

    def within(self, text: _Text) -> bool:
        """Whether one of them is in the text."""
        return (self.marked if text.marked else self.unmarked).search(text.words) is not None


class _Text:
    """A text to look for phrases in."""

    def __init__(self, text: str) -> None:
        lower = _lower(text)
        self.marked = bool(_MARKED.search(lower) or _CYRILLIC.search(lower))
        self.words = lower if self.marked else fold(text)


_RULES = tuple(
    (category, _Words(phrases))
    for category, phrases in (
        (Category.COMPLAINT, vocabulary.COMPLAINT),
        (Category.OTHER, vocabulary.ACCOUNT),
        (Category.ORDER, vocabulary.CHANGE),
        (Category.RETURN, vocabulary.RETURN),
        (Category.PRE_SALE, vocabulary.PRE_SALE),
        (Category.ORDER, vocabulary.PAYMENT),
        (Category.DELIVERY, vocabulary.DELIVERY),
        (Category.PRE_SALE, vocabulary.ASKING),
        (Category.PRAISE, vocabulary.PRAISE),
    )
)
"""In the order in which they are tried: what is most urgent, then what is most exact."""

_THANKS = _Words(vocabulary.THANKS)
_COURTESY = frozenset(_lower(vocabulary.COURTESY).split()) | frozenset(
    fold(vocabulary.COURTESY).split()
)
_VIETNAMESE = frozenset(vocabulary.VIETNAMESE_UNMARKED.split())
_ENGLISH = frozenset(vocabulary.ENGLISH.split())


def category(subject: str, new_text: str) -> Category:
    """What the customer writes about, by the first rule that knows."""
    text = _Text(f"{subject}\n{new_text}"[:LOOKED_AT])
    return next((kind for kind, words in _RULES if words.within(text)), Category.OTHER)


def only_thanks(new_text: str) -> bool:
    """Whether it says thanks and nothing else, so that nobody waits.

    Every word must be a courtesy; below them a line may hold a name.
    """
    text = _lower(new_text.strip())
    if len(text) > 300 or "?" in text or any(c.isdigit() for c in text):
        return False
    if not _THANKS.within(_Text(text)):
        return False
    lines = [words for line in text.split("\n") if (words := _WORD.findall(line))]
    if len(lines) > 1 and len(lines[-1]) <= 3:
        lines.pop()
    return all(word in _COURTESY for line in lines for word in line)


def language(text: str) -> str:
    """`ru`, `vi` or `en`, from its letters and its commonest words; empty without letters."""
    words = _WORD.findall(_lower(text[:LOOKED_AT]))
    if not words:
        return ""
    if 4 * sum(1 for word in words if _CYRILLIC.search(word)) >= len(words):
        return "ru"
    if 6 * sum(1 for word in words if _MARKED.search(word)) >= len(words):
        return "vi"
    vietnamese = sum(1 for word in words if fold(word) in _VIETNAMESE)
    english = sum(1 for word in words if word in _ENGLISH)
    return "vi" if 3 * vietnamese >= len(words) and vietnamese > 2 * english else "en"


_NUMBER = (
    r"(?P<number>[A-Za-z]{0,6}-?\d{1,16}(?:-?[A-Za-z0-9]{1,8}){0,3})"
    r"(?![\w%@₫$€£₽])(?![.,:/-]\d)"
    r"(?!\s?(?:usd|eur|gbp|vnd|vnđ|đ|₫|\$|€|£|₽|р\.|руб|тыс|k\b|%|pairs?\b|pcs|items?\b|pieces|"
    r"days?\b|đôi|cái|chiếc|ngày|пар|шт|дн|год|г\.|kg|cm))"
)
_ORDER_NUMBER = re.compile(
    r"\b(?:orders?|purchase|đơn đặt hàng|mã đơn hàng|mã đơn|đơn hàng|đơn|ma don hang|ma don|"
    r"don hang|заказ\w{0,3})"
    r"(?P<mark>(?:\s{0,3}(?:number|num|no\.?|nr\.?|id|ref|code|số|so|mã|ma|номер\w{0,3}|is|là|la|"
    rf"[:#№=(\-–])){{0,4}})\s{{0,3}}{_NUMBER}",
    re.IGNORECASE,
)
_MARKED_NUMBER = re.compile(rf"(?<![\w&])(?P<mark>[#№])\s?{_NUMBER}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHONE = re.compile(r"0[1-9]\d{8,9}|84\d{9}|[78]9\d{9}")
_NO_NUMBER = re.compile(
    r"(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-\d{2,4}|\d+(?:k|tr|vnd|usd|eur|gbp|kg|cm|g|ml|d)",
    re.IGNORECASE,
)
"""Dates and amounts."""
_OTHER_NUMBER = re.compile(r"(?:invoice|bill|ticket|tracking|hóa đơn|hoá đơn|сч[её]т\w*)\W*$", re.I)


def order_number(text: str) -> str:
    """The first order number, as it is written but without its mark (`#`, `№`); empty for none."""
    text = unicodedata.normalize("NFC", text[:LOOKED_AT])
    for pattern in (_ORDER_NUMBER, _MARKED_NUMBER):
        for found in pattern.finditer(text):
            if pattern is _MARKED_NUMBER and _OTHER_NUMBER.search(text[: found.start()][-20:]):
                continue
            if _is_order_number(found["number"], bool(found["mark"].strip())):
                return found["number"]
    return ""


def _is_order_number(number: str, has_mark: bool) -> bool:
    digits = sum(c.isdigit() for c in number)
    if digits < (2 if has_mark else 3) or len(number) > LONGEST_NUMBER:
        return False
    if _PHONE.fullmatch(number) or _NO_NUMBER.fullmatch(number):
        return False
    return has_mark or not _YEAR.fullmatch(number)
