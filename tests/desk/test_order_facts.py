"""The order beside the mail: found, told of only to whom it belongs, filled into a reply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.desk.guests.order_facts import OrdersHere
from shopdesk.domain.answer.order_hints import hints
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.mail.conversation import Category
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import Mail, SmallShop, settings, small_shop

JANE = "Jane Roe <jane@example.com>"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """A shop that sold to Jane, and to somebody whom the export does not name."""
    with small_shop(tmp_path) as made:
        take(made, exports.shopify(exports.JANES, exports.MINHS))
        yield made


def here(shop: SmallShop, mail: Mail) -> tuple[int, OrdersHere]:
    """What lies beside the conversation that the mail begins."""
    shop.receive(mail)
    conversation = max(a.conversation for a in shop.desk.records.alarms(backlog=False))
    stand = shop.desk.records.conversation(conversation)
    return conversation, shop.desk.order_facts.here(stand)


def filled(shop: SmallShop, conversation: int, body: str, language: str = "en") -> str:
    """A template's text in that conversation."""
    variant = Variant(title="Order", body=body)
    template = Template(id="order", category=Category.ORDER, variants={language: variant})
    return shop.desk.compose.text(conversation, template)


def test_the_number_in_the_mail_is_the_order(shop: SmallShop) -> None:
    conversation, found = here(shop, Mail(sender=JANE, subject="Where is my order #1042?"))
    assert found.meant is not None
    assert found.meant.number == "1042"
    text = filled(
        shop,
        conversation,
        "{{ order.number }} {{ order.status }} {{ order.total }} {{ order.total | money }} "
        "{{ order.placed }} {{ order.items }}{% for line in order.lines %}/{{ line.name }} "
        "{{ line.quantity }} {{ line.price }}{% endfor %}",
    )
    assert text == (
        "1042 on its way £117.00 £117.00 May 11, 2026 Brown brogues - 42, "
        '5 × Vegan laces, "long"/Brown brogues - 42 1 £95.00/Vegan laces, "long" 5 £3.50'
    )


def test_the_customers_own_language(shop: SmallShop) -> None:
    body = "Chào shop, đơn hàng #1042 của mình đâu rồi ạ? Mình đợi lâu quá."
    conversation, _ = here(shop, Mail(sender=JANE, subject="Đơn hàng", body=body))
    text = filled(shop, conversation, "{{ order.status }} {{ order.total }}", "vi")
    assert text == "đang trên đường giao 117,00\u00a0£"


def test_without_a_number_the_only_order_under_way_is_meant(shop: SmallShop) -> None:
    mail = Mail(sender=JANE, subject="Where is my parcel?", body="It has not arrived yet.")
    _, found = here(shop, mail)
    assert found.meant is not None
    assert found.meant.number == "1042"


def test_who_asks_before_buying_means_no_order(shop: SmallShop) -> None:
    mail = Mail(sender=JANE, subject="Do you have size 38?", body="Is it in stock?")
    conversation, found = here(shop, mail)
    assert found.meant is None
    assert [order.number for order in found.all] == ["1042"]
    assert filled(shop, conversation, "{{ order.number }}") == "{{ order.number }}"


def test_somebody_elses_order_is_not_told_of(shop: SmallShop) -> None:
    mail = Mail(sender="Eve <eve@example.net>", subject="Where is my order #1042?")
    conversation, found = here(shop, mail)
    assert (found.meant, found.named, found.others) == (None, (), ("1042",))
    text = filled(shop, conversation, "{{ order.number }} {{ order.total }}")
    assert text == "1042 {{ order.total }}"


def test_an_order_without_an_address_is_of_who_names_it(shop: SmallShop) -> None:
    mail = Mail(sender="Minh <minh@example.net>", subject="My order 1043")
    _, found = here(shop, mail)
    assert found.meant is not None
    assert found.meant.number == "1043"
    assert [order.number for order in found.all] == ["1043"]


def test_an_order_that_was_not_imported_is_a_number_only(shop: SmallShop) -> None:
    conversation, found = here(shop, Mail(sender=JANE, subject="Where is my order #7777?"))
    assert found.meant is None
    assert filled(shop, conversation, "{{ order.number }}") == "7777"


def test_two_shops_with_one_number_are_not_guessed_between(shop: SmallShop) -> None:
    take(shop, exports.shopify(exports.JANES), source="second")
    _, found = here(shop, Mail(sender=JANE, subject="Where is my order #1042?"))
    assert found.meant is None
    assert len(found.named) == 2


def test_the_parcel_is_linked(tmp_path: Path) -> None:
    with small_shop(tmp_path, settings()) as shop:
        heading = "Order Number,Email,Total,Tracking Number\n"
        take(shop, f"{heading}1050,jane@example.com,£5,RR123456785GB\n")
        conversation, _ = here(shop, Mail(sender=JANE, subject="Where is my order 1050?"))
        body = "{{ order.tracking }} {{ order.carrier }} {{ order.tracking_link }}"
        text = filled(shop, conversation, body)
        assert text.startswith("RR123456785GB Royal Mail https://www.royalmail.com/")
        assert text.endswith("RR123456785GB")


def test_what_a_customer_wrote_into_an_order_stays_data(shop: SmallShop) -> None:
    row = exports.JANES[0] | {"Name": "#77", "Id": "77", "Lineitem name": "{{ shop.name }}"}
    take(shop, exports.shopify([row]))
    conversation, _ = here(shop, Mail(sender=JANE, subject="Where is my order #77?"))
    assert filled(shop, conversation, "{{ order.items }}") == "{{ shop.name }}"


def test_where_the_order_stands_moves_the_suggestions(shop: SmallShop) -> None:
    mail = Mail(sender=JANE, subject="#1042", body="Where is my parcel? Order #1042.")
    conversation, found = here(shop, mail)
    assert found.meant is not None
    stand = shop.desk.records.conversation(conversation)
    alone = shop.desk.suggest.for_words(stand.subject, mail.body, stand.category, stand.language)
    with_order = shop.desk.suggest.scored(conversation)
    before = {s.template.id: s.score for s in alone}
    after = {s.template.id: s.score for s in with_order}
    said = hints(found.meant, stand.category, shop.clock.now())
    assert said
    assert all(after[id] > before[id] for id in said)
