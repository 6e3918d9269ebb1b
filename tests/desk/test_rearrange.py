"""One conversation of two, two of one, and back: waits are moved, never altered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.domain.deeds import DeedKind
from shopdesk.domain.mail.conversation import Category, Reason, Status
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import figures, parts
from tests.shop import NINE, SHOP, Mail, SmallShop, settings, small_shop

MINUTE = timedelta(minutes=1)


def write(
    shop: SmallShop, id: str, references: str = "", *, who: str = "jane", ago: float = 0
) -> tuple[int, int]:
    """A customer's mail; its conversation and its number."""
    mail = Mail(
        sender=f"{who.title()} <{who}@example.com>",
        subject=id,
        body=f"What of {id}?",
        id=f"{id}@example.com",
        references=f"{references}@example.com" if references else "",
    )
    shop.receive(mail, minutes_ago=ago)
    (lead,) = (lead for lead in shop.desk.records.leads(SHOP, [mail.id]) if lead.own)
    thread = shop.desk.records.messages(lead.conversation)
    return lead.conversation, next(m.id for m in thread if m.message.message_id == mail.id)


def answer(shop: SmallShop, conversation: int) -> None:
    """A reply that goes out at once."""
    draft = replace(shop.desk.compose.draft(conversation), body="Here you are.")
    number = shop.desk.compose.queue(draft, shop.clock.now())
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())


def status(shop: SmallShop, conversation: int) -> Status:
    """Whose turn it is."""
    return shop.desk.records.conversation(conversation).status


def alarms(shop: SmallShop) -> list[tuple[int, int]]:
    """(conversation, messages waiting)."""
    found = shop.desk.look.board(shop.clock.now()).alarms
    return sorted((a.conversation, a.unanswered) for a in found)


def everything(shop: SmallShop) -> list[object]:
    """What the records tell of the first conversations."""
    records, numbers = shop.desk.records, range(1, 4)
    return [
        *(records.messages(n) for n in numbers),
        *(records.running(n) for n in numbers),
        *(records.waits_of(n) for n in numbers),
        *(records.present(n) for n in numbers),
        *(records.draft(n) for n in numbers),
        sorted(records.leads(SHOP, ["a@example.com", "b@example.com"]), key=str),
        shop.desk.look.board(shop.clock.now()).alarms,
        figures(shop),
    ]


def test_a_merge_is_one_alarm_with_both_waits_as_they_were(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    before = figures(shop)
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    assert (deed.kind, deed.conversation, deed.other) == (DeedKind.MERGED, one, two)
    assert alarms(shop) == [(one, 2)]
    assert figures(shop) == before
    assert shop.desk.look.thread(two, shop.clock.now()).conversation.id == one
    answer(shop, two)
    assert alarms(shop) == []
    assert status(shop, one) is Status.ANSWERED
    assert [(a.received, a.ended) for a in figures(shop)] == [(a.received, NINE) for a in before]


def test_a_merge_taken_back_leaves_no_trace(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    write(shop, "c", who="eve")
    draft = replace(shop.desk.compose.draft(two), body="Dear Bo")
    shop.desk.compose.keep(draft)
    before = everything(shop)
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    assert everything(shop) != before
    assert shop.desk.compose.draft(one).body == "Dear Bo"
    shop.desk.take_back(deed.id, shop.clock.now())
    assert everything(shop) == before
    with pytest.raises(NotPossible, match="already"):
        shop.desk.take_back(deed.id, shop.clock.now())


def test_what_came_since_a_merge_stays_or_goes_with_its_wait(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=12)
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    write(shop, "c", "a", ago=2)
    shop.desk.take_back(deed.id, shop.clock.now())
    assert alarms(shop) == [(one, 1), (two, 2)], "it joined the older wait"
    assert parts(shop) == [{"a@example.com"}, {"b@example.com", "c@example.com"}]


def test_an_answer_to_both_is_an_answer_after_the_merge_is_taken_back(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    answer(shop, one)
    ended = figures(shop)
    shop.desk.take_back(deed.id, shop.clock.now())
    assert figures(shop) == ended
    assert (status(shop, one), status(shop, two)) == (Status.ANSWERED, Status.ANSWERED)
    assert [m.outgoing for m in shop.desk.records.messages(one)] == [False, True]


def test_a_composer_that_was_open_during_a_merge_answers_all_the_same(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    draft = replace(shop.desk.compose.draft(two), body="Yes, Bo.")
    shop.desk.rearrange.merge(one, two, shop.clock.now())
    number = shop.desk.compose.queue(draft, shop.clock.now())
    assert shop.desk.records.dispatch(number).conversation == one
    shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    assert alarms(shop) == [(one, 1)]


def test_a_reply_in_the_outbox_moves_along(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    draft = replace(shop.desk.compose.draft(two), body="Yes, Bo.")
    number = shop.desk.compose.queue(draft, shop.clock.now())
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    assert shop.desk.records.dispatch(number).conversation == one
    shop.desk.take_back(deed.id, shop.clock.now())
    assert shop.desk.records.dispatch(number).conversation == two


def test_a_closed_conversation_lends_its_end_to_none(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    shop.desk.dismiss.dismiss(one, Reason.SPAM, shop.clock.now())
    shop.clock.pass_by(minutes=1)
    shop.desk.dismiss.dismiss(two, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    before = figures(shop)
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    assert status(shop, one) is Status.CLOSED
    assert figures(shop) == before
    shop.desk.take_back(deed.id, shop.clock.now())
    assert figures(shop) == before
    assert shop.desk.records.conversation(one).reason is Reason.SPAM
    assert shop.desk.records.conversation(two).reason is Reason.HANDLED_ELSEWHERE


def test_all_that_was_dismissed_at_once_comes_back_at_once(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    shop.desk.rearrange.merge(one, two, shop.clock.now())
    before = figures(shop), alarms(shop)
    shop.desk.dismiss.dismiss(two, Reason.NOT_A_CUSTOMER, shop.clock.now())
    assert (alarms(shop), figures(shop)) == ([], ())
    assert shop.desk.dismiss.undo(two)
    assert (figures(shop), alarms(shop)) == before


def test_a_backlog_that_is_merged_stays_outside_the_figures(shop: SmallShop) -> None:
    old, _ = write(shop, "a", ago=3 * 24 * 60)
    new, _ = write(shop, "b", who="bo", ago=4)
    before = figures(shop)
    deed = shop.desk.rearrange.merge(old, new, shop.clock.now())
    assert figures(shop) == before
    assert alarms(shop) == [(old, 1)]
    shop.desk.take_back(deed.id, shop.clock.now())
    assert alarms(shop) == [(new, 1)]
    assert shop.desk.records.conversation(old).backlog


def test_a_target_goes_by_what_its_message_was_about(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    shop.desk.records.set_category(two, Category.COMPLAINT, "")
    shop.desk.recompute.conversation(two, shop.clock.now())
    before = figures(shop)
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    shop.desk.recompute.everything(shop.clock.now())
    assert figures(shop) == before
    shop.desk.take_back(deed.id, shop.clock.now())
    shop.desk.recompute.everything(shop.clock.now())
    assert figures(shop) == before


def test_a_split_between_two_waits_moves_the_later_one(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    answer(shop, one)
    shop.clock.pass_by(minutes=5)
    _, second = write(shop, "b", "a", ago=2)
    before = figures(shop)
    deed = shop.desk.rearrange.split(one, second, shop.clock.now())
    assert deed.other is not None
    assert alarms(shop) == [(deed.other, 1)]
    assert (status(shop, one), status(shop, deed.other)) == (Status.ANSWERED, Status.OPEN)
    assert shop.desk.records.conversation(deed.other).subject == "b"
    assert figures(shop) == before
    shop.desk.take_back(deed.id, shop.clock.now())
    assert alarms(shop) == [(one, 1)]
    assert figures(shop) == before
    assert shop.desk.records.present(deed.other) == one


def test_a_split_within_a_wait_leaves_each_half_the_time_it_has_waited(shop: SmallShop) -> None:
    one, first = write(shop, "a", ago=9)
    _, second = write(shop, "b", "a", ago=4)
    before = everything(shop)
    (wait,) = figures(shop)
    deed = shop.desk.rearrange.split(one, second, shop.clock.now())
    older, newer = figures(shop)
    assert older == wait
    assert (newer.received, newer.running) == (NINE - 4 * MINUTE, True)
    assert [len(w.messages) for _, w in shop.desk.records.running(one)] == [1]
    assert alarms(shop) == [(one, 1), (deed.other, 1)]
    shop.desk.take_back(deed.id, shop.clock.now())
    after = everything(shop)
    assert (figures(shop), alarms(shop)) == ((wait,), [(one, 2)])
    assert after[0] == before[0]
    assert [m.id for m in shop.desk.records.messages(one)] == [first, second]


def test_a_half_that_was_answered_meanwhile_stays_answered(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    _, second = write(shop, "b", "a", ago=4)
    deed = shop.desk.rearrange.split(one, second, shop.clock.now())
    assert deed.other is not None
    answer(shop, deed.other)
    before = figures(shop)
    shop.desk.take_back(deed.id, shop.clock.now())
    assert figures(shop) == before
    assert alarms(shop) == [(one, 1)]


def test_an_ended_wait_is_whole_whatever_is_split(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    _, second = write(shop, "b", "a", ago=4)
    answer(shop, one)
    before = figures(shop)
    deed = shop.desk.rearrange.split(one, second, shop.clock.now())
    assert figures(shop) == before
    assert alarms(shop) == []
    assert deed.other is not None
    assert status(shop, deed.other) is Status.ANSWERED


def test_no_mail_joins_what_was_split(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    _, second = write(shop, "b", "a", ago=4)
    deed = shop.desk.rearrange.split(one, second, shop.clock.now())
    _, third = write(shop, "c", "b")
    both = Mail(
        subject="d", body="What of d?", id="d@example.com", headers={}, references="b@example.com"
    )
    both.headers["X-Note"] = "it refers to the later half"
    shop.receive(both)
    assert deed.other is not None
    assert shop.desk.records.holding(third) == deed.other
    assert parts(shop) == [
        {"a@example.com"},
        {"b@example.com", "c@example.com", "d@example.com"},
    ]


def test_a_merge_that_was_taken_back_is_not_made_again_by_a_mail(shop: SmallShop) -> None:
    write(shop, "a", ago=9)
    write(shop, "b", "x", who="bo", ago=4)
    joined, _ = write(shop, "x", "a")
    (deed,) = shop.desk.records.deeds_since(0)
    assert deed.kind is DeedKind.JOINED
    shop.desk.take_back(deed.id, shop.clock.now())
    assert len(alarms(shop)) == 2
    write(shop, "d", "x")
    assert len(alarms(shop)) == 2
    shop.desk.rearrange.merge(joined, alarms(shop)[1][0], shop.clock.now())
    assert len(alarms(shop)) == 1


def test_later_changes_are_taken_back_first(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    three, _ = write(shop, "c", who="eve")
    first = shop.desk.rearrange.merge(one, two, shop.clock.now())
    second = shop.desk.rearrange.merge(three, one, shop.clock.now())
    before = everything(shop)
    with pytest.raises(NotPossible, match="later"):
        shop.desk.take_back(first.id, shop.clock.now())
    assert everything(shop) == before
    shop.desk.take_back(second.id, shop.clock.now())
    shop.desk.take_back(first.id, shop.clock.now())
    assert alarms(shop) == [(one, 1), (two, 1), (three, 1)]


def test_what_cannot_be_rearranged_says_so(shop: SmallShop) -> None:
    one, first = write(shop, "a", ago=9)
    two, other = write(shop, "b", who="bo", ago=4)
    before = everything(shop)
    with pytest.raises(NotPossible, match="one conversation already"):
        shop.desk.rearrange.merge(one, one, shop.clock.now())
    for message in (first, other, 99):
        with pytest.raises(NotPossible, match="second message"):
            shop.desk.rearrange.split(one, message, shop.clock.now())
    shop.desk.rearrange.merge(one, two, shop.clock.now())
    with pytest.raises(NotPossible, match="one conversation already"):
        shop.desk.rearrange.merge(one, two, shop.clock.now())
    assert everything(shop) != before


def test_conversations_of_two_mailboxes_stay_two(tmp_path: Path) -> None:
    chosen = settings()
    other = replace(chosen.mailboxes[0], address="b2b@lans-shoes.example", aliases=())
    with small_shop(tmp_path, replace(chosen, mailboxes=(*chosen.mailboxes, other))) as shop:
        shop.desk.records.watching_since(other.address, NINE - timedelta(days=1))
        shop.receive(Mail(id="a@example.com"))
        mail = Mail(id="b@example.com", references="a@example.com")
        shop.receive(mail, mailbox=other.address)
        (one, _), (two, _) = alarms(shop)
        with pytest.raises(NotPossible, match="two mailboxes"):
            shop.desk.rearrange.merge(one, two, shop.clock.now())


def test_the_newest_change_of_a_conversation_is_known(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    assert shop.desk.take_back.newest(one) is None
    deed = shop.desk.rearrange.merge(one, two, shop.clock.now())
    assert shop.desk.take_back.newest(two) == shop.desk.take_back.newest(one) == deed
    shop.desk.take_back(deed.id, shop.clock.now())
    assert shop.desk.take_back.newest(one) is None


def test_an_answer_that_was_made_elsewhere_ends_both(shop: SmallShop) -> None:
    one, _ = write(shop, "a", ago=9)
    two, _ = write(shop, "b", who="bo", ago=4)
    shop.desk.rearrange.merge(one, two, shop.clock.now())
    phone = Mail(sender=SHOP, to="bo@example.com", id="p@phone", references="b@example.com")
    shop.receive(phone, role=Role.SENT)
    assert alarms(shop) == []
    assert [a.ended for a in figures(shop)] == [NINE, NINE]
