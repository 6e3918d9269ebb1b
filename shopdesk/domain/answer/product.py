"""What the shop sells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """One product of the shop's list."""

    sku: str
    """The shop's own number for it; may be empty."""
    name: str
    """As customers know it; never empty."""
    price: Decimal | str = ""
    """In the shop's currency; text where the list has no number (`from 12`), empty when unknown."""
    url: str = ""
    """Its page."""
    guide: str = ""
    """Link to its guide: sizes, care, assembly."""
    video: str = ""
    """Link to its video."""
    facts: str = ""
    """What is worth knowing, in a sentence or two."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Every other column of the list, under its name."""

    def values(self) -> dict[str, object]:
        """What templates call `product`; what is not known is not there."""
        known = {
            **self.more,
            "sku": self.sku,
            "name": self.name,
            "price": self.price,
            "url": self.url,
            "guide": self.guide,
            "video": self.video,
            "facts": self.facts,
        }
        return {key: value for key, value in known.items() if value != ""}
