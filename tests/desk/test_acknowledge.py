"""The note to customers who write while the shop is closed: once, marked, and counted nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    AutoReplied,
    ReplyHeld,
    Trouble,
)
from shopdesk.domain.answer.acknowledge import LATEST
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.mail.message import Automatic
from shopdesk.domain.shop.away import Away
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import alarm_of, figures
from tests.shop import NINE, SHOP, Mail, SmallShop, settings, small_shop

FROM_TEN = WeeklyHours(((Span(10 * 60, 19 * 60),),) * 7, settings().shop.zone)
ON = settings(away=Away(enabled=True))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """An hour before it opens."""
    with small_shop(tmp_path, ON, FROM_TEN) as made:
        yield made


def notes(shop: SmallShop) -> list[Dispatch]:
    """What waits to leave by itself."""
    return [d for d in shop.desk.records.dispatches(Stage.QUEUED) if d.automatic]


def leave(shop: SmallShop) -> Dispatch:
    """The one note goes out."""
    (note,) = shop.desk.outbox.due(shop.clock.now())
    assert shop.desk.outbox.sending(note.id)
    shop.desk.outbox.accepted(note.id, Receipt("250 ok"), shop.clock.now())
    return note


def mail_of(note: Dispatch) -> EmailMessage:
    """As its reader sees it."""
    return message_from_bytes(note.raw, policy=default)


def test_a_customer_is_told_and_the_mail_says_what_it_is(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    (note,) = notes(shop)
    assert (note.sender, note.recipients, note.answers) == ("", ("jane@example.com",), ())
    mail = mail_of(note)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["Precedence"] == "bulk"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["In-Reply-To"] == mail["References"] == "<a@example.com>"
    assert mail["Subject"] == "Auto: Where is my order #1042?"
    assert mail["From"] == f"Lan's Shoes <{SHOP}>"
    text = mail.get_content().replace("\r\n", "\n")
    assert text.startswith("Hi Jane,")
    assert "Saturday, 21 November at 10:00" in text
    assert text.rstrip().endswith("Lan\nLan's Shoes")


def test_it_ends_no_wait_and_counts_as_no_answer(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    before = alarm_of(shop)
    shop.desk.records.save_draft(before.conversation, Kept("I began to write"))
    leave(shop)
    assert replace(alarm_of(shop), drafted=before.drafted) == before
    assert [a.running for a in figures(shop)] == [True]
    assert shop.heard(Answered) == []
    assert [e.name for e in shop.heard(AutoReplied)] == ["Jane Roe"]
    ours = shop.desk.records.messages(before.conversation)[-1]
    assert (ours.outgoing, ours.automatic) == (True, Automatic.AUTO_REPLY)
    assert shop.desk.records.draft(before.conversation) is not None
    (job,) = shop.desk.outbox.to_file()
    assert job.answered == ()


def test_the_board_shows_no_reply_that_leaves(shop: SmallShop) -> None:
    shop.receive(Mail())
    board = shop.desk.look.board(shop.clock.now())
    assert board.leaving == ()
    assert not board.alarms[0].sending
    assert notes(shop)


def test_once_in_a_conversation(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    leave(shop)
    shop.clock.pass_by(days=2)
    shop.receive(Mail(body="Hello?", id="b@example.com", references="a@example.com"))
    assert notes(shop) == []


def test_once_a_day_for_an_address(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    leave(shop)
    shop.receive(Mail(sender="JANE@example.com", subject="Another thing", id="b@example.com"))
    assert notes(shop) == []
    told = shop.desk.records.told(99, "Jane@Example.com", NINE + timedelta(hours=23))
    assert told.address
    assert not shop.desk.records.told(99, "jane@example.com", NINE + timedelta(hours=24)).address


def test_a_flood_ends_at_the_limit(shop: SmallShop) -> None:
    shop.receive(*(Mail(sender=f"c{n}@example.com", id=f"{n}@example.com") for n in range(40)))
    assert len(notes(shop)) == 30
    assert len(shop.desk.look.board(NINE).alarms) == 40


def test_nothing_of_it_unless_the_owner_wants_it(tmp_path: Path) -> None:
    with small_shop(tmp_path, None, FROM_TEN) as shop:
        shop.receive(Mail())
        assert notes(shop) == []


@pytest.mark.parametrize(
    "mail",
    [
        Mail(headers={"Auto-Submitted": "auto-replied"}),
        Mail(headers={"List-Id": "<x.example.com>"}),
        Mail(sender="no-reply@example.com"),
        Mail(to="somebody@example.com"),
    ],
)
def test_machines_and_lists_are_told_nothing(shop: SmallShop, mail: Mail) -> None:
    shop.receive(mail)
    assert notes(shop) == []


def test_the_backlog_is_told_nothing(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=60 * 26)
    assert notes(shop) == []


def test_thanks_are_told_nothing(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    leave(shop)
    shop.receive(Mail(sender="Bo <bo@example.com>", body="Thank you!", references="a@example.com"))
    assert notes(shop) == []


def test_in_the_customers_language(shop: SmallShop) -> None:
    body = "Здравствуйте! Скажите, пожалуйста, есть ли у вас эти туфли в 38 размере?"
    shop.receive(Mail(sender="Анна Петрова <anna@example.com>", subject="Туфли", body=body))
    (note,) = notes(shop)
    assert "суббота, 21.11, 10:00" in mail_of(note).get_content()


def test_a_note_that_could_not_leave_for_hours_is_dropped(shop: SmallShop) -> None:
    shop.receive(Mail())
    (note,) = notes(shop)
    later = NINE + LATEST - timedelta(minutes=1)
    shop.desk.outbox.sending(note.id)
    shop.desk.outbox.delayed(note.id, "no network", later)
    assert shop.desk.outbox.due(later + timedelta(minutes=20)) == ()
    assert shop.desk.records.dispatch(note.id).stage is Stage.RECALLED
    assert shop.heard(ReplyHeld) == []


def test_a_server_that_knows_no_empty_sender_gets_another_try(shop: SmallShop) -> None:
    shop.receive(Mail())
    (note,) = shop.desk.outbox.due(NINE)
    shop.desk.outbox.sending(note.id)
    shop.desk.outbox.held(note.id, "553 sender rejected")
    (again,) = shop.desk.outbox.due(NINE)
    assert (again.id, again.sender, again.message_id) == (note.id, SHOP, note.message_id)
    shop.desk.outbox.sending(note.id)
    shop.desk.outbox.held(note.id, "550 no such user")
    assert shop.desk.records.dispatch(note.id).stage is Stage.RECALLED
    assert alarm_of(shop).trouble == ""
    assert shop.heard(ReplyHeld) == []
    assert len(shop.heard(Trouble)) == 1


def test_what_may_have_left_never_goes_again(shop: SmallShop) -> None:
    shop.receive(Mail())
    (note,) = notes(shop)
    shop.desk.outbox.sending(note.id)
    shop.desk.outbox.recover(NINE)
    assert shop.desk.records.dispatch(note.id).stage is Stage.RECALLED
    assert alarm_of(shop).trouble == ""


def test_its_bounce_is_no_alarm(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    note = leave(shop)
    bounce = Mail(
        sender="MAILER-DAEMON@example.com",
        subject="Undelivered Mail Returned to Sender",
        body="<jane@example.com>: 550 5.1.1 user unknown",
        references=note.message_id,
        headers={"Return-Path": "<>", "Auto-Submitted": "auto-replied"},
    )
    shop.receive(bounce)
    assert shop.heard(AnswerBounced) == []
    assert alarm_of(shop).trouble == ""
    assert len(shop.desk.look.board(NINE).alarms) == 1


def test_its_copy_in_sent_answers_nothing_even_where_the_records_are_new(
    shop: SmallShop, tmp_path: Path
) -> None:
    shop.receive(Mail(id="a@example.com"))
    note = leave(shop)
    other = tmp_path / "other"
    other.mkdir()
    with small_shop(other, ON, FROM_TEN) as fresh:
        fresh.receive(Mail(id="a@example.com"))
        fresh.receive(note.raw, role=Role.SENT)
        assert fresh.heard(Answered) == []
        assert len(fresh.desk.look.board(NINE).alarms) == 1


def template(body: str) -> Template:
    """One of the owner's."""
    return Template("away", Category.OTHER, {"en": Variant("Closed", body, "We sleep")})


def test_the_owners_own_words(shop: SmallShop) -> None:
    shop.desk.templates.put(template("Back at {{ shop.opens | time }}, {{ customer.name }}."))
    shop.receive(Mail())
    (note,) = notes(shop)
    assert mail_of(note)["Subject"] == "We sleep"
    assert mail_of(note).get_content().startswith("Back at 10:00\u202fAM, Jane Roe.")


@pytest.mark.parametrize("body", ["Your parcel {{ order.tracking }}", "{% if %}"])
def test_words_with_a_blank_are_never_sent_and_told_once(shop: SmallShop, body: str) -> None:
    shop.desk.templates.put(template(body))
    shop.receive(Mail(), Mail(sender="Bo <bo@example.com>", subject="Size?"))
    assert notes(shop) == []
    assert len(shop.desk.look.board(NINE).alarms) == 2
    assert len(shop.heard(Trouble)) == 1


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    chosen = settings(away=Away(enabled=True, template="asleep"))
    with small_shop(tmp_path, chosen, FROM_TEN) as shop:
        shop.receive(Mail())
        assert notes(shop) == []
        (trouble,) = shop.heard(Trouble)
        assert "no template asleep" in trouble.sentence
