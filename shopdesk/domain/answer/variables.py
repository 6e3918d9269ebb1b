"""What templates can say about a customer, an order, a product and the shop.

Every value is data: Liquid within it stays as it is. What is not known is absent rather than empty,
because an empty text counts as true in Liquid; it then stays in the reply as a visible blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from shopdesk.domain.answer.product import Product
from shopdesk.domain.answer.salutation import first_name, last_name
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.domain.shop.settings import Shop
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Variable:
    """One name that templates know."""

    name: str
    """As in `customer.first_name`."""
    description: str
    """What it is, in the owner's language."""
    example: object
    """A value of its kind, for trying a template out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about an answer that is being written."""

    conversation: Conversation
    """Whom it goes to, and about what."""
    language: str
    """The language that it is written in."""
    now: datetime
    """The instant."""
    sender: str = ""
    """The address of ours that it goes out from."""
    wrote: datetime | None = None
    """When the customer wrote what is answered."""
    order: Mapping[str, object] | None = None
    """The order's facts, by their names in templates; None: no more than the number is known."""
    product: Product | None = None
    """The product that it is about."""
    more: Mapping[str, object] = field(default_factory=dict)
    """What else is known, by its names in templates."""


ALIASES: Mapping[str, str] = {
    "order.name": "order.number",
    "order.order_number": "order.number",
    "order_name": "order.number",
    "order_number": "order.number",
    "shop_name": "shop.name",
    "ticket.id": "conversation.number",
    "ticket.title": "conversation.subject",
    "ticket.subject": "conversation.subject",
    "ticket.category": "conversation.category",
    "ticket.language": "conversation.language",
    "ticket.created_at": "conversation.date",
    "ticket.account": "shop.name",
    "ticket.brand.name": "shop.name",
    "ticket.receiver.email": "owner.email",
    "ticket.sender.email": "customer.email",
    "ticket.customer.integrations.shopify.orders.0.name": "order.number",
    "ticket.customer.integrations.shopify.orders.0.order_number": "order.number",
    **{
        f"ticket.{person}.{alias}": f"customer.{name}"
        for person in ("customer", "requester")
        for alias, name in (
            ("first_name", "first_name"),
            ("firstname", "first_name"),
            ("last_name", "last_name"),
            ("lastname", "last_name"),
            ("name", "name"),
            ("email", "email"),
            ("language", "language"),
        )
    },
    **{
        f"{person}.{alias}": f"owner.{name}"
        for person in (
            *("current_user", "ticket.agent", "ticket.assignee", "ticket.assignee_user"),
        )
        for alias, name in (
            ("first_name", "first_name"),
            ("firstname", "first_name"),
            ("name", "name"),
            ("email", "email"),
        )
    },
}
"""What the same things are called in templates from Shopify, Gorgias, Zendesk and Freshdesk."""


def values_for(answer: Answer, shop: Shop) -> dict[str, object]:
    """What a template is filled in with; missing values are absent."""
    stand, local = answer.conversation, answer.now.astimezone(shop.zone)
    written = answer.wrote.astimezone(shop.zone).date() if answer.wrote else None
    speech = stand.language or answer.language
    values: dict[str, object] = {
        "customer.first_name": first_name(stand.customer.name, speech),
        "customer.last_name": last_name(stand.customer.name, speech),
        "customer.name": stand.customer.name,
        "customer.email": stand.customer.email,
        "customer.language": stand.language,
        "order.number": stand.order_number,
        "conversation.number": stand.id,
        "conversation.subject": stand.subject,
        "conversation.category": stand.category.value,
        "conversation.language": stand.language,
        "conversation.date": written,
        "shop.name": shop.name,
        "shop.currency": shop.currency,
        "shop.country": shop.country,
        "shop.zone": str(shop.zone),
        "shop.language": shop.language,
        "shop.email": answer.sender,
        "owner.name": shop.owner,
        "owner.first_name": first_name(shop.owner, shop.language) or shop.owner,
        "owner.email": answer.sender,
        "language": answer.language,
        "today": local.date(),
        "now": local,
    }
    values |= {f"order.{name}": value for name, value in (answer.order or {}).items()}
    if answer.product is not None:
        values |= {f"product.{name}": value for name, value in answer.product.values().items()}
    return _tree(values | dict(answer.more))


def catalogue(columns: Iterable[str] = ()) -> tuple[Variable, ...]:
    """Every name with its meaning; `columns` are what the owner's list has on each product."""
    known = _people_and_matters() + _shop_and_time() + _product() + _given()
    own = (
        Variable(f"product.{name}", _("the product's {column}").format(column=name), name)
        for name in columns
        if all(variable.name != f"product.{name}" for variable in known)
    )
    return (*known, *own)


def examples(columns: Iterable[str] = (), language: str = "en") -> dict[str, object]:
    """A value for every name, to try a template with."""
    values = {variable.name: variable.example for variable in catalogue(columns)}
    return _tree(values | {"language": language})


def _people_and_matters() -> tuple[Variable, ...]:
    return (
        Variable("customer.first_name", _("how to greet; nothing where that is a guess"), "Jane"),
        Variable("customer.last_name", _("the family name"), "Roe"),
        Variable("customer.name", _("the whole name, as in the mail"), "Jane Roe"),
        Variable("customer.email", _("the customer's address"), "jane@example.com"),
        Variable("customer.language", _("the customer's language, as in en"), "en"),
        Variable("order.number", _("the first order number in the conversation"), "1042"),
        *_order(),
        Variable("conversation.subject", _("the subject, without Re:"), "Where is my order?"),
        Variable("conversation.category", _("what it is about, as in delivery"), "delivery"),
        Variable("conversation.language", _("the language of the mail, as in en"), "en"),
        Variable("conversation.date", _("the day on which the customer wrote"), _DAY),
        Variable("conversation.number", _("our own number for the conversation"), 7),
    )


def _order() -> tuple[Variable, ...]:
    """Of the order that the conversation is about, where it was imported."""
    total = {"amount": Decimal("117.00"), "currency": "GBP"}
    brogues = {"name": "Brown brogues", "sku": "BR-42", "quantity": "1", "price": total}
    return (
        Variable("order.status", _("where it stands, in words of the customer's"), "on its way"),
        Variable("order.placed", _("the day on which it was made"), _DAY),
        Variable("order.total", _("what it costs, in its own currency"), total),
        Variable("order.tracking", _("the parcel's number"), "1Z999AA10123456784"),
        Variable("order.tracking_link", _("where the parcel is"), "https://example.com/parcel"),
        Variable("order.carrier", _("who brings it"), "Royal Mail"),
        Variable("order.items", _("its articles in a sentence"), "Brown brogues, 2 × Laces"),
        Variable(
            "order.lines", _("its articles: each has name, sku, quantity and price"), [brogues]
        ),
    )


def _shop_and_time() -> tuple[Variable, ...]:
    return (
        Variable("shop.name", _("the shop's name"), "Lan's Shoes"),
        Variable("shop.email", _("the address that this answer comes from"), "hello@example.com"),
        Variable("shop.currency", _("the shop's currency, as in GBP"), "GBP"),
        Variable("shop.country", _("the shop's country, as in GB"), "GB"),
        Variable("shop.language", _("the shop's language, as in en"), "en"),
        Variable("shop.zone", _("the shop's time zone"), "Europe/London"),
        Variable("owner.name", _("the owner's name"), "Lan"),
        Variable("owner.first_name", _("the owner's first name"), "Lan"),
        Variable("owner.email", _("the address that this answer comes from"), "hello@example.com"),
        Variable("today", _("today's date, in words of the customer's language"), _DAY),
        Variable("now", _("date and time; with | time the time alone"), _INSTANT),
        Variable("language", _("the language of this answer, as in en"), "en"),
    )


def _product() -> tuple[Variable, ...]:
    return (
        Variable("product.name", _("the product's name"), "Brown brogues"),
        Variable("product.sku", _("the shop's number for the product"), "BR-42"),
        Variable("product.price", _("its price; with | money as an amount"), Decimal("412.00")),
        Variable("product.url", _("its page"), "https://example.com/brogues"),
        Variable("product.guide", _("link to its guide"), "https://example.com/care"),
        Variable("product.video", _("link to its video"), "https://example.com/video"),
        Variable("product.facts", _("what is worth knowing about it"), "Vegan leather."),
    )


def _given() -> tuple[Variable, ...]:
    """What goes with an answer, and what the customer has."""
    some = {"amount": Decimal("12.00"), "currency": "GBP"}
    return (
        Variable("customer.credit", _("the customer's store credit, where there is any"), some),
        Variable("credit.amount", _("the store credit that this answer gives"), some),
        Variable("credit.expires", _("when that credit ends"), _DAY),
        Variable("refund.amount", _("the refund that this answer speaks of"), some),
        Variable("problem.title", _("the playbook's problem, as you call it"), "Damaged"),
        Variable("problem.action", _("its solution, as in resend"), "credit"),
        Variable("return.number", _("the return's number"), "R26-0001"),
        Variable("return.outcome", _("refund, exchange, credit or keep"), "credit"),
        Variable("return.reason", _("why it comes back"), "too small"),
        Variable("return.items", _("what comes back, in a sentence"), "Brown brogues"),
        Variable("return.worth", _("what the customer gets for it"), some),
        Variable("return.postage", _("who pays the parcel: shop or customer"), "shop"),
        Variable("return.address", _("where parcels go"), "12 Example Street"),
        Variable("coupon.code", _("the coupon's code"), "THANKS-7KQ2PM"),
        Variable("coupon.expires", _("when the coupon ends"), _DAY),
        Variable("gift.kind", _("shipping upgrade or gift"), "gift"),
        Variable("gift.what", _("what the gift is"), "a pair of laces"),
    )


_DAY = date(2026, 11, 21)
_INSTANT = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - an example, nobody's instant


def _tree(known: Mapping[str, object]) -> dict[str, object]:
    """The values under their names and aliases, each part of a name a level."""
    values = {name: value for name, value in known.items() if value not in (None, "")}
    aliased = {alias: values[name] for alias, name in ALIASES.items() if name in values}
    # what is known under a name of its own comes before what is only called the same elsewhere
    return {"order": {}} | _grouped(aliased | values)


def _grouped(named: Mapping[str, object]) -> dict[str, object]:
    leaves: dict[str, object] = {}
    groups: dict[str, dict[str, object]] = {}
    for name, value in named.items():
        group, _dot, rest = name.partition(".")
        if rest:
            groups.setdefault(group, {})[rest] = value
        else:
            leaves[group] = value
    below = {group: _grouped(entries) for group, entries in groups.items()}
    # orders[0] asks a list
    return leaves | {
        group: [entries["0"]] if entries.keys() == {"0"} else entries
        for group, entries in below.items()
    }
