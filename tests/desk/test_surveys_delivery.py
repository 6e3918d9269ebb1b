"""Surveys some days after an order came; and surveys that reached nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.mime import MimeReader
from shopdesk.desk.events import AnswerBounced
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.survey import SurveyRules, is_askable
from shopdesk.domain.mail.message import Message
from tests.desk.orders import take
from tests.desk.test_surveys import leave, settled, subjects, survey_mail
from tests.desk.test_undelivered import report
from tests.shop import SHOP, Mail, SmallShop, settings, small_shop

RULES = SurveyRules(
    enabled=True, scales=(Scale.CSAT,), after_closing=None, after_delivery=timedelta(days=3)
)
HEAD = "number,email,name,total,currency,date,status\n"
JANES = "1042,jane@example.com,Jane Roe,12.00,GBP,2026-11-18 09:00,{status}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """One that asks three days after delivery."""
    with small_shop(tmp_path, settings(surveys=RULES)) as made:
        yield made


def orders(shop: SmallShop, *rows: str, status: str = "delivered") -> None:
    """An export comes in."""
    found = take(shop, HEAD + "".join(row.format(status=status) for row in rows))
    assert not found.refused


def ask(shop: SmallShop) -> int:
    """As it is done each hour."""
    return shop.desk.surveying.ask(shop.clock.now())


def mails(shop: SmallShop) -> list[Message]:
    """What waits in the outbox."""
    return [MimeReader().read(d.raw) for d in shop.desk.records.dispatches(Stage.QUEUED)]


def test_who_bought_and_never_wrote_is_asked(shop: SmallShop) -> None:
    """Once, three days after the order was seen to have come; the rating is counted."""
    orders(shop, JANES)
    assert ask(shop) == 0
    shop.clock.pass_by(days=2, hours=23)
    orders(shop, JANES)
    assert ask(shop) == 0
    shop.clock.pass_by(hours=2)
    assert ask(shop) == 1
    mail = survey_mail(shop)
    assert mail.to[0].email == "jane@example.com"
    assert "Your order 1042 should be with you by now." in mail.text
    shop.receive(Mail(subject=subjects(mail)["5"], body="", id="v@x"))
    found = shop.desk.figures.last(7, shop.clock.now()).part
    assert found.satisfaction.csat == Share(1, 1)
    assert found.service.received == 0
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    shop.clock.pass_by(days=40)
    assert ask(shop) == 0


def test_what_has_not_come_is_not_asked_about(shop: SmallShop) -> None:
    """Sent is not there."""
    orders(shop, JANES, status="shipped")
    ask(shop)
    shop.clock.pass_by(days=4)
    assert ask(shop) == 0


def test_who_waits_for_an_answer_gets_that_first(shop: SmallShop) -> None:
    """It would be in bad taste; once the answer is given, she is asked about her order."""
    orders(shop, JANES)
    ask(shop)
    shop.receive(Mail(id="one@x"))
    shop.clock.pass_by(days=4)
    assert ask(shop) == 0
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    draft = shop.desk.compose.draft(alarm.conversation)
    answer = replace(draft, body="It lies at your neighbour's.")
    leave(shop, shop.desk.compose.queue(answer, shop.clock.now()))
    assert ask(shop) == 1
    (dispatch,) = shop.desk.records.dispatches(Stage.QUEUED)
    assert dispatch.conversation == alarm.conversation


def test_one_survey_a_month_whatever_it_is_about(tmp_path: Path) -> None:
    """Asked about an answer, she is not asked about an order too."""
    both = SurveyRules(True, (Scale.CSAT,), timedelta(days=1), timedelta(days=1))
    with small_shop(tmp_path, settings(surveys=both)) as shop:
        orders(shop, JANES)
        ask(shop)
        settled(shop, Mail(id="one@x"))
        assert ask(shop) == 1
        assert ask(shop) == 0


def test_old_orders_are_left_in_peace(shop: SmallShop) -> None:
    """When surveys are switched on, nobody is asked about the year before."""
    orders(shop, JANES.replace("2026-11-18", "2026-03-18"))
    ask(shop)
    shop.clock.pass_by(days=4)
    assert ask(shop) == 0


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("jane@example.com", True),
        ("ivan@yandex.ru", True),
        ("info@bakery.example", True),
        ("no-reply@example.com", False),
        ("mailer-daemon@example.com", False),
        ("x7k2m9@marketplace.amazon.co.uk", False),
        (SHOP.upper(), False),
        ("jane", False),
        ("a@b.example\nBcc: eve@example.org", False),
    ],
)
def test_no_machine_is_asked(address: str, may: bool) -> None:
    """Nor a marketplace's customers, nor ourselves."""
    assert is_askable(address, frozenset({SHOP})) is may


def test_a_survey_that_came_back_asked_nobody(tmp_path: Path) -> None:
    """It rings nothing, rates nothing, and lowers no response rate; she is not asked again."""
    rules = SurveyRules(enabled=True, scales=(Scale.CSAT,), after_closing=timedelta(days=1))
    with small_shop(tmp_path, settings(surveys=rules)) as shop:
        settled(shop)
        ask(shop)
        mail = survey_mail(shop)
        figures = shop.desk.figures.last(7, shop.clock.now()).part.satisfaction
        assert figures.responses[Scale.CSAT] == Share(0, 1)
        shop.receive(report(mail.message_id))
        assert shop.heard(AnswerBounced) == []
        assert shop.desk.look.board(shop.clock.now()).alarms == ()
        figures = shop.desk.figures.last(7, shop.clock.now()).part.satisfaction
        assert figures.responses[Scale.CSAT] == Share(0, 0)
        shop.clock.pass_by(days=40)
        settled(shop, Mail(subject="Another matter", id="two@x"))
        assert ask(shop) == 0


def test_a_customers_subject_is_no_template(tmp_path: Path) -> None:
    """Braces in it stay text; the next customer is asked all the same."""
    rules = SurveyRules(enabled=True, scales=(Scale.CSAT,), after_closing=timedelta(days=1))
    with small_shop(tmp_path, settings(surveys=rules)) as shop:
        settled(shop, Mail("Eve <eve@example.org>", "{{ shop.owner }}", "Hi?", id="e@x"))
        settled(shop, Mail(id="one@x"))
        assert ask(shop) == 2
        asked = {mail.to[0].email: mail.text for mail in mails(shop)}
        assert asked.keys() == {"eve@example.org", "jane@example.com"}
        assert "shop.owner" in asked["eve@example.org"]
