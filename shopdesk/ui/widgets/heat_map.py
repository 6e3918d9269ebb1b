"""The week as 7 × 24 fields, the darker the more."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import Static

from shopdesk.words import _

_SHADES = " ░▒▓█"


class HeatMap(Static):
    """Four shades; a number to each shade, so that no colour is needed to read it."""

    COMPONENT_CLASSES = {"heat--some", "heat--label"}

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, title: str, fields: Sequence[Sequence[float | None]], most: str) -> None:
        """`most` says in words what the darkest shade stands for."""
        label = self.get_component_rich_style("heat--label", partial=True)
        some = self.get_component_rich_style("heat--some", partial=True)
        top = max((v for day in fields for v in day if v is not None), default=0.0)
        picture = Text(f" {title}", "bold")
        picture.append(f"   █ {most}\n" if top else "\n", label)
        picture.append("     " + "".join(f"{hour:02}    " for hour in range(0, 24, 3)), label)
        names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
        for name, day in zip(names, fields, strict=True):
            picture.append(f"\n {name:<4}", label)
            picture.append("".join(_shade(value, top) * 2 for value in day), some)
        self.update(picture)


def _shade(value: float | None, top: float) -> str:
    if not value or not top:
        return "·"
    return _SHADES[max(1, min(4, round(4 * value / top)))]
