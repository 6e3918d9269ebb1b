"""The owner's language: which one, its numbers, its units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from shopdesk.desk.figures.words import channel_text, duration_text
from shopdesk.domain.alarm.board import age_text, clock_text
from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.conversation import Status
from shopdesk.words import number, preferred, speak, spoken
from tests.catalogues import said_in

LONG = timedelta(days=2, hours=19, minutes=5)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize("language", ["en", "vi", "ru"])
@pytest.mark.parametrize(("value", "places"), [(0, 0), (1234567.5, 1), (Decimal("312.40"), 2)])
def test_numbers_are_written_as_babel_writes_them(
    language: str, value: float | Decimal, places: int
) -> None:
    speak(language)
    form = "#,##0" + (f".{'0' * places}" if places else "")
    assert number(value, places) == format_decimal(value, form, locale=language)


@pytest.mark.parametrize(
    ("language", "clock", "age", "duration"),
    [
        ("en", "2d 19h", "5h", "11h 32"),
        ("vi", "2n 19g", "5g", "11g 32"),
        ("ru", "2д 19ч", "5ч", "11ч 32"),
    ],
)
def test_days_and_hours_are_in_the_owners_letters(
    language: str, clock: str, age: str, duration: str
) -> None:
    speak(language)
    assert clock_text(LONG) == clock
    assert clock_text(-LONG) == f"+{clock}"
    assert age_text(timedelta(hours=5)) == age
    assert duration_text(timedelta(hours=11, minutes=32)) == duration


@pytest.mark.parametrize("language", ["vi", "ru"])
def test_a_key_and_a_state_are_two_words(language: str) -> None:
    """In English both are "open"."""
    speak("en")
    assert Status.OPEN.said == "still open"
    speak(language)
    assert Status.OPEN.said not in ("open", "still open", "mở", "открыть")


def test_how_mail_came_is_said_in_words() -> None:
    speak("ru")
    said = [channel_text(channel.value) for channel in Channel]
    assert not any(word.isascii() for word in said)
    assert channel_text("") == "–"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANGUAGE": "ru:en", "LANG": "en_GB.UTF-8"}, "ru"),
        ({"LANG": "../../etc"}, "en"),
        ({}, "en"),
    ],
)
def test_the_system_chooses(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language
    speak(preferred(environment))
    assert spoken() == language


def test_sentences_within_other_sentences_are_found() -> None:
    """Babel passes over what stands in an f-string; a whole page of English was left so."""
    source = "f'<h2>{e(_(\"When mail comes\"))}</h2>' + _n('{n} more', '{n} more', n) + _(word)"
    assert set(said_in(source)) == {"When mail comes", ("{n} more", "{n} more")}
