"""A product's facts within a reply."""

from __future__ import annotations

from shopdesk.desk.answering.compose import Compose
from shopdesk.domain.answer.product import Product
from shopdesk.domain.answer.reply import blanks_filled
from shopdesk.ports.products import Products
from shopdesk.ports.templates import Filler

LINE = (
    "{{ product.name }}{% if product.price and shop.currency %} · {{ product.price | money }}"
    "{% elsif product.price %} · {{ product.price }}{% endif %}"
    "{% if product.url %}\n{{ product.url }}{% endif %}"
)
"""What is put into a text that does not say where."""


class Offering:
    """Finds products and writes them as the customer's language does."""

    def __init__(self, compose: Compose, products: Products, filler: Filler) -> None:
        self._compose = compose
        self._products = products
        self._filler = filler

    def find(self, words: str) -> tuple[Product, ...]:
        """Those in which every one of the words stands; raises `FileTrouble` for a broken list."""
        return self._products.find(words)

    def filled(self, conversation: int, body: str, product: Product) -> str:
        """The reply's text with its `product.…` blanks filled in; without any, the same text."""
        values = self._compose.values(conversation, product)
        return blanks_filled(body, "product", lambda blank: self._filler.fill(blank, values))

    def line(self, conversation: int, product: Product) -> str:
        """Name, price and link, as far as they are known."""
        return self._filler.fill(LINE, self._compose.values(conversation, product))
