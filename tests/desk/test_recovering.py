"""Complaints: never closed in silence, followed up, made good or not."""

from __future__ import annotations

import pytest

from shopdesk.desk.clock.dismiss import NotDismissed
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.recovery import WITHOUT_ANSWER, glad, may_end_unanswered
from shopdesk.domain.figures.survey import Survey
from shopdesk.domain.mail.conversation import Category, Reason
from tests.shop import Mail, SmallShop

ANGRY = Mail(body="The shoe arrived damaged. I am very disappointed!", id="a@example.com")


def complaint(shop: SmallShop) -> int:
    """Jane is angry."""
    shop.receive(ANGRY)
    (alarm,) = shop.desk.records.alarms(backlog=False)
    assert alarm.category is Category.COMPLAINT
    return alarm.conversation


def test_the_reasons_that_need_no_answer() -> None:
    """Whatever reasons there are one day, a complaint takes these only."""
    assert {Reason("spam"), Reason("not a customer"), Reason("handled elsewhere")} == WITHOUT_ANSWER
    assert all(may_end_unanswered(Category.OTHER, reason) for reason in Reason)


def test_another_reason_is_refused(shop: SmallShop, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the sentence; the alarm goes on."""
    conversation = complaint(shop)
    monkeypatch.setattr("shopdesk.domain.figures.recovery.WITHOUT_ANSWER", frozenset({Reason.SPAM}))
    with pytest.raises(NotDismissed, match="A complaint ends with an answer"):
        shop.desk.dismiss.dismiss(conversation, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    assert len(shop.desk.records.alarms(backlog=False)) == 1
    shop.desk.dismiss.dismiss(conversation, Reason.SPAM, shop.clock.now())
    assert shop.desk.records.alarms(backlog=False) == ()


@pytest.mark.parametrize(
    ("scale", "rating", "so"),
    [
        (Scale.CSAT, 5, True),
        (Scale.CSAT, 4, True),
        (Scale.CSAT, 3, None),
        (Scale.CSAT, 2, False),
        (Scale.NPS, 9, True),
        (Scale.NPS, 8, None),
        (Scale.CES, 5, True),
    ],
)
def test_a_rating_says_how_it_ended(
    shop: SmallShop, scale: Scale, rating: int, so: bool | None
) -> None:
    """Four of five and better is made good."""
    assert glad(scale, rating) is so
    conversation = complaint(shop)
    now = shop.clock.now()
    survey = Survey(1, conversation, "jane@example.com", scale, "s@x.example", now)
    shop.desk.recovering.rated(survey, rating, now)
    assert shop.desk.recovering.known(conversation) is so


def test_the_figures_count_what_was_made_good(shop: SmallShop) -> None:
    """Of all complaints."""
    conversation = complaint(shop)
    shop.receive(Mail(sender="Bo <bo@example.com>", body="Broken! I am angry about it.", id="b"))
    now = shop.clock.now()
    shop.desk.recovering.say(conversation, True, now)
    found = shop.desk.figures.last(1, now).part.resolution
    assert (found.recovered.part, found.recovered.whole) == (1, 2)
    shop.desk.recovering.say(conversation, None, now)
    assert shop.desk.figures.last(1, now).part.resolution.recovered.part == 0


def test_the_prepared_question_is_the_first_suggestion(shop: SmallShop) -> None:
    """Once the complaint was answered and its follow-up is open."""
    from dataclasses import replace

    from tests.desk.test_playing import send

    conversation = complaint(shop)
    assert shop.desk.suggest.suggestions(conversation)[0].id != "follow-up"
    send(shop, replace(shop.desk.compose.draft(conversation), body="I am so sorry, Jane."))
    assert shop.desk.suggest.suggestions(conversation)[0].id == "follow-up"
