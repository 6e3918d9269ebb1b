"""What the settings are called on their screen, and what holds where nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.domain.shop.editable import DESK_HOURS, OPENING, OTHER, TARGETS, Editable
from shopdesk.words import _


def groups() -> Sequence[tuple[str, Sequence[Editable]]]:
    """The parts of the screen, each with its title."""
    return (
        (_("How fast each mail is answered, in opening hours"), TARGETS),
        (_("Opening hours; with none at all the clocks run day and night"), OPENING),
        (_("Your desk hours: the board shows them and reminds you"), DESK_HOURS),
        (_("Counts from the next start"), OTHER),
    )


def label(key: str) -> str:
    """What the setting is called."""
    return {
        "targets.pre_sale": _("pre-sale"),
        "targets.order": _("order"),
        "targets.delivery": _("delivery"),
        "targets.return": _("return"),
        "targets.complaint": _("complaint"),
        "targets.praise": _("praise"),
        "targets.other": _("other"),
        "targets.after_closed": _("came while closed"),
        "targets.channel.email": _("by mail"),
        "targets.channel.form": _("by form"),
        "targets.channel.chat": _("by chat"),
        "targets.channel.marketplace": _("by marketplace"),
        "targets.channel.phone": _("by phone"),
        "targets.channel.social": _("by social network"),
        "hours.holidays": _("holidays of"),
        "hours.closed": _("closed on"),
        "shop.language": _("language"),
        "desk.undo": _("time to undo"),
        "desk.poll": _("look every"),
        "shop.signature": _("signature"),
    }.get(key) or _day(key.rpartition(".")[2])


def hint(key: str) -> str:
    """What holds where nothing is written, and how it is written."""
    table, _dot, name = key.rpartition(".")
    if table == "targets.channel":
        return _("as its category; or such as 5 min")
    if table == "hours" and name not in ("holidays", "closed"):
        return _("closed; or such as 09:00-12:00, 13:00-19:00")
    if table == "desk_hours":
        return _("none; or such as 19:00-20:00")
    return {
        "hours.holidays": _("none; or a country such as VN, or US-CA"),
        "hours.closed": _("none; or days such as 2026-12-31, 2027-01-01"),
        "shop.language": _("en, vi or ru"),
        "shop.signature": _("your name and the shop's"),
    }.get(key) or _("the usual; or such as 5 min, 90 s, 1 h 30 min")


def _day(name: str) -> str:
    return {
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
        "sat": _("Saturday"),
        "sun": _("Sunday"),
    }[name]
