"""The coach over what really happened at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from shopdesk.desk.figures.coach_said import tip_text, waiting_lines
from shopdesk.domain.figures.coach import Lesson
from shopdesk.domain.figures.report import Report
from shopdesk.domain.money import Money
from shopdesk.domain.moves.playbook import Incident
from shopdesk.ports.mail import Receipt
from tests.shop import Mail, SmallShop


def answered(shop: SmallShop, nth: int, template: str, addition: str = "") -> int:
    """A question, answered with a template at once; its conversation."""
    shop.receive(Mail(f"c{nth}@example.com", f"Question {nth}", "Do you have it?", id=f"{nth}@x"))
    conversation = max(a.conversation for a in shop.desk.look.board(shop.clock.now()).alarms)
    chosen = next(t for t in shop.desk.templates.all() if t.id == template)
    draft = shop.desk.compose.draft(conversation, chosen)
    body = draft.body
    while "{{" in body:
        head, _open, rest = body.partition("{{")
        body = head + "this" + rest.partition("}}")[2]
    dispatch = shop.desk.compose.queue(replace(draft, body=addition + body), shop.clock.now())
    shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), shop.clock.now())
    return conversation


def week(shop: SmallShop) -> Report:
    """The figures of seven days."""
    return shop.desk.figures.last(7, shop.clock.now())


def test_a_template_that_is_changed_each_time(shop: SmallShop) -> None:
    """Filling its blanks is no change; a word more is one."""
    ids = [template.id for template in shop.desk.templates.all()]
    good, bad = ids[0], ids[1]
    for nth in range(6):
        answered(shop, nth, good)
    changed = [answered(shop, 10 + nth, bad, "Sorry! ") for nth in range(5)]
    (tip,) = week(shop).coach
    assert (tip.lesson, tip.about) == (Lesson.EDITED, bad)
    assert set(tip.conversations) == set(changed)
    assert f"“{bad}” in 5 of 5" in tip_text(tip)


def incident(shop: SmallShop, conversation: int, contact: str) -> None:
    """The same thing goes wrong."""
    shop.desk.records.add_incident(
        Incident(
            0,
            "late",
            conversation,
            contact,
            "",
            "",
            "",
            "",
            Money(Decimal(0), "GBP"),
            shop.clock.now(),
        )
    )


def test_a_problem_that_came_back(shop: SmallShop) -> None:
    """Weeks later, to the same customer by another address of hers; to another one is no return."""
    shop.receive(Mail(id="one@x"))
    shop.receive(Mail("Jane <jane@work.example>", id="two@x"))
    shop.receive(Mail("Bo <bo@example.com>", id="three@x"))
    records = shop.desk.records
    home, work = (records.customer_at(a) for a in ("jane@example.com", "jane@work.example"))
    assert home is not None and work is not None
    shop.desk.customers.join(home, work, shop.clock.now())
    first, second, third = (a.conversation for a in shop.desk.look.board(shop.clock.now()).alarms)
    incident(shop, first, "jane@example.com")
    shop.clock.pass_by(days=30)
    incident(shop, third, "bo@example.com")
    tips = [t for t in week(shop).coach if t.lesson is Lesson.CAME_BACK]
    assert tips == []
    incident(shop, second, "jane@work.example")
    (tip,) = (t for t in week(shop).coach if t.lesson is Lesson.CAME_BACK)
    assert tip.conversations == (second, first)
    shop.clock.pass_by(days=10)
    assert [t for t in week(shop).coach if t.lesson is Lesson.CAME_BACK] == []


def test_unanswered_ever_whatever_the_span(shop: SmallShop) -> None:
    """With its name and age, the oldest first; an answer takes it off the list."""
    shop.receive(Mail(id="one@x"))
    shop.clock.pass_by(days=40)
    shop.receive(Mail("Bo <bo@example.com>", "Size 38?", "Do you have it?", id="two@x"))
    shop.clock.pass_by(days=3)
    report = week(shop)
    assert report.coach[0].lesson is Lesson.UNANSWERED
    assert [line for _number, line in waiting_lines(report)] == [
        "43d 0h · Jane Roe: Where is my order #1042?",
        "3d 0h · Bo: Size 38?",
    ]
    number = waiting_lines(report)[0][0]
    draft = replace(shop.desk.compose.draft(number), body="So sorry.")
    dispatch = shop.desk.compose.queue(draft, shop.clock.now())
    shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), shop.clock.now())
    assert len(waiting_lines(week(shop))) == 1
    assert week(shop).unanswered[0].received + timedelta(days=3) == shop.clock.now()
