"""The demo's mails: well formed, invented, and spread as the demo's day needs them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import shopdesk
from shopdesk.domain.mail.conversation import Category

STORY = Path(shopdesk.__file__).parent / "demo" / "story"
LANGUAGES = {"en", "vi", "ru"}
RESERVED = re.compile(r"(?:[a-z0-9-]+\.)*example\.(?:com|net|org)")
ADDRESS = re.compile(r"[a-z0-9.]+@(?P<domain>[a-z0-9.-]+)")
ELSEWHERE = re.compile(
    r"(?:https?://|[\w.]@)([a-z0-9-]+(?:\.[a-z0-9-]+)+)|\b(www(?:\.[a-z0-9-]+)+)"
)
MIXED = re.compile(r"[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
ORDER = re.compile(r"(?:#|№ ?|(?:order|đơn|заказ) )(10\d\d)\b")
BASIC = {"from_name", "from_address", "language", "subject", "body"}
DAY = 24 * 60

Entry = dict[str, Any]


def load(name: str, table: str) -> list[Entry]:
    """The entries of one file, which holds nothing else."""
    content = tomllib.loads((STORY / name).read_text(encoding="utf-8"))
    assert content.keys() == {table}
    entries: list[Entry] = content[table]
    return entries


OPENING = load("opening.toml", "mail")
NEWCOMERS = load("newcomers.toml", "mail")
FOLLOWUPS = load("followups.toml", "reply")
CUSTOMERS = [mail for mail in OPENING if "headers" not in mail]
MACHINES = [mail for mail in OPENING if "headers" in mail]
each_mail = pytest.mark.parametrize(
    "mail", [pytest.param(m, id=m["subject"]) for m in (*OPENING, *NEWCOMERS)]
)


def strings(entry: Entry) -> list[str]:
    """Every text of an entry, headers included."""
    own = [value for value in entry.values() if isinstance(value, str)]
    return own + [text for pair in entry.get("headers", {}).items() for text in pair]


@each_mail
def test_keys_and_kinds(mail: Entry) -> None:
    timed = {"minutes_ago", "answered"} if mail in OPENING else set()
    assert BASIC | timed <= mail.keys() <= BASIC | timed | {"html", "headers"}
    assert mail["language"] in LANGUAGES
    assert isinstance(mail.get("html", False), bool)
    for key in ("from_name", "from_address", "subject"):
        assert mail[key].isprintable()
        assert mail[key] == mail[key].strip() != ""
    assert mail["body"].startswith("<html>") == mail.get("html", False)


@each_mail
def test_nobody_real_is_addressed(mail: Entry) -> None:
    address = ADDRESS.fullmatch(mail["from_address"])
    assert address
    assert address["domain"] in {"example.com", "example.net", "example.org"}
    for text in strings(mail):
        for found in ELSEWHERE.finditer(text):
            assert RESERVED.fullmatch(found[1] or found[2]), found[0]


@pytest.mark.parametrize("entry", [*OPENING, *NEWCOMERS, *FOLLOWUPS])
def test_text_is_clean(entry: Entry) -> None:
    for text in strings(entry):
        assert unicodedata.is_normalized("NFC", text)
        assert not MIXED.search(text)
        assert all(c.isprintable() or c == "\n" for c in text)
    assert len(entry["body"].strip()) > 10
    assert "\n\n\n" not in entry["body"]


@pytest.mark.parametrize("entry", [*CUSTOMERS, *NEWCOMERS, *FOLLOWUPS])
def test_language_is_the_one_named(entry: Entry) -> None:
    text = entry["body"]
    assert bool(re.search("[А-яЁё]", text)) == (entry["language"] == "ru")
    marks = re.search("[ăđơưạảấầẩậắếềểệịọỏốồổộớờởợụủứừửữự]", text.lower())
    telegraphic = entry.get("from_address") == "giahuy.phan@example.org"
    assert bool(marks) == (entry["language"] == "vi" and not telegraphic)


def test_the_opening_has_fresh_old_and_answered_mail() -> None:
    waiting = [mail["minutes_ago"] for mail in CUSTOMERS if not mail["answered"]]
    fresh = sorted(age for age in waiting if age < 15)
    assert fresh == [1.0, 3.0, 4.6, 9.0]
    backlog = [age for age in waiting if age >= 15]
    assert len(backlog) == 3
    assert all(DAY <= age <= 3 * DAY for age in backlog)
    assert sum(mail["answered"] for mail in CUSTOMERS) == 6
    assert {mail["language"] for mail in CUSTOMERS if mail["answered"]} == LANGUAGES
    assert {mail["language"] for mail in CUSTOMERS if not mail["answered"]} == LANGUAGES


def test_the_opening_tells_machines_from_people() -> None:
    assert len(MACHINES) == 2
    assert not any(mail["answered"] for mail in MACHINES)
    headers = {name: value for mail in MACHINES for name, value in mail["headers"].items()}
    assert re.fullmatch(r"<https://[^<>\s]+>", headers["List-Unsubscribe"])
    assert headers["Auto-Submitted"] == "auto-replied"


def test_newcomers_are_many_new_and_of_every_language() -> None:
    assert len(NEWCOMERS) >= 40
    assert min(Counter(mail["language"] for mail in NEWCOMERS).values()) >= 13
    addresses = [mail["from_address"] for mail in NEWCOMERS]
    assert len(set(addresses)) == len(addresses)
    assert not set(addresses) & {mail["from_address"] for mail in OPENING}
    assert not any("headers" in mail for mail in NEWCOMERS)


def test_every_order_belongs_to_one_customer() -> None:
    owners: dict[str, set[str]] = {}
    for mail in (*CUSTOMERS, *NEWCOMERS):
        for number in ORDER.findall(mail["subject"] + "\n" + mail["body"]):
            owners.setdefault(number, set()).add(mail["from_address"])
    assert len(owners) >= 25
    assert all(len(people) == 1 for people in owners.values()), owners


@pytest.mark.parametrize("reply", FOLLOWUPS)
def test_followup_keys(reply: Entry) -> None:
    assert reply.keys() == {"language", "category", "kind", "body"}
    assert reply["language"] in LANGUAGES
    assert reply["category"] == "any" or Category(reply["category"])
    assert reply["kind"] in {"thanks", "question", "praise"}
    assert ("?" in reply["body"]) == (reply["kind"] == "question")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_followups_thank_more_than_they_ask(language: str) -> None:
    ours = [reply for reply in FOLLOWUPS if reply["language"] == language]
    assert len(ours) >= 8
    kinds = Counter(reply["kind"] for reply in ours)
    assert kinds["thanks"] > max(kinds["question"], kinds["praise"])
    anywhere = {reply["kind"] for reply in ours if reply["category"] == "any"}
    assert anywhere == {"thanks", "question", "praise"}
