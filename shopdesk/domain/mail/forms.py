"""Contact forms: what a visitor filled in, read from the mail that the form made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from shopdesk.domain.folding import fold
from shopdesk.domain.mail import words_of_forms as vocabulary
from shopdesk.domain.patterns import compiled

LOOKED_AT = 40_000
"""Characters of a mail that are read for a form's fields."""
MOST_LINES = 600
LONGEST_END = 14
"""Lines that a form adds below the customer's words; where more follow, they are still hers."""
LEADING = 4
"""Lines that a form has above its first field at most."""

_LONGEST_LABEL = 40
_LINE = re.compile(
    r"[\s>*_•·-]*(?P<label>[^\s:：=|][^:：=|\n]{0,60}?)[\s*_]*"
    r"(?:(?P<mark>[:：=|])[\s*_|]*|(?:\t|\s{2,}))(?P<value>.*)",
)
_ALONE = re.compile(r"[\s>*_•·-]*(?P<label>[^:：=|\n]{1,60}?)[\s*_?]*")
_ADDRESS = re.compile(r"[^\s<>()\"',;:\[\]@|*]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LINK = re.compile(r"\s*(?:\[\d+\]|<(?:https?|mailto|tel):[^>]*>|\((?:https?|mailto):[^)]*\))")
_BARE_EMAIL = re.compile(r"e-?mail(?: address)? \S+@\S+\w", re.IGNORECASE)
"""Some forms part the label from the value by a mere blank."""
_BLANKS = re.compile(r"\s+")


class Field(Enum):
    """What a field is for."""

    NAME = auto()
    NAME_PART = auto()
    EMAIL = auto()
    PHONE = auto()
    SUBJECT = auto()
    MESSAGE = auto()
    MAIL = auto()
    """Not the visitor's: when, where from, with which browser."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a visitor filled in; what is missing is empty."""

    name: str
    """The visitor's name."""
    email: str
    """The visitor's address."""
    phone: str
    """The visitor's number."""
    text: str
    """The visitor's own words; where there is no field for them, all other fields."""
    asks: bool
    """Whether there is a field for the visitor's words."""
    above: int
    """Lines that stand above the first field."""

    @property
    def leading(self) -> bool:
        """Whether the mail begins with the fields, a greeting or a title aside."""
        return self.above <= LEADING


def read_form(text: str) -> Form | None:
    """The fields of a form's mail; None for any text that has none of a form's fields.

    Time linear in the text.
    """
    lines = text[:LOOKED_AT].split("\n")[:MOST_LINES]
    reading = _Reading(bare=any(_BARE_EMAIL.fullmatch(line.strip()) for line in lines))
    for n, line in enumerate(lines):
        if reading.found and _is_end(line) and _is_short(lines[n:]):
            break
        reading.take(line)
    return reading.form()


def is_form_said(text: str) -> bool:
    """Whether a text says that it comes from a form."""
    return _sign(vocabulary.FORM).search(fold(text)) is not None


def is_labelled(text: str) -> bool:
    """Whether a text begins with fields, as no letter does. Every mail is asked this first."""
    lines = [line for line in text[:1_000].split("\n") if line.strip()][: 2 * LEADING]
    short = (line for line in lines if len(line) <= _LONGEST_LABEL or ":" in line[:_LONGEST_LABEL])
    found = (_LINE.fullmatch(line) or _ALONE.fullmatch(line) for line in short)
    return sum(1 for line in found if line and _known(line["label"]) is not None) >= 2


def is_sale(subject: str, text: str) -> bool:
    """Whether it tells that somebody bought, where nobody waits for an answer."""
    said = fold(f"{subject}\n{text[:300]}")
    placed = _sign(vocabulary.ORDER_PLACED).search(said)
    return bool(placed and _sign(vocabulary.TOTAL).search(fold(text[:LOOKED_AT])))


def is_registration(subject: str, text: str) -> bool:
    """Whether it tells that somebody registered or subscribed."""
    return _sign(vocabulary.NOT_A_QUESTION).search(fold(f"{subject}\n{text[:300]}")) is not None


def address_in(value: str) -> str:
    """The first e-mail address in a value; empty when it holds none."""
    found = _ADDRESS.search(value)
    return found[0].rstrip(".") if found else ""


@dataclass(slots=True)
class _Reading:
    """A form while its lines are read."""

    bare: bool
    """Whether a blank may part a label from its value."""
    found: dict[Field, list[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    current: Field | None = None
    lines: int = 0
    first: int = -1

    def take(self, line: str) -> None:
        """Read a line."""
        if not line.strip():
            if self.current is Field.MESSAGE:
                self.found[Field.MESSAGE].append("")
            return
        self.lines += 1
        if not self._label(line):
            self._value(line)

    def form(self) -> Form | None:
        """What was read."""
        kept = self.found.keys() - {Field.MAIL, Field.SUBJECT}
        if not kept:
            return None
        message = "\n".join(self.found.get(Field.MESSAGE, ())).strip()
        name = self._one(Field.NAME)
        return Form(
            name=_BLANKS.sub(" ", f"{self._parts(name)}").strip(),
            email=address_in(self._one(Field.EMAIL)) or address_in(self._raw(Field.NAME)),
            phone=self._one(Field.PHONE),
            text=message or "\n".join(self.others).strip(),
            asks=Field.MESSAGE in self.found,
            above=self.first,
        )

    def _label(self, line: str) -> bool:
        """Take the line as a field's label, with its value or without."""
        found = _LINE.fullmatch(line)
        in_message = self.current is Field.MESSAGE
        if found and (found["mark"] or not in_message):
            kind = _known(found["label"]) or (_alike(found) if found["mark"] else None)
            if kind is not None:
                return self._begin(kind, found["value"])
        alone = None if in_message else _ALONE.fullmatch(line)
        if alone and (kind := _known(alone["label"])) is not None:
            return self._begin(kind, "")
        if self.bare and (parted := _parted(line)) is not None:
            return self._begin(*parted)
        other = found and found["mark"] and self.first >= 0 and not in_message
        if other and not _ADDRESS.search(line) and "//" not in line:
            self.others.append(line.strip())
            self.current = None
            return True
        return False

    def _begin(self, kind: Field, value: str) -> bool:
        """Open a field; one that is filled already stays part of the customer's words."""
        filled = any(v.strip() for v in self.found.get(kind, ()))
        if filled and kind not in (Field.NAME_PART, Field.MAIL):
            return False
        if kind is not Field.MAIL and self.first < 0:
            self.first = self.lines - 1
        self.found.setdefault(kind, [])
        if value.strip():
            self.found[kind].append(value.strip())
        wants_more = kind is Field.MESSAGE or not value.strip()
        self.current = kind if wants_more else None
        return True

    def _value(self, line: str) -> None:
        if self.current is None:
            return
        self.found[self.current].append(line.strip())
        if self.current is not Field.MESSAGE:
            self.current = None

    def _parts(self, name: str) -> str:
        parts = [_LINK.sub("", part) for part in self.found.get(Field.NAME_PART, ())]
        if not parts:
            return name
        # "Họ: Nguyễn", "Tên: Minh": the field called name holds a part of it too.
        whole = [name] if name and not any(part in name for part in parts) else []
        return " ".join(parts + whole)

    def _raw(self, kind: Field) -> str:
        return next((v for v in self.found.get(kind, ()) if v.strip()), "")

    def _one(self, kind: Field) -> str:
        value = _LINK.sub("", self._raw(kind)).strip()
        if kind is Field.NAME:
            value = _ADDRESS.sub("", value).strip(" <>()[]\"',;")
        return value[:200]


@cache
def _labels() -> dict[str, Field]:
    groups = (
        (Field.MAIL, vocabulary.ABOUT_THE_MAIL),
        (Field.SUBJECT, vocabulary.SUBJECT),
        (Field.PHONE, vocabulary.PHONE),
        (Field.MESSAGE, vocabulary.MESSAGE),
        (Field.EMAIL, vocabulary.EMAIL),
        (Field.NAME_PART, vocabulary.FIRST_NAME),
        (Field.NAME, vocabulary.NAME),
    )
    return {fold(label): kind for kind, labels in groups for label in _split(labels)}


def _split(labels: str) -> Iterator[str]:
    return (label.strip() for label in labels.split(", "))


def _known(label: str) -> Field | None:
    bare = _BLANKS.sub(" ", fold(label[: _LONGEST_LABEL + 20])).strip(' *_.:?!"()')
    if bare.startswith("your-") or "_" in bare:
        bare = bare.replace("-", " ").replace("_", " ")
    bare = re.sub(r"\s*\((?:required|optional|bat buoc|обязательно)\)?$", "", bare).strip()
    return _labels().get(bare)


def _alike(line: re.Match[str]) -> Field | None:
    """What an unusual label is for, where it is plain enough."""
    label = fold(line["label"])
    if len(label) > _LONGEST_LABEL or _sign(vocabulary.NOT_A_FIELD).search(label):
        return None
    if "mail" in label or "почт" in label:
        return Field.EMAIL if _ADDRESS.search(line["value"]) else None
    if _sign(vocabulary.MESSAGE_LIKE).search(label):
        return Field.MESSAGE
    return Field.NAME if _sign(vocabulary.NAME_LIKE).search(label) else None


def _parted(line: str) -> tuple[Field, str] | None:
    """The label with which a line begins, and what follows it."""
    words = line.split(maxsplit=3)
    for n in (3, 2, 1):
        if len(words) > n and (kind := _known(" ".join(words[:n]))) is not None:
            return kind, " ".join(words[n:])
    return None


def _is_end(line: str) -> bool:
    return _sign(vocabulary.END).match(fold(line[:200]).strip(" *_>")) is not None


def _is_short(lines: list[str]) -> bool:
    return sum(1 for line in lines if line.strip()) <= LONGEST_END


def _sign(pattern: str) -> re.Pattern[str]:
    """The pattern for folded text, in which й is и."""
    return compiled(pattern.replace("й", "и").replace("ї", "і"))
