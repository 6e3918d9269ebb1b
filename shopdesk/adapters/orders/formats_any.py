"""Any table of orders or customers, by what its headings are usually called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.adapters.orders.formats import Format, Shape, heading
from shopdesk.adapters.orders.formats_east import EAST, RUSSIAN, VIETNAMESE
from shopdesk.adapters.orders.formats_west import WEST

_ENGLISH = {
    "number": (
        "order number",
        "order no",
        "order no.",
        "order #",
        "order id",
        "order_id",
        "order_number",
        "orderid",
        "order-id",
        "order name",
        "order",
        "order ref",
        "order reference",
        "reference",
        "invoice",
        "number",
        "name",
        "id",
    ),
    "placed": (
        "order date",
        "order_date",
        "date placed",
        "placed at",
        "placed",
        "created at",
        "created_at",
        "created",
        "purchase date",
        "purchase-date",
        "sale date",
        "date created",
        "date",
    ),
    "email": (
        "email",
        "e-mail",
        "customer email",
        "customer_email",
        "buyer email",
        "billing email",
        "billing_email",
        "email (billing)",
        "email address",
        "contact email",
        "mail",
    ),
    "name": (
        "customer name",
        "customer",
        "buyer name",
        "buyer",
        "full name",
        "billing name",
        "shipping name",
        "ship name",
        "client",
        "recipient",
        "customer_name",
    ),
    "first_name": ("first name", "billing_first_name", "first name (billing)", "firstname"),
    "last_name": ("last name", "billing_last_name", "last name (billing)", "lastname", "surname"),
    "phone": ("phone", "telephone", "phone number", "mobile", "billing_phone", "phone (billing)"),
    "status": ("order status", "order_status", "status", "state"),
    "payment": ("financial status", "payment status", "financial_status", "payment_status"),
    "delivery": (
        "fulfillment status",
        "fulfilment status",
        "delivery status",
        "shipping status",
        "fulfillment_status",
    ),
    "paid": ("paid at", "date paid", "paid date", "paid", "paid_date"),
    "shipped": ("fulfilled at", "date shipped", "shipped date", "shipped at", "shipped"),
    "delivered": ("delivered at", "date delivered", "delivered"),
    "cancelled": ("cancelled at", "canceled at", "cancelled", "canceled", "date cancelled"),
    "updated": ("updated at", "updated_at", "last updated", "modified", "date modified"),
    "total": (
        "order total",
        "order_total",
        "order total amount",
        "total price",
        "grand total",
        "total",
        "total amount",
        "total_price",
        "total paid",
        "amount",
        "sum",
    ),
    "currency": ("currency", "order currency", "order_currency", "currency code"),
    "refunded": ("refunded amount", "refunded", "refund amount", "order refund amount", "refund"),
    "carrier": ("carrier", "courier", "tracking company", "shipping carrier", "shipping provider"),
    "tracking": (
        "tracking number",
        "tracking numbers",
        "tracking no",
        "tracking_number",
        "tracking id",
        "tracking code",
        "tracking",
    ),
    "note": ("notes", "note", "customer note", "order notes", "comment", "comments"),
    "sku": ("lineitem sku", "item sku", "product sku", "sku", "item code", "product code"),
    "item": (
        "lineitem name",
        "item name",
        "product name",
        "item title",
        "product",
        "item",
        "title",
        "description",
    ),
    "variant": ("variation", "variant", "options"),
    "quantity": (
        "lineitem quantity",
        "quantity",
        "item quantity",
        "qty",
        "quantity purchased",
        "quantity (- refund)",
        "quantity ordered",
    ),
    "price": ("lineitem price", "item price", "item cost", "unit price", "price", "product price"),
    "amount": ("item total", "line total", "order line total", "subtotal item", "line amount"),
    "items": ("items", "products", "line items", "order items"),
}
_OTHER = {
    "number": ("bestellnummer", "auftragsnummer", "numéro de commande", "commande", "pedido"),
    "placed": ("bestelldatum", "datum", "date de commande", "fecha"),
    "total": ("gesamtbetrag", "gesamt", "summe", "betrag", "montant", "total ttc", "importe"),
    "name": ("kunde", "kundenname", "nom", "client"),
    "status": ("bestellstatus", "statut", "estado"),
    "currency": ("währung", "devise", "moneda"),
    "item": ("artikel", "artikelname", "produkt", "produit", "article"),
    "quantity": ("menge", "anzahl", "quantité", "cantidad"),
    "price": ("preis", "einzelpreis", "prix", "prix unitaire", "precio"),
    "tracking": ("sendungsnummer", "numéro de suivi"),
}


def _all_words() -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for known in (_ENGLISH, _OTHER, RUSSIAN.columns, VIETNAMESE.columns):
        for name, alternatives in known.items():
            words[name] = tuple(dict.fromkeys((*words.get(name, ()), *alternatives)))
    return words


GENERIC = Format("csv", "any table of orders", Shape.ITEM, (), _all_words(), loose=True)
GENERIC_PEOPLE = Format(
    "csv-customers",
    "any list of customers",
    Shape.PERSON,
    (),
    {
        "key": ("customer id", "customer_id", "id", "код", "mã khách hàng"),
        "email": GENERIC.columns["email"],
        "name": ("name", *GENERIC.columns["name"]),
        "first_name": _ENGLISH["first_name"],
        "last_name": _ENGLISH["last_name"],
        "phone": GENERIC.columns["phone"],
        "note": GENERIC.columns["note"],
        "tags": ("tags", "tag", "group", "groups", "теги", "nhóm"),
        "currency": GENERIC.columns["currency"],
        "spent": ("total spent", "total_spent", "spent", "ltv"),
        "orders": ("total orders", "orders", "orders count", "orders_count"),
    },
    loose=True,
)
KNOWN = (*WEST, *EAST)
EVERY = {format.id: format for format in (*KNOWN, GENERIC, GENERIC_PEOPLE)}
_MARKET_WORDS = frozenset({"name", "id", "amount", "number"})
"""Headings that many tables have: alone they make nothing an order."""


def generic(headings: Sequence[str]) -> Format | None:
    """The plain reading of a table that no format knows; None where it is none of orders."""
    names = frozenset(headings)

    def there(field: str) -> bool:
        return any(name in names for name in GENERIC.columns[field])

    numbers = names.intersection(GENERIC.columns["number"])
    if numbers and (there("total") or there("item") or there("items")):
        sure = numbers - _MARKET_WORDS or there("placed") or there("status") or there("item")
        if sure:
            return GENERIC
    people = names.intersection(GENERIC_PEOPLE.columns["email"])
    if people and names.intersection((*GENERIC_PEOPLE.columns["name"], "first name", "last name")):
        return GENERIC_PEOPLE
    return None


def named_columns(columns: Mapping[str, str], headings: Sequence[str]) -> dict[str, int]:
    """Where the owner's columns are; those that the heading lacks are left out."""
    where: dict[str, int] = {}
    for position, name in enumerate(headings):
        where.setdefault(name, position)
    found = {}
    for name, column in columns.items():
        place = where.get(heading(column))
        if place is not None:
            found[name] = place
    return found
