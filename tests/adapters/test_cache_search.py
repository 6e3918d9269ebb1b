"""Finding older mail and messages of the records in the cache's index."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.cache import SqliteCache
from shopdesk.domain.guests.search import wanted
from shopdesk.domain.mail.message import Address
from shopdesk.ports.cache import History, OlderMail, Said
from tests.adapters.records.builders import HELP, MINUTE, NINE, mail, place


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[SqliteCache]:
    """An empty one."""
    made = SqliteCache(tmp_path / "cache.sqlite")
    yield made
    made.close()


def older(uid: int, text: str, *, subject: str = "", uidvalidity: int = 7) -> OlderMail:
    """A mail of `uid` minutes past nine."""
    message = replace(
        mail(f"{uid}@x.example", sender=Address("Jane Roe", "jane@x.example")),
        text=text,
        new_text="",
        subject=subject,
    )
    return OlderMail(place(uid, uidvalidity=uidvalidity), NINE + uid * MINUTE, message)


def found(cache: SqliteCache, typed: str, limit: int = 50) -> list[str]:
    """The texts that are found, in their order."""
    texts = []
    for spot in cache.find(wanted(typed), limit):
        if spot.message is not None:
            texts.append(f"message {spot.message}")
        else:
            assert spot.older is not None
            mail = cache.older(spot.older)
            assert mail is not None
            texts.append(mail.message.text)
    return texts


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Đôi giày đẹp", "giay"),
        ("Đơn hàng của tôi", "don hang"),
        ("don hang cua toi", "Đơn hàng"),
        ("Где моя посылка?", "посылку"),
        ("Ещё раз", "еще раз"),
        ("My orders are late", "order"),
        ("It was shipped", "shipping"),
        ("reply to anna.roe@example.com", "anna.roe@example.com"),
        ("order #1042-B", "1042"),
        ("brogues", "bro"),
    ],
)
def test_it_is_found_however_it_is_written(cache: SqliteCache, text: str, typed: str) -> None:
    cache.add([older(1, text), older(2, "something else")])
    assert found(cache, typed) == [text]


def test_who_wrote_and_what_about_is_found_as_well(cache: SqliteCache) -> None:
    cache.add([older(1, "a", subject="Broken heel")])
    assert found(cache, "heel jane") == ["a"]


def test_all_words_must_be_there(cache: SqliteCache) -> None:
    cache.add([older(1, "red shoes"), older(2, "blue shoes")])
    assert found(cache, "shoes red") == ["red shoes"]
    assert found(cache, "shoes green") == []
    assert found(cache, "") == []


def test_words_in_a_row_go_first_then_the_newest(cache: SqliteCache) -> None:
    cache.add(
        [
            older(1, "hàng của đơn"),
            older(2, "đơn hàng một"),
            older(3, "hàng hai đơn"),
            older(4, "đơn hàng ba"),
        ]
    )
    assert found(cache, "don hang") == [
        "đơn hàng ba",
        "đơn hàng một",
        "hàng hai đơn",
        "hàng của đơn",
    ]
    assert found(cache, "don hang", limit=3)[2:] == ["hàng hai đơn"]
    assert found(cache, "hang", limit=1) == ["đơn hàng ba"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        "'",
        "NEAR(",
        "AND",
        "a AND",
        "NOT x OR",
        "*",
        "a*",
        "^a",
        "-a",
        "words:a",
        "words : a",
        "{words}",
        "a + b",
        "\x00a",
        "a\x00b",
        "\ud800",
        "%_",
        ";DROP TABLE mail",
        "x" * 10_000,
        "a " * 10_000,
        "\N{ZERO WIDTH SPACE}",
        "½ ² Ⅷ",
        "ﬁ İ ß ẞ",
        "日本語",
    ],
)
def test_no_query_is_an_order(cache: SqliteCache, typed: str) -> None:
    cache.add([older(1, "a"), older(2, typed)])
    result = found(cache, typed)
    assert len(result) <= 2
    if wanted(typed).words:
        assert typed.encode("utf-8", "replace").decode() in result


def test_what_is_typed_of_a_text_finds_the_text(cache: SqliteCache) -> None:
    chance = random.Random(4)  # noqa: S311 - no secret in it
    letters = "aäßđơяёй1½\u0301 '’-_\u200b漢"
    texts = ["".join(chance.choices(letters, k=12)) for _ in range(300)]
    cache.add([older(uid, text) for uid, text in enumerate(texts, 1)])
    for text in texts:
        if wanted(text).words:
            assert text in found(cache, text, limit=400), ascii(text)


def test_messages_of_the_records_are_found_among_the_others(cache: SqliteCache) -> None:
    assert cache.indexed() == 0
    cache.add([older(2, "shoes two")])
    cache.index([Said(8, NINE + 3 * MINUTE, "shoes three"), Said(7, NINE + MINUTE, "shoes one")])
    cache.index([Said(8, NINE, "told again")])
    assert cache.indexed() == 8
    assert found(cache, "shoes") == ["message 8", "shoes two", "message 7"]
    assert found(cache, "told") == []
    assert cache.count() == 1


def test_mails_of_one_second_are_kept_apart(cache: SqliteCache) -> None:
    mails = [replace(older(uid, f"twin {uid}"), received=NINE) for uid in range(1, 6)]
    cache.add(mails[:3])
    cache.index([Said(1, NINE + timedelta(milliseconds=400), "twin")])
    cache.add(mails)
    assert len(found(cache, "twin")) == 6


def test_a_stretch_is_kept_with_its_progress_or_not_at_all(cache: SqliteCache) -> None:
    history = History(2, 2, 9)
    cache.add_stretch([older(3, "three"), older(2, "two")], HELP, "INBOX", 7, history)
    assert cache.progress(HELP, "INBOX", 7) == history
    broken = replace(older(1, "one"), received=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cache.add_stretch([older(1, "one"), broken], HELP, "INBOX", 7, History(1, 3, 9))
    assert cache.progress(HELP, "INBOX", 7) == history
    assert found(cache, "one") == []


def test_what_is_forgotten_is_found_no_more(cache: SqliteCache) -> None:
    cache.add([older(uid, f"shoes {uid}") for uid in range(1, 4)])
    cache.index([Said(1, NINE, "shoes of the records")])
    again = older(2, "shoes again", uidvalidity=8)
    cache.add([again])
    cache.set_progress(HELP, "INBOX", 8, History(2, 1, 1))
    assert found(cache, "shoes") == ["shoes again", "message 1"]
    cache.add([replace(again, place=place(5, uidvalidity=8), received=NINE + MINUTE)])
    assert found(cache, "2") == [], "a number that is free again brings nothing back"


def test_new_words_are_looked_for_when_a_mail_is_opened(cache: SqliteCache) -> None:
    quoted = "On Mon, 2 Nov 2026 at 10:00, Lan <lan@x.example> wrote:\n> Shoes?"
    cache.add([older(1, f"Yes.\n\n{quoted}")])
    (spot,) = cache.find(wanted("shoes"), 5)
    assert spot.older is not None
    assert cache.found([spot.older, 5])[spot.older].message.new_text == ""
    opened = cache.older(spot.older)
    assert opened is not None
    assert opened.message.new_text.strip() == "Yes."
    assert cache.older(5) is None
