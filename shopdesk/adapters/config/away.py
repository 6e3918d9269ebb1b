"""The `[away]` table of the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.domain.answer.template import is_name
from shopdesk.domain.shop.away import Away
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader


def read_away(file: Reader) -> Away:
    """What customers are told by machine; mistakes go to `file.problems`."""
    table, usual = file.table("away", needed=False), Away()
    away = Away(
        enabled=table.flag("enabled", default=usual.enabled),
        template=table.text(
            "template", _('a template\'s id, such as "away"'), is_name, default=usual.template
        ),
        only_when_closed=table.flag("only_when_closed", default=usual.only_when_closed),
        per_hour=table.number("per_hour", range(1, 1001), usual.per_hour),
    )
    if away.enabled and away.only_when_closed and "hours" not in file:
        table.note(
            _(
                "{key}: a shop without [hours] is never closed; write its hours, or "
                "only_when_closed = false."
            ),
            key=table.name("enabled"),
        )
    table.finish()
    return away
