"""What the command palette offers: what can be done on the screen under it, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from shopdesk.ui.look import themes
from shopdesk.ui.messages import ThemeChosen
from shopdesk.ui.remapping import shown_keys
from shopdesk.words import _

if TYPE_CHECKING:
    from textual.types import IgnoreReturnCallbackType

_LESS = 0.5
"""What a word in the sentence counts beside one in the name."""


@dataclass(frozen=True, slots=True)
class _Offer:
    name: str
    help: str
    run: IgnoreReturnCallbackType
    at_once: bool = True
    """Shown before anything is typed."""


class Palette(Provider):
    """Searches names, then sentences."""

    async def discover(self) -> Hits:
        """Before anything is typed."""
        for offer in self._offers():
            if offer.at_once:
                yield DiscoveryHit(offer.name, offer.run, help=offer.help)

    async def search(self, query: str) -> Hits:
        """As it is typed."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = max(matcher.match(offer.name), matcher.match(offer.help) * _LESS)
            if score > 0:
                yield Hit(score, matcher.highlight(offer.name), offer.run, help=offer.help)

    def _offers(self) -> Iterator[_Offer]:
        yield from self._commands()
        for name in themes():
            said = _("theme: {name}").format(name=name)
            run = partial(self.app.post_message, ThemeChosen(name))
            yield _Offer(said, _("How the screen looks; kept in the settings."), run)

    def _commands(self) -> Iterator[_Offer]:
        """Those of the screen under the palette, each once, with its keys as they are now."""
        keys: dict[str, list[str]] = {}
        active = list(self.screen.active_bindings.values())
        for _node, binding, _enabled, _tooltip in active:
            keys.setdefault(binding.id or "", []).append(binding.key)
        told = set()
        for node, binding, enabled, _tooltip in active:
            if not (binding.id and binding.tooltip and enabled) or binding.id in told:
                continue
            told.add(binding.id)
            latin = ",".join(k for k in keys[binding.id] if len(k) > 1 or k.isascii())
            run = partial(self.app.run_action, binding.action, node)
            nth = binding.id.removeprefix("answer-")
            name = f"{binding.description}  {shown_keys(latin)}"
            yield _Offer(name, binding.tooltip, run, at_once=nth in (binding.id, "1"))
