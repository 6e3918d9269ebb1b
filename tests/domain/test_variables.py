"""What templates can say, under every name that people type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.answer.completing import Choice, snippets, variables
from shopdesk.domain.answer.product import Product
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.answer.variables import ALIASES, Answer, catalogue, examples, values_for
from shopdesk.domain.mail.conversation import Category, Conversation, Customer, Status
from shopdesk.domain.shop.settings import Shop

LATE = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
"""Half past one the next morning in Ho Chi Minh City."""
SHOP = Shop("Lan's Shoes", "Trần Thị Lan", ZoneInfo("Asia/Ho_Chi_Minh"), "vi", "VND", "VN")
MINH = Customer(3, "Nguyễn Thị Minh", "minh@example.com", 2, LATE)
CONVERSATION = Conversation(
    id=7,
    mailbox="hello@lans-shoes.example",
    customer=MINH,
    subject="Đơn hàng",
    status=Status.OPEN,
    category=Category.DELIVERY,
    language="vi",
    order_number="1042",
    reason=None,
    backlog=False,
)
ANSWER = Answer(CONVERSATION, "vi", LATE, sender="lan@lans-shoes.example", wrote=LATE)


def value(values: dict[str, object], name: str) -> object:
    """What a template gets for a name; None when nothing."""
    found: object = values
    for part in name.split("."):
        if isinstance(found, list):
            found = found[int(part)]
        elif isinstance(found, dict):
            found = found.get(part)
        else:
            return None
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("customer.first_name", "Minh"),
        ("customer.last_name", "Nguyễn"),
        ("customer.email", "minh@example.com"),
        ("customer.language", "vi"),
        ("order.number", "1042"),
        ("conversation.number", 7),
        ("conversation.subject", "Đơn hàng"),
        ("conversation.category", "delivery"),
        ("conversation.date", date(2026, 11, 22)),
        ("shop.name", "Lan's Shoes"),
        ("shop.currency", "VND"),
        ("shop.country", "VN"),
        ("shop.zone", "Asia/Ho_Chi_Minh"),
        ("shop.email", "lan@lans-shoes.example"),
        ("owner.name", "Trần Thị Lan"),
        ("owner.first_name", "Lan"),
        ("today", date(2026, 11, 22)),
        ("language", "vi"),
        # as Gorgias, Zendesk, Freshdesk and Shopify call them
        ("ticket.customer.first_name", "Minh"),
        ("ticket.customer.firstname", "Minh"),
        ("ticket.requester.first_name", "Minh"),
        ("ticket.requester.email", "minh@example.com"),
        ("ticket.id", 7),
        ("ticket.title", "Đơn hàng"),
        ("ticket.account", "Lan's Shoes"),
        ("current_user.firstname", "Lan"),
        ("ticket.assignee.name", "Trần Thị Lan"),
        ("order.name", "1042"),
        ("ticket.customer.integrations.shopify.orders.0.name", "1042"),
        # nobody knows these
        ("product.name", None),
        ("ticket.ticket_field_360012", None),
    ],
)
def test_every_name_has_its_value(name: str, expected: object) -> None:
    assert value(values_for(ANSWER, SHOP), name) == expected


def test_what_is_not_known_is_absent_and_never_empty() -> None:
    nobody = replace(MINH, name="", email="x@example.com")
    stand = replace(CONVERSATION, customer=nobody, subject="", language="", order_number="")
    bare = Shop("S", "O", ZoneInfo("UTC"))
    values = values_for(Answer(stand, "en", LATE), bare)
    absent = ("customer.first_name", "customer.name", "customer.language", "order.number")
    for name in (*absent, "shop.currency", "conversation.date", "ticket.requester.name"):
        assert value(values, name) is None, name
    assert not [leaf for leaf in leaves(values) if leaf in ("", None)]


def leaves(tree: object) -> list[object]:
    """Every value below, at any depth."""
    if isinstance(tree, dict):
        return [leaf for below in tree.values() for leaf in leaves(below)]
    return [tree]


def test_an_order_and_a_product_bring_their_facts() -> None:
    product = Product("BR-42", "Brogues", Decimal("412"), guide="", more={"colour": "brown"})
    order = {"number": "1043", "total": {"amount": Decimal(5), "currency": "GBP"}, "status": ""}
    values = values_for(replace(ANSWER, product=product, order=order), SHOP)
    assert values["product"] == {
        "sku": "BR-42",
        "name": "Brogues",
        "price": Decimal("412"),
        "colour": "brown",
    }
    assert value(values, "order.number") == "1043"
    assert value(values, "order.total.currency") == "GBP"
    assert value(values, "order.status") is None


def test_the_catalogue_is_whole() -> None:
    names = [variable.name for variable in catalogue(("name", "colour"))]
    assert len(set(names)) == len(names)
    assert "product.colour" in names
    assert set(ALIASES.values()) <= set(names)
    assert all(variable.description for variable in catalogue())
    of_order = {v.name[6:]: v.example for v in catalogue() if v.name.startswith("order.")}
    product = Product("s", "n", "1", "u", "g", "v", "f")
    given = {
        v.name: v.example for v in catalogue() if value(values_for(ANSWER, SHOP), v.name) is None
    }
    known = values_for(replace(ANSWER, product=product, order=of_order, more=given), SHOP)
    for variable in catalogue():
        assert value(known, variable.name) is not None, variable.name
        assert value(examples(), variable.name) is not None, variable.name


COMPLETE = variables(catalogue(("colour",)))


@pytest.mark.parametrize(
    ("before", "after", "first", "start", "swallowed"),
    [
        ("Hi {{", "", "{{ customer.first_name }}", 3, 0),
        ("Hi {{ fir", "", "{{ customer.first_name }}", 3, 0),
        ("Hi {{ fir", " }}!", "{{ customer.first_name }}", 3, 3),
        ("{{-own", "", "{{ owner.name }}", 0, 0),
        ("{{ fir", ' | default: "x" }}', "customer.first_name", 3, 0),
        ("{{ product.c", "", "{{ product.colour }}", 0, 0),
        ("{{ ticket.requester.fir", "", "{{ ticket.requester.first_name }}", 0, 0),
        ("{{ 12 | mo", "", "money", 8, 0),
        ("{% if order.", " %}", "order.number", 6, 0),
        ("{% if a and cust", "", "customer.first_name", 12, 0),
        ("{% assign x = today | da", "", 'date: "long"', 22, 0),
    ],
)
def test_braces_complete(before: str, after: str, first: str, start: int, swallowed: int) -> None:
    offer = COMPLETE(before, after)
    assert offer is not None
    assert (offer.choices[0].inserted, offer.start, offer.after) == (first, start, swallowed)
    assert offer.choices[0].note


@pytest.mark.parametrize("before", ["Hi", "{", "{{ a }}", "{{ nothing.like.it", "{% x", "{{ 'a"])
def test_other_text_does_not(before: str) -> None:
    assert COMPLETE(before, "") is None


def test_snippets_complete_by_their_shortcut() -> None:
    def template(id: str, shortcut: str, title: str) -> Template:
        variants = {"en": Variant(title, "b"), "vi": Variant(f"{title} vi", "b")}
        return Template(id, Category.OTHER, variants, shortcut=shortcut)

    shelf = [template("a", "late", "Late"), template("b", "Плата", "Pay"), template("c", "", "No")]
    complete = snippets(shelf, "vi", "en")
    offer = complete("So ;l", "")
    assert offer is not None
    assert offer.start == 3
    assert offer.choices == (Choice(";late", "Late vi", None, "a"),)
    every = complete(";", "")
    assert every is not None
    assert [choice.id for choice in every.choices] == ["a", "b"]
    russian = complete(";пла", "")
    assert russian is not None
    assert russian.choices[0].id == "b"
    for line in ("wait; late", "a;late", ";late x", ";zzz"):
        assert complete(line, "") is None, line
