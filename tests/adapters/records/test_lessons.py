"""The records' contract: what the owner taught."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.mail.message import Automatic
from shopdesk.domain.triage import Correction, SenderRule
from shopdesk.ports.records import Records
from tests.adapters.records.builders import MINUTE, NINE, begin

NEWS = SenderRule("list:news.tea.example", Automatic.NEWSLETTER)
MAKER = SenderRule("no-reply@maker.example", None)


def test_sender_rules_are_found_by_key(writer: Records, reader: Records) -> None:
    assert reader.sender_rules() == ()
    assert reader.sender_rules(["jane@customer.example"]) == ()
    writer.add_sender_rule(MAKER, NINE)
    writer.add_sender_rule(NEWS, NINE)
    assert reader.sender_rules() == (NEWS, MAKER)
    assert reader.sender_rules(["No-Reply@Maker.example", "list:other"]) == (MAKER,)
    assert reader.sender_rules([]) == ()


@pytest.mark.parametrize("kind", [None, *Automatic])
def test_a_later_rule_replaces_the_earlier(
    writer: Records, reader: Records, kind: Automatic | None
) -> None:
    writer.add_sender_rule(MAKER, NINE)
    writer.add_sender_rule(SenderRule(" NO-reply@maker.example ", kind), NINE + MINUTE)
    assert reader.sender_rules() == (SenderRule(MAKER.key, kind),)


def test_a_rule_can_be_taken_back(writer: Records, reader: Records) -> None:
    writer.add_sender_rule(MAKER, NINE)
    writer.drop_sender_rule("No-reply@maker.example")
    writer.drop_sender_rule("nobody@x.example")
    assert reader.sender_rules() == ()


def test_a_rule_is_for_somebody(writer: Records, reader: Records) -> None:
    with pytest.raises(RecordsError, match="names no sender"):
        writer.add_sender_rule(SenderRule(" ", None), NINE)
    assert reader.sender_rules() == ()


def test_corrections_come_oldest_first_and_the_newest_are_kept(
    writer: Records, reader: Records
) -> None:
    lessons = [
        Correction((f"từ {n}", "vừa vặn"), kind)
        for n, kind in enumerate((Category.RETURN, Category.PRAISE, Category.PRE_SALE))
    ]
    numbers = [begin(writer, email=f"c{n}@customer.example") for n in range(3)]
    for age, (number, lesson) in enumerate(zip(numbers, lessons, strict=True)):
        writer.add_correction(number, lesson, NINE - timedelta(days=age))
    assert reader.corrections(9) == tuple(reversed(lessons))
    assert reader.corrections(2) == (lessons[1], lessons[0])
    assert reader.corrections(0) == ()


def test_a_conversation_is_about_one_thing(writer: Records, reader: Records) -> None:
    number = begin(writer)
    writer.add_correction(number, Correction(("size",), Category.RETURN), NINE)
    last = Correction(("size", "38"), Category.PRE_SALE)
    writer.add_correction(number, last, NINE + MINUTE)
    assert reader.corrections(9) == (last,)
    writer.drop_correction(number)
    writer.drop_correction(number + 1)
    assert reader.corrections(9) == ()


def test_a_correction_is_of_a_conversation(writer: Records) -> None:
    with pytest.raises(RecordsError, match="no conversation 7"):
        writer.add_correction(7, Correction((), Category.OTHER), NINE)


def test_what_is_taught_is_a_change(writer: Records, reader: Records) -> None:
    before = reader.change()
    writer.add_sender_rule(NEWS, NINE)
    assert reader.change() != before
