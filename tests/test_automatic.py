"""What a shop's machine says: complete in every language, and a good mail whatever we know."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.adapters.templates.starter import automatic
from shopdesk.domain.answer.reply import blanks
from shopdesk.domain.answer.template import Template
from shopdesk.domain.shop.away import Away

OPENS = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))
GLITCH = re.compile(r"\n{3}| [,.!?;:]|  |,,|\.\.|\(\s*\)|«\s*»|\{[{%]")


def away() -> Template:
    """The one that is sent without any other choice."""
    (found,) = (t for t in automatic() if t.id == Away().template)
    return found


@pytest.mark.parametrize(
    ("language", "name", "opens"), product(("en", "vi", "ru"), ("", "Anna"), (None, OPENS))
)
def test_it_reads_well_whatever_is_known(language: str, name: str, opens: datetime | None) -> None:
    shop: dict[str, object] = {"name": "Lan's Shoes", "country": ""}
    values: dict[str, object] = {
        "language": language,
        "customer": {"first_name": name} if name else {},
        "shop": shop | ({"opens": opens} if opens else {}),
    }
    text = LiquidFiller().fill(away().variants[language].body, values)
    assert blanks(text) == ()
    assert not (glitch := GLITCH.search(text)), f"{glitch[0]!r} in {text}"
    assert unicodedata.is_normalized("NFC", text)
    assert name in text.partition("\n")[0]
    assert ("09:00" in text) is (opens is not None)


def test_it_names_the_day_in_the_language() -> None:
    days = {"en": "Monday, 23 November", "vi": "Thứ Hai 23/11", "ru": "понедельник, 23.11"}
    for language, day in days.items():
        values: dict[str, object] = {"language": language, "shop": {"name": "x", "opens": OPENS}}
        assert day in LiquidFiller().fill(away().variants[language].body, values)
