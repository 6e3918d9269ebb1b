"""The owner knows better, is believed from then on, and may change their mind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.desk.events import CustomerWrote
from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.domain.mail.conversation import Category, Reason, Status
from shopdesk.domain.mail.message import Automatic
from shopdesk.domain.triage import SenderRule
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import alarm_of, figures
from tests.shop import NINE, SHOP, Mail, SmallShop

LISTED = {"List-Id": "Friends <friends.example.com>"}


def newsletter(n: int = 1, **changes: str) -> Mail:
    """A mail that the rules take for a newsletter."""
    mail = Mail(sender="Friends <news@example.com>", id=f"n{n}@example.com", headers=dict(LISTED))
    return replace(mail, **changes)  # type: ignore[arg-type]


def board(shop: SmallShop) -> list[tuple[str, int]]:
    """(name, unanswered) of each alarm."""
    return sorted((a.name, a.unanswered) for a in shop.desk.look.board(shop.clock.now()).alarms)


def rules(shop: SmallShop) -> list[SenderRule]:
    """What was learnt of senders."""
    return list(shop.desk.records.sender_rules())


def test_filed_mail_is_listed_with_its_reason(shop: SmallShop) -> None:
    shop.receive(newsletter(1), minutes_ago=5)
    shop.receive(newsletter(2), minutes_ago=2)
    newest, older = shop.desk.look.filed()
    assert (newest.message.message_id, older.message.message_id) == (
        "n2@example.com",
        "n1@example.com",
    )
    assert (newest.automatic, newest.received) == (
        Automatic.NEWSLETTER,
        NINE - timedelta(minutes=2),
    )
    assert newest.reason
    assert len(shop.desk.look.filed(1)) == 1


def test_an_automatic_mail_that_is_a_persons_rings_from_when_it_came(shop: SmallShop) -> None:
    shop.receive(newsletter(), minutes_ago=7)
    (filed,) = shop.desk.look.filed()
    deed = shop.desk.correct.person(filed.id, shop.clock.now())
    alarm = alarm_of(shop)
    assert (alarm.conversation, alarm.name) == (deed.conversation, "Friends")
    assert alarm.started == NINE - timedelta(minutes=7)
    assert shop.desk.look.filed() == ()
    assert [e.due for e in shop.heard(CustomerWrote)] == [alarm.due]
    with pytest.raises(NotPossible):
        shop.desk.correct.person(filed.id, shop.clock.now())


def test_the_next_mail_of_that_list_is_a_persons_too_and_of_others_not(shop: SmallShop) -> None:
    shop.receive(newsletter(), minutes_ago=7)
    shop.desk.correct.person(shop.desk.look.filed()[0].id, shop.clock.now())
    assert rules(shop) == [SenderRule("list:friends.example.com", None)]
    shop.receive(newsletter(2, subject="Other", body="Hi?"))
    foes = {"List-Id": "<foes.example.com>"}
    shop.receive(replace(newsletter(3), sender="x@example.net", headers=foes))
    assert [n for _, n in board(shop)] == [1, 1]
    assert len(shop.desk.look.filed()) == 1


def test_a_person_taken_back_is_what_it_was(shop: SmallShop) -> None:
    shop.receive(newsletter(), minutes_ago=7)
    before = shop.desk.look.filed()
    deed = shop.desk.correct.person(before[0].id, shop.clock.now())
    shop.desk.take_back(deed.id, shop.clock.now())
    (after,) = shop.desk.look.filed()
    assert (after.automatic, after.reason) == (before[0].automatic, before[0].reason)
    assert (board(shop), figures(shop), rules(shop)) == ([], (), [])
    assert shop.desk.records.conversation(deed.conversation).status is Status.CLOSED
    shop.receive(newsletter(2))
    assert board(shop) == []


def test_a_person_taken_back_leaves_others_in_the_conversation_alone(shop: SmallShop) -> None:
    shop.receive(newsletter(), minutes_ago=7)
    deed = shop.desk.correct.person(shop.desk.look.filed()[0].id, shop.clock.now())
    shop.receive(Mail(body="And I?", id="b@example.com", references="n1@example.com"))
    assert alarm_of(shop).unanswered == 2
    shop.desk.take_back(deed.id, shop.clock.now())
    alarm = alarm_of(shop)
    assert (alarm.unanswered, alarm.started) == (1, NINE)


def test_a_corrected_mail_finds_its_answer_and_its_thread(shop: SmallShop) -> None:
    phone = Mail(sender=SHOP, to="news@example.com", id="p@phone", references="n1@example.com")
    shop.receive(phone, minutes_ago=3, role=Role.SENT)
    shop.receive(newsletter(), minutes_ago=7)
    deed = shop.desk.correct.person(shop.desk.look.filed()[0].id, shop.clock.now())
    assert board(shop) == []
    assert len(shop.desk.records.messages(deed.conversation)) == 2


def test_a_person_that_is_a_machine_rings_no_more_and_counts_for_nothing(
    shop: SmallShop,
) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=7)
    conversation = alarm_of(shop).conversation
    deed = shop.desk.correct.automatic(conversation, Automatic.NOTIFICATION, shop.clock.now())
    assert (board(shop), figures(shop)) == ([], ())
    assert rules(shop) == [SenderRule("jane@example.com", Automatic.NOTIFICATION)]
    stand = shop.desk.records.conversation(conversation)
    assert (stand.status, stand.reason) == (Status.CLOSED, Reason.NOT_A_CUSTOMER)
    assert [f.automatic for f in shop.desk.look.filed()] == [Automatic.NOTIFICATION]
    shop.receive(Mail(id="b@example.com", subject="Again"))
    assert board(shop) == []
    shop.desk.take_back(deed.id, shop.clock.now())
    assert board(shop) == [("Jane Roe", 1)]
    assert alarm_of(shop).started == NINE - timedelta(minutes=7)
    assert rules(shop) == []


def test_each_correction_gives_back_the_rule_before_it(shop: SmallShop) -> None:
    now = shop.clock.now()
    shop.receive(Mail(id="a@example.com"), minutes_ago=7)
    conversation = alarm_of(shop).conversation
    spam = shop.desk.correct.automatic(conversation, Automatic.SPAM, now)
    (filed,) = shop.desk.look.filed()
    person = shop.desk.correct.person(filed.id, now)
    assert rules(shop) == [SenderRule("jane@example.com", None)]
    news = shop.desk.correct.automatic(conversation, Automatic.NEWSLETTER, now)
    assert rules(shop) == [SenderRule("jane@example.com", Automatic.NEWSLETTER)]
    with pytest.raises(NotPossible, match="later"):
        shop.desk.take_back(spam.id, now)
    shop.desk.take_back(news.id, now)
    assert rules(shop) == [SenderRule("jane@example.com", None)]
    shop.desk.take_back(person.id, now)
    assert rules(shop) == [SenderRule("jane@example.com", Automatic.SPAM)]
    shop.desk.take_back(spam.id, now)
    assert rules(shop) == []
    assert board(shop) == [("Jane Roe", 1)]


def test_an_answered_conversation_can_be_a_machines_too(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=7)
    conversation = alarm_of(shop).conversation
    draft = replace(shop.desk.compose.draft(conversation), body="Yes.")
    number = shop.desk.compose.queue(draft, shop.clock.now())
    shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    ended = figures(shop)
    deed = shop.desk.correct.automatic(conversation, Automatic.SPAM, shop.clock.now())
    assert figures(shop) == ended
    with pytest.raises(NotPossible, match="No customer"):
        shop.desk.correct.automatic(conversation, Automatic.SPAM, shop.clock.now())
    shop.desk.take_back(deed.id, shop.clock.now())
    assert shop.desk.records.conversation(conversation).status is Status.ANSWERED
    assert figures(shop) == ended


def test_a_corrected_category_moves_the_due_instant(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=2)
    before = alarm_of(shop)
    deed = shop.desk.correct.category(before.conversation, Category.COMPLAINT, shop.clock.now())
    alarm = alarm_of(shop)
    assert (before.category, alarm.category) == (Category.DELIVERY, Category.COMPLAINT)
    assert (before.due, alarm.due) == (
        NINE + timedelta(minutes=13),
        NINE + timedelta(minutes=3),
    )
    assert alarm.started == before.started
    shop.desk.take_back(deed.id, shop.clock.now())
    assert alarm_of(shop) == before
    stand = shop.desk.records.conversation(before.conversation)
    assert "where is" in stand.why.lower()


def test_mails_like_a_corrected_one_are_taken_for_the_same(shop: SmallShop) -> None:
    odd = "Do the brown brogues squeak on parquet floors in the evening?"
    shop.receive(Mail(subject="Squeak", body=odd, id="a@example.com"), minutes_ago=2)
    first = alarm_of(shop)
    assert first.category is not Category.COMPLAINT
    deed = shop.desk.correct.category(first.conversation, Category.COMPLAINT, shop.clock.now())
    again = shop.desk.correct.category(first.conversation, Category.RETURN, shop.clock.now())
    shop.desk.take_back(again.id, shop.clock.now())

    def taken_for(n: int) -> Category:
        sender = f"Bo <bo{n}@example.com>"
        shop.receive(Mail(sender=sender, subject="Squeak", body=odd, id=f"{n}@example.com"))
        found = shop.desk.look.board(shop.clock.now()).alarms
        return next(a.category for a in found if a.email == f"bo{n}@example.com")

    assert taken_for(1) is Category.COMPLAINT
    shop.desk.take_back(deed.id, shop.clock.now())
    assert taken_for(2) is first.category


def test_a_mail_that_is_not_handed_out_is_kept_aside(shop: SmallShop) -> None:
    shop.receive(b"", Mail(id="a@example.com"), b"")
    assert board(shop) == [("Jane Roe", 1)]
    assert len(shop.desk.look.board(shop.clock.now()).quarantined) == 2


def test_doubts_about_a_sender_are_shown(shop: SmallShop) -> None:
    shop.receive(Mail(headers={"Reply-To": "Jane Roe <jane@else.example>"}))
    thread = shop.desk.look.thread(alarm_of(shop).conversation, shop.clock.now())
    assert any("jane@else.example" in warning for warning in thread.warnings)
