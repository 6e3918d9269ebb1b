"""The shop's products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.answer.product import Product


class Products(Protocol):
    """The list of what the shop sells. It may be empty; it may change at any time."""

    def find(self, words: str) -> tuple[Product, ...]:
        """Those in which every one of the words stands, the likeliest first; all without words.

        Raises `FileTrouble` with line and reason when the list is broken.
        """
        ...

    def columns(self) -> tuple[str, ...]:
        """What templates can ask of a product: `name`, `price`, and the owner's own columns.

        Those that every product can have come first; a broken list has no others.
        """
        ...
