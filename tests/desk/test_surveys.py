"""Surveys by mail, from the question to the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from shopdesk.adapters.mime import MimeReader
from shopdesk.desk.events import CustomerRated
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.survey import SurveyRules
from shopdesk.domain.mail.conversation import Category, Status
from shopdesk.domain.mail.message import Message
from shopdesk.ports.mail import Receipt
from tests.shop import Mail, SmallShop, settings, small_shop

RULES = SurveyRules(enabled=True, scales=(Scale.CSAT,), after_closing=timedelta(days=1))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """One that asks a day after closing."""
    with small_shop(tmp_path, settings(surveys=RULES)) as made:
        yield made


def settled(shop: SmallShop, mail: Mail | None = None) -> int:
    """A conversation that was answered and closed; a day and a bit passes."""
    shop.receive(mail or Mail(id="one@x"))
    alarms = shop.desk.look.board(shop.clock.now()).alarms
    conversation = max(a.conversation for a in alarms)
    draft = replace(shop.desk.compose.draft(conversation), body="It comes tomorrow. Thank you!")
    leave(shop, shop.desk.compose.queue(draft, shop.clock.now()))
    shop.desk.records.set_status(conversation, Status.CLOSED)
    shop.clock.pass_by(hours=25)
    return conversation


def leave(shop: SmallShop, dispatch: int) -> None:
    """The server accepts it."""
    shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), shop.clock.now())


def survey_mail(shop: SmallShop) -> Message:
    """The survey in the outbox; it leaves."""
    (dispatch,) = shop.desk.records.dispatches(Stage.QUEUED)
    leave(shop, dispatch.id)
    return MimeReader().read(dispatch.raw)


def subjects(mail: Message) -> dict[str, str]:
    """The subjects of its links, by their first word."""
    links = re.findall(r"mailto:\S+", mail.text)
    found = [parse_qs(urlsplit(link).query)["subject"][0] for link in links]
    return {subject.split()[0]: subject for subject in found}


def csat(shop: SmallShop) -> Share:
    """The figure of the week."""
    return shop.desk.figures.last(7, shop.clock.now()).part.satisfaction.csat


def test_a_click_becomes_a_rating(shop: SmallShop) -> None:
    """No alarm; the mail stands in its conversation; the link works from another address."""
    conversation = settled(shop)
    assert shop.desk.surveying.ask(shop.clock.now()) == 1
    mail = survey_mail(shop)
    assert mail.header("auto-submitted")
    assert mail.header("list-unsubscribe").startswith("<mailto:")
    shop.receive(Mail("Jane <jane@work.example>", subjects(mail)["5"], "", id="v@x"))
    assert csat(shop) == Share(1, 1)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    (rated,) = shop.heard(CustomerRated)
    assert (rated.conversation, rated.rating, rated.counted) == (conversation, 5, True)
    assert shop.desk.records.conversation(conversation).status is Status.CLOSED


def test_a_number_just_typed_counts_too(shop: SmallShop) -> None:
    """With the comment kept."""
    conversation = settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    mail = survey_mail(shop)
    reply = Mail(subject=f"Re: {mail.subject}", body="4 - quick, thanks", id="r@x")
    reply.references = mail.message_id
    shop.receive(reply)
    assert csat(shop) == Share(1, 1)
    (survey,) = shop.desk.records.ratings_in(conversation)
    assert survey.comment == "quick, thanks"


def test_a_bad_rating_is_a_complaint_that_rings(shop: SmallShop) -> None:
    """Two and below."""
    conversation = settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    bad = subjects(survey_mail(shop))["2"]
    shop.receive(Mail(subject=bad, body="The box was wet.", id="v@x"))
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert alarm.conversation == conversation
    assert alarm.category is Category.COMPLAINT
    assert alarm.due - alarm.started == timedelta(minutes=5)
    assert csat(shop) == Share(0, 1)


def test_a_question_in_the_comment_rings(shop: SmallShop) -> None:
    """Happy, and waiting for an answer."""
    settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    good = subjects(survey_mail(shop))["5"]
    shop.receive(Mail(subject=good, body="Do you have them in black too?", id="v@x"))
    assert len(shop.desk.look.board(shop.clock.now()).alarms) == 1


def test_a_rating_counts_once(shop: SmallShop) -> None:
    """The first one, whatever comes after it."""
    settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    links = subjects(survey_mail(shop))
    shop.receive(Mail(subject=links["5"], body="", id="v1@x"))
    shop.receive(Mail(subject=links["1"], body="", id="v2@x"))
    assert csat(shop) == Share(1, 1)
    assert [event.counted for event in shop.heard(CustomerRated)] == [True, False]


def test_a_forged_rating_does_not_count(shop: SmallShop) -> None:
    """It is a mail like any other."""
    settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    forged = subjects(survey_mail(shop))["1"].replace("1.1.", "1.5.")
    shop.receive(Mail("eve@example.org", forged, "Ha", id="f@x"))
    assert csat(shop) == Share(0, 0)
    assert len(shop.desk.look.board(shop.clock.now()).alarms) == 1


def test_nobody_is_asked_twice_in_a_month(shop: SmallShop) -> None:
    """Nor about the same matter ever."""
    settled(shop)
    assert shop.desk.surveying.ask(shop.clock.now()) == 1
    assert shop.desk.surveying.ask(shop.clock.now()) == 0
    survey_mail(shop)
    settled(shop, Mail(subject="Another matter", id="two@x"))
    assert shop.desk.surveying.ask(shop.clock.now()) == 0
    shop.clock.pass_by(days=29)
    assert shop.desk.surveying.ask(shop.clock.now()) == 1


def test_who_says_stop_is_left_alone(shop: SmallShop) -> None:
    """By one click."""
    settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    shop.receive(Mail(subject=subjects(survey_mail(shop))["STOP"], body="", id="s@x"))
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    shop.clock.pass_by(days=40)
    settled(shop, Mail(subject="Another matter", id="two@x"))
    assert shop.desk.surveying.ask(shop.clock.now()) == 0


def test_it_is_asked_in_the_customers_language(shop: SmallShop) -> None:
    """Vietnamese, with everything filled in."""
    mail = Mail("Minh <minh@example.com>", "Giày còn size 38 không ạ?", "Còn không shop?", id="m@x")
    settled(shop, mail)
    shop.desk.surveying.ask(shop.clock.now())
    asked = survey_mail(shop)
    assert asked.subject == "Shop phục vụ thế nào ạ?"
    assert "{{" not in asked.text


def test_off_is_off(tmp_path: Path) -> None:
    """The owner has to want it."""
    with small_shop(tmp_path, settings()) as shop:
        settled(shop)
        assert shop.desk.surveying.ask(shop.clock.now()) == 0


def test_a_survey_answers_nothing(shop: SmallShop) -> None:
    """It is no reply of ours: first contact stays one."""
    settled(shop)
    shop.desk.surveying.ask(shop.clock.now())
    survey_mail(shop)
    shop.clock.pass_by(days=8)
    found = shop.desk.figures.last(30, shop.clock.now()).part.resolution
    assert found.one_touch == Share(1, 1)
    assert found.first_contact == Share(1, 1)
