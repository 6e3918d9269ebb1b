"""Subjects, references, quotes, blanks, names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shopdesk.domain.answer.reply import (
    attribution,
    bare_subject,
    blanks,
    first_blank,
    quoted,
    reply_references,
    reply_subject,
)
from shopdesk.domain.answer.salutation import first_name
from shopdesk.domain.mail.conversation import FiledMessage
from shopdesk.domain.mail.message import Address, Message


@pytest.mark.parametrize(
    "subject",
    ["Order", "Re: Order", "RE: re: Order", "Fwd: Re[2]: Order", "Отв: Order", "Re：Order"],
)
def test_a_subject_gets_one_re(subject: str) -> None:
    assert reply_subject(subject) == "Re: Order"


@pytest.mark.parametrize("subject", ["Restock?", "Fwded parcel", "Regarding: shoes"])
def test_words_that_only_begin_like_a_prefix_stay(subject: str) -> None:
    assert bare_subject(subject) == subject


def filed(references: tuple[str, ...], message_id: str) -> FiledMessage:
    """A customer's message in a thread."""
    message = Message(
        message_id=message_id,
        references=references,
        sender=Address("", "j@example.com"),
        reply_to=None,
        to=(),
        subject="",
        date=None,
        text="",
        new_text="",
        attachments=(),
        headers=(),
    )
    return FiledMessage(1, False, datetime(2026, 1, 1, tzinfo=UTC), message, False)


def test_references_name_the_thread_and_its_parent_last() -> None:
    assert reply_references(filed(("a", "b"), "c")) == ("a", "b", "c")
    assert reply_references(filed((), "")) == ()


def test_a_long_thread_keeps_its_root_and_its_end() -> None:
    ids = tuple(f"m{n}" for n in range(100))
    kept = reply_references(filed(ids, "last"))
    assert (kept[0], kept[-1], len(kept)) == ("m0", "last", 30)


def test_quotes_nest() -> None:
    assert quoted("Hi\n\n> old\n>> older") == "> Hi\n>\n>> old\n>>> older"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "On 2026-11-21 09:02, Jane wrote:"),
        ("vi", "Vào 21/11/2026 09:02, Jane đã viết:"),
        ("ru", "21.11.2026 09:02, Jane пишет:"),
        ("", "On 2026-11-21 09:02, Jane wrote:"),
    ],
)
def test_the_line_above_a_quote_is_in_the_customers_language(language: str, line: str) -> None:
    assert attribution("Jane", datetime(2026, 11, 21, 9, 2, tzinfo=UTC), language) == line


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("", ()),
        ("{{ a.b }} and {{a.b}} and {{- c | upper -}}", ("a.b", "c")),
        ("{{ имя }}", ("имя",)),
        ("{ not } {{}} {{ 1 }}", ()),
    ],
)
def test_blanks_are_named_once_in_order(body: str, names: tuple[str, ...]) -> None:
    assert blanks(body) == names


def test_the_first_blank_has_its_place() -> None:
    assert first_blank("To {{ a }} {{ b }}") == (3, 10)
    assert first_blank("none") is None


@pytest.mark.parametrize(
    ("name", "language", "greeted"),
    [
        ("Jane Roe", "en", "Jane"),
        ("Roe, Jane", "en", "Jane"),
        ("Liam O'Connor", "en", "Liam"),
        ("Nguyễn Thị Minh", "vi", "Minh"),
        ("Nguyễn Thị Minh", "en", "Minh"),
        ("Nguyen Thi Minh", "vi", "Minh"),
        ("Антон Петров", "ru", "Антон"),
        ("Петров Антон Сергеевич", "ru", "Антон Сергеевич"),
        ("Антон Сергеевич", "ru", "Антон Сергеевич"),
        ("jane.roe@example.com", "en", ""),
        ("Acme Support Team", "en", ""),
        ("J. Roe", "en", ""),
        ("{{ shop.name }}", "en", ""),
        ("", "en", ""),
        ("12345", "en", ""),
    ],
)
def test_greetings_never_guess(name: str, language: str, greeted: str) -> None:
    assert first_name(name, language) == greeted
