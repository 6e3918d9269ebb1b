"""Suggestions on the board and in the conversation, and how they learn."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.mail import Receipt
from tests.shop import Mail, SmallShop, small_shop

CUPS = "Do the espresso cups of the blue series stack?"


def conversation_of(shop: SmallShop) -> int:
    """The one conversation with an alarm."""
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    return alarm.conversation


def own_template(shop: SmallShop) -> Template:
    """A template of the owner's that says nothing by itself."""
    mine = Template("mine", Category.OTHER, {"en": Variant("Untold", "Untold.")})
    shop.desk.templates.put(mine)
    return mine


def answer(shop: SmallShop, template: Template) -> None:
    """Answer the one alarm with a template, and let the server take it."""
    draft = shop.desk.compose.draft(conversation_of(shop), template)
    number = shop.desk.compose.queue(draft, shop.clock.now())
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())


def ask(shop: SmallShop, body: str, n: int = 0) -> None:
    """Somebody writes."""
    sender = f"Customer <c{n}@example.com>"
    shop.receive(Mail(sender=sender, subject="Question", body=body, id=f"{n}@example.com"))


def first(shop: SmallShop) -> str:
    """Id of the likeliest template for the one alarm."""
    return shop.desk.suggest.suggestions(conversation_of(shop))[0].id


def test_sane_on_the_first_day(shop: SmallShop) -> None:
    shop.receive(Mail(subject="Order 1042", body="I want to cancel it."))
    assert first(shop) == "order-cancel"


def test_the_board_names_what_the_keys_will_take(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com", subject="Order 1042", body="Where is it?"))
    shop.receive(Mail(id="b@example.com", references="a@example.com", body="Cancel it, please."))
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    found = shop.desk.suggest.suggestions(alarm.conversation)
    titles = shop.desk.suggest.titles(alarm, 5)
    assert titles == tuple(t.variants["en"].title for t in found[:5])


def test_everything_that_waits_is_read(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com", subject="Hello", body="I forgot my password"))
    shop.receive(Mail(id="b@example.com", references="a@example.com", body="Anyone there?"))
    assert first(shop) == "account-login"


def test_scores_come_with_the_templates(shop: SmallShop) -> None:
    shop.receive(Mail(subject="Order 1042", body="I want to cancel it."))
    found = shop.desk.suggest.scored(conversation_of(shop))
    assert found[0].template.id == "order-cancel"
    assert found[0].score > 0.5
    assert sum(one.score for one in found) == pytest.approx(1)


def test_what_is_answered_is_learned_at_once_and_after_a_start(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        mine = own_template(shop)
        for n, body in enumerate(("espresso cups, do they stack", "stack blue cups?", "cups")):
            ask(shop, body, n)
            if n == 0:
                assert first(shop) != "mine"
            answer(shop, mine)
        ask(shop, CUPS, 9)
        assert first(shop) == "mine"
    with small_shop(tmp_path) as again:
        assert first(again) == "mine"


def test_a_long_history_is_learned_in_pieces(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        mine = own_template(shop)
        for n in range(5):
            ask(shop, CUPS, n)
            answer(shop, mine)
    with small_shop(tmp_path) as again:
        suggest = again.desk.suggest
        learned = []
        for _ in range(4):
            suggest.learn(2)
            learned.append(suggest.learned)
        assert learned == [2, 4, 5, 5]
        again.clock.pass_by(hours=1)
        ask(again, CUPS, 9)
        answer(again, mine)
        suggest.learn(2)
        assert suggest.learned == 6


def test_an_edited_template_is_suggested_by_its_new_words(shop: SmallShop) -> None:
    own_template(shop)
    ask(shop, "Could you engrave my initials?")
    assert first(shop) != "mine"
    engraving = Variant("Engraving", "We engrave initials.", tags=("engrave initials",))
    shop.desk.templates.put(Template("mine", Category.OTHER, {"en": engraving}))
    assert first(shop) == "mine"


def test_any_mail_may_be_asked_about(shop: SmallShop) -> None:
    found = shop.desk.suggest.for_words("Invoice", "a PDF, please", Category.OTHER, "en")
    assert found[0].template.id == "invoice"


def test_broken_templates_are_said_and_the_board_goes_on(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        shop.receive(Mail())
        shop.desk.suggest.suggestions(conversation_of(shop))
        (tmp_path / "templates.json").write_text("{", "utf-8")
        (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
        with pytest.raises(TemplateError):
            shop.desk.suggest.suggestions(alarm.conversation)
        assert shop.desk.suggest.titles(alarm, 5) == ()
