"""The playbook at work: one step answers, gives, counts and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.domain.alarm.reminder import ReminderKind
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import CreditKind
from shopdesk.domain.moves.play import NO_PLAY
from shopdesk.ports.mail import Receipt
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import Mail, SmallShop, small_shop

JANE = "jane@example.com"
DAMAGED = Mail(
    subject="My order #1042",
    body="Hello, the left shoe arrived damaged, the heel is broken.",
    id="a@example.com",
)


@pytest.fixture
def damaged(tmp_path: Path) -> Iterator[tuple[SmallShop, int]]:
    """Jane's order of 117 pounds, and her complaint."""
    with small_shop(tmp_path) as shop:
        take(shop, exports.shopify(exports.JANES))
        shop.receive(DAMAGED)
        (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
        yield shop, alarm.conversation


def play(shop: SmallShop, conversation: int) -> Draft:
    """The likeliest problem's answer."""
    now = shop.clock.now()
    offer = shop.desk.playing.offers(conversation, now)[0]
    templates = shop.desk.templates.all()
    return shop.desk.playing.draft(conversation, offer.problem.id, templates, now)


def send(shop: SmallShop, draft: Draft) -> int:
    """Into the outbox, and accepted by the server."""
    number = shop.desk.compose.queue(draft, shop.clock.now())
    shop.clock.pass_by(seconds=11)
    accept(shop, number)
    return number


def accept(shop: SmallShop, number: int) -> None:
    """The server takes it."""
    shop.desk.outbox.calling(number)
    shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt(""), shop.clock.now())


def test_the_likeliest_problem_with_its_action(damaged: tuple[SmallShop, int]) -> None:
    """Twenty percent of the order, said in the text."""
    shop, conversation = damaged
    draft = play(shop, conversation)
    assert draft.after.play.problem == "damaged-in-transit"
    assert draft.after.play.credit == Money(Decimal("23.40"), "GBP")
    assert "£23.40" in draft.body
    assert "sorry" in draft.body


def test_accepted_it_is_all_done_once(damaged: tuple[SmallShop, int]) -> None:
    """Credit, count and follow-up, whatever happens to the acceptance."""
    shop, conversation = damaged
    send(shop, play(shop, conversation))
    records = shop.desk.records
    (entry,) = records.credit(JANE)
    assert (entry.kind, entry.money) == (CreditKind.GRANT, Money(Decimal("23.40"), "GBP"))
    (incident,) = records.incidents()
    assert (incident.problem, incident.order) == ("damaged-in-transit", "1042")
    assert incident.cost == Money(Decimal("23.40"), "GBP")
    (reminder,) = records.reminders(conversation)
    assert reminder.kind is ReminderKind.FOLLOW_UP
    assert reminder.due == shop.clock.now() + timedelta(days=3)


def test_a_deed_done_twice_is_one(damaged: tuple[SmallShop, int]) -> None:
    """The same Message-ID is the same deed."""
    shop, conversation = damaged
    number = send(shop, play(shop, conversation))
    dispatch = shop.desk.records.dispatch(number)
    shop.desk.acting.reply_accepted(dispatch, shop.clock.now())
    assert len(shop.desk.records.credit(JANE)) == 1
    assert len(shop.desk.records.incidents()) == 1


def test_taken_back_nothing_is_done(damaged: tuple[SmallShop, int]) -> None:
    """And the draft has it again."""
    shop, conversation = damaged
    number = shop.desk.compose.queue(play(shop, conversation), shop.clock.now())
    assert shop.desk.compose.undo(number)
    assert shop.desk.records.credit(JANE) == ()
    assert shop.desk.records.incidents() == ()
    again = shop.desk.compose.draft(conversation)
    assert again.own
    assert again.after.play.credit == Money(Decimal("23.40"), "GBP")


def test_a_crash_while_it_is_accepted_leaves_nothing_half_done(
    damaged: tuple[SmallShop, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The credit, the count and the acceptance are one transaction."""
    shop, conversation = damaged
    records = shop.desk.records
    number = shop.desk.compose.queue(play(shop, conversation), shop.clock.now())

    def dies(*_anything: object) -> None:
        raise RecordsError("the power went out")

    with monkeypatch.context() as patch:
        patch.setattr(records, "add_incident", dies)
        with pytest.raises(RecordsError):
            accept(shop, number)
    assert records.credit(JANE) == ()
    assert records.dispatch(number).stage is Stage.SENDING
    shop.desk.outbox.accepted(number, Receipt(""), shop.clock.now())
    assert len(records.credit(JANE)) == len(records.incidents()) == 1


def test_another_amount_stands_in_the_text_too(damaged: tuple[SmallShop, int]) -> None:
    """Also where the owner has changed the text."""
    shop, conversation = damaged
    templates = shop.desk.templates.all()
    draft = play(shop, conversation)
    more = draft.after.play.giving(Money(Decimal(20), "GBP"))
    changed = shop.desk.playing.reworded(draft, more, templates)
    assert "£20.00" in changed.body
    own = replace(draft, body=f"Dear Jane, {draft.body}")
    changed = shop.desk.playing.reworded(own, more, templates)
    assert changed.body.startswith("Dear Jane")
    assert "£20.00" in changed.body
    assert "£23.40" not in changed.body


def test_without_the_action_the_text_still_reads_well(damaged: tuple[SmallShop, int]) -> None:
    """Nothing is promised that is not given."""
    shop, conversation = damaged
    draft = play(shop, conversation)
    bare = shop.desk.playing.reworded(draft, NO_PLAY, shop.desk.templates.all())
    assert "£" not in bare.body
    assert "sorry" in bare.body


def test_the_owners_own_words_stay(damaged: tuple[SmallShop, int]) -> None:
    """The action is attached to them."""
    shop, conversation = damaged
    mine = replace(shop.desk.compose.draft(conversation), body="My own words")
    shop.desk.compose.keep(mine)
    draft = play(shop, conversation)
    assert draft.body == "My own words"
    assert draft.after.play.credit is not None


def test_a_complaint_is_followed_up_by_itself_once(damaged: tuple[SmallShop, int]) -> None:
    """Until the customer was asked, another reply does not end it."""
    shop, conversation = damaged
    draft = shop.desk.compose.draft(conversation)
    assert draft.after.play.follow_up == timedelta(days=3)
    send(shop, replace(draft, body="I look into it."))
    shop.clock.pass_by(hours=1)
    second = shop.desk.compose.draft(conversation)
    assert second.after.play == NO_PLAY
    send(shop, replace(second, body="Found it."))
    (reminder,) = shop.desk.records.reminders(conversation)
    assert reminder.kind is ReminderKind.FOLLOW_UP
    shop.clock.pass_by(days=4)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert alarm.reminder is not None
    send(shop, replace(shop.desk.compose.draft(conversation), body="Are you happy now?"))
    assert shop.desk.records.reminders(conversation) == ()


def test_a_changed_mind_begins_a_return(damaged: tuple[SmallShop, int]) -> None:
    """With a number that stands in the mail; it begins when the mail leaves."""
    shop, conversation = damaged
    templates = shop.desk.templates.all()
    draft = shop.desk.playing.draft(conversation, "changed-mind", templates, shop.clock.now())
    assert "R26-0001" in draft.body
    assert shop.desk.returning.all() == ()
    body = draft.body.replace("{{ return.address }}", "12 Example Street")
    send(shop, replace(draft, body=body))
    (begun,) = shop.desk.returning.all()
    assert (begun.number, begun.order) == ("R26-0001", "1042")
    assert begun.worth == Money(Decimal("112.50"), "GBP")
