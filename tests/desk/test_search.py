"""What a search answers, over records and older mail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from shopdesk.adapters.cache import SqliteCache
from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.guests.search import MOST_NAMED, Search
from shopdesk.domain.guests.search import Found, Kind
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.mail.message import Address, Message
from shopdesk.ports.cache import OlderMail
from tests.shop import NINE, SHOP, Mail, SmallShop, small_shop


@dataclass
class Looking:
    """A shop and a search over it."""

    shop: SmallShop
    search: Search
    cache: SqliteCache

    def find(self, typed: str, limit: int = 50) -> tuple[Found, ...]:
        """Look again at everything, then search."""
        self.search.refresh()
        while self.search.catch_up():
            pass
        return self.search.find(typed, limit)

    def mails(self, typed: str) -> list[str]:
        """The subjects of the mails that are found."""
        kinds = (Kind.CONVERSATION, Kind.MAIL)
        return [found.what.text for found in self.find(typed) if found.kind in kinds]


@pytest.fixture
def looking(tmp_path: Path) -> Iterator[Looking]:
    """With files of its own, as in the program."""
    with small_shop(tmp_path) as shop:
        records = SqliteRecords(tmp_path / "records.sqlite")
        cache = SqliteCache(tmp_path / "cache.sqlite")
        yield Looking(shop, Search(records, cache), cache)
        cache.close()
        records.close()


def older(uid: int, subject: str, text: str, sender: str = "old@x.example") -> OlderMail:
    """A mail of long ago."""
    message = Message("", (), Address("", sender), None, (), subject, None, text, "", (), ())
    return OlderMail(Place(SHOP, "INBOX", 1, 900 + uid), NINE.replace(year=2020), message)


def test_a_conversation_is_one_line_with_its_newest_hit(looking: Looking) -> None:
    first = Mail(subject="Brogues", body="Are the brown brogues back?", id="1@x.example")
    again = Mail(subject="Re: Brogues", body="The brogues, please!", references="1@x.example")
    looking.shop.receive(first, minutes_ago=9)
    looking.shop.receive(again, minutes_ago=5)
    (found,) = looking.find("brogues")
    assert found.kind is Kind.CONVERSATION
    assert found.who == "Jane Roe"
    assert found.what.text == "Re: Brogues"
    assert found.excerpt.text == "The brogues, please!"
    assert found.excerpt.hits == ((4, 11),)
    assert found.conversation is not None
    assert found.at == NINE.replace(hour=1, minute=55)
    assert not found.ours


def test_older_mail_is_found_behind(looking: Looking) -> None:
    looking.cache.add([older(1, "Old shoes", "The shoes of 2020")])
    looking.shop.receive(Mail(subject="New shoes", body="The shoes of today"))
    assert looking.mails("shoes") == ["New shoes", "Old shoes"]
    last = looking.find("shoes")[-1]
    assert (last.kind, last.conversation, last.message) == (Kind.MAIL, None, None)
    assert last.older is not None
    mail = looking.search.older(last.older)
    assert mail is not None
    assert mail.message.new_text == "The shoes of 2020"


def test_automatic_mail_is_found_as_a_mail(looking: Looking) -> None:
    news = Mail(
        sender="Deals <news@list.example>",
        subject="Ribbons",
        body="Ribbons for less",
        headers={"List-Unsubscribe": "<https://list.example/u>", "Precedence": "bulk"},
    )
    looking.shop.receive(news)
    (found,) = looking.find("ribbons")
    assert (found.kind, found.who) == (Kind.MAIL, "Deals")
    assert found.message is not None
    letter = looking.search.letter(found.message)
    assert letter is not None
    assert letter.text == "Ribbons for less"


def test_customers_come_first_by_name_and_address(looking: Looking) -> None:
    looking.shop.receive(Mail(sender="Nguyễn Thị Minh <minh@x.example>", body="Chào shop"))
    looking.shop.receive(Mail(sender="Đặng Anh <anh@y.example>", body="Minh có ở đó không?"))
    by_name = looking.find("nguyen minh")
    assert (by_name[0].kind, by_name[0].who) == (Kind.CUSTOMER, "Nguyễn Thị Minh")
    assert by_name[0].conversation is not None
    assert [f.who for f in looking.find("dang") if f.kind is Kind.CUSTOMER] == ["Đặng Anh"]
    assert looking.find("anh@y.example")[0].email == "anh@y.example"


def test_only_a_few_customers_are_named(looking: Looking) -> None:
    for n in range(MOST_NAMED + 4):
        looking.shop.receive(Mail(sender=f"Petra {n} <petra{n}@x.example>", body="Hi"))
    kinds = [found.kind for found in looking.find("petra")]
    assert kinds.count(Kind.CUSTOMER) == MOST_NAMED
    assert kinds.count(Kind.CONVERSATION) == MOST_NAMED + 4
    assert len(looking.find("petra", limit=3)) == 3


ORDER = """
INSERT INTO shop_order (source, key, number, contact, email, name, phone, placed, status, said,
    currency, total, refunded, carrier, tracking, note, lines, charges, reckoned, format, changed,
    reach, as_of)
VALUES ('shop', '1042', '1042', 'jane@example.com', 'jane@example.com', 'Jane Roe', '', 0,
    'shipped', '', 'GBP', '', '', '', 'RR123456785GB', '', ?, '{}', 0, 'shopify', 0, 0, 0)
"""


def test_orders_are_found_by_number_parcel_and_article(looking: Looking, tmp_path: Path) -> None:
    looking.shop.receive(Mail(body="Hello"))
    records = SqliteRecords(tmp_path / "records.sqlite")
    records._db.execute(ORDER, json.dumps([["BR-9", "Giày da nâu", "1", "10", "10"]]))
    records.close()
    for typed in ("1042", "rr123456785", "giay nau", "jane@example.com", "br 9"):
        found = [f for f in looking.find(typed) if f.kind is Kind.ORDER]
        assert [f.what.text for f in found] == ["#1042 · shipped"], typed
        assert found[0].conversation is not None


def test_who_types_the_marks_gets_them_first(looking: Looking) -> None:
    looking.shop.receive(Mail(subject="a", body="đôi giày", sender="a@x.example"), minutes_ago=9)
    looking.shop.receive(Mail(subject="b", body="tờ giấy", sender="b@x.example"), minutes_ago=5)
    assert looking.mails("giay") == ["b", "a"]
    assert looking.mails("giày") == ["a", "b"]


def test_what_the_index_points_to_must_say_it(looking: Looking) -> None:
    looking.shop.receive(Mail(subject="Ribbons", body="Ribbons"))
    assert looking.mails("ribbons") == ["Ribbons"]
    records = looking.shop.desk.records
    (found,) = looking.find("ribbons")
    assert found.message is not None
    records._db.execute(  # type: ignore[attr-defined]
        "UPDATE message SET subject = 'Laces', text = 'Laces' WHERE id = ?", found.message
    )
    assert looking.mails("ribbons") == [], "the records were restored, say"


def test_nothing_is_found_of_nothing(looking: Looking) -> None:
    looking.shop.receive(Mail())
    assert looking.find("") == ()
    assert looking.find(" \x00 … ") == ()
    assert looking.find("zebra") == ()
