"""Every sentence in every language, with its placeholders, and compiled."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from shopdesk import words
from tests.catalogues import LANGUAGES, is_translated, known, mo, path, sentences

every_language = pytest.mark.parametrize("language", LANGUAGES)


def told(language: str) -> Iterator[Message]:
    """The catalogue's sentences."""
    return (message for message in known(language) if message.id)


@every_language
def test_no_word_is_missing(language: str) -> None:
    """`python -m tests.catalogues` adds what is new, for somebody to translate."""
    there = {
        message.id if isinstance(message.id, str) else message.id[0] for message in told(language)
    }
    wanted = {id if isinstance(id, str) else id[0] for id in sentences() if id}
    assert wanted - there == set()
    assert [message.id for message in told(language) if not is_translated(message)] == []


@every_language
def test_every_placeholder_is_kept(language: str) -> None:
    """A missing one would hide a name; a wrong one would end the program."""
    for message in told(language):
        allowed = placeholders(message.id if isinstance(message.id, str) else message.id[1])
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        for form in forms:
            if isinstance(message.id, str):
                assert placeholders(form) == allowed, message.id
            else:
                assert {*placeholders(form)} <= {*allowed}, message.id


def placeholders(text: str) -> list[tuple[str, str]]:
    """Names and formats in braces; none in a text that is no format."""
    try:
        return sorted(
            (name, form or "") for _text, name, form, _how in string.Formatter().parse(text) if name
        )
    except ValueError:
        return []


@every_language
def test_what_the_program_reads_was_made_from_what_people_write(language: str) -> None:
    """The `.mo` beside the `.po` is the same catalogue."""
    assert path(language).with_suffix(".mo").read_bytes() == mo(known(language))


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("ru", 1, "1 "), ("ru", 3, "3 "), ("ru", 5, "5 "), ("vi", 1, "1 "), ("vi", 7, "7 ")],
)
def test_numbers_have_their_forms(language: str, n: int, said: str) -> None:
    """One, few, many in Russian; one form in Vietnamese."""
    words.speak(language)
    try:
        found = words._n("{n} order", "{n} orders", n)
    finally:
        words.speak("en")
    assert found.startswith(said)
    assert "order" not in found


def test_russian_counts_in_three_ways() -> None:
    """1 заказ, 3 заказа, 5 заказов: three different words."""
    words.speak("ru")
    try:
        found = {words._n("{n} order", "{n} orders", n).split()[1] for n in (1, 3, 5)}
    finally:
        words.speak("en")
    assert len(found) == 3
