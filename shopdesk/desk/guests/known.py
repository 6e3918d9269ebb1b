"""Who customers are, in one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from shopdesk.domain.guests.guest import Guest, guest

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.board import GuestRecords


class Known:
    """Reads what is known of many customers at once."""

    def __init__(self, records: GuestRecords, settings: Settings) -> None:
        self._known = records
        self._settings = settings

    def go_by(self, settings: Settings) -> None:
        """The owner changed the settings."""
        self._settings = settings

    def guests(self, conversations: Sequence[int]) -> Mapping[int, Guest]:
        """The customer of each conversation in one line; those of whom nothing is known left out.

        Read for the whole board at once.
        """
        owners = self._known.customers_of(conversations)
        found = self.guests_by_number(sorted(set(owners.values())))
        return {c: found[owner] for c, owner in owners.items() if owner in found}

    def guests_by_number(self, customers: Sequence[int]) -> Mapping[int, Guest]:
        """The same for customers by their numbers."""
        if not customers:
            return {}
        bought = self._known.purchases(customers)
        stories = self._known.stories(customers)
        rules, shop = self._settings.tiers, self._known.levels()
        known = (c for c in customers if c in bought or c in stories)
        return {
            c: guest(bought.get(c, ()), _first_line(stories.get(c, "")), rules, shop) for c in known
        }


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
