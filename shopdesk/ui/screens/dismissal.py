"""Why an alarm ends without an answer."""

from __future__ import annotations

from shopdesk.desk.clock.dismiss import complaint_sentence
from shopdesk.domain.mail.conversation import Reason
from shopdesk.domain.plain import plain
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.words import _


class DismissalScreen(MenuScreen[Reason]):
    """Three reasons."""

    def __init__(self, name: str, *, complaint: bool = False) -> None:
        asked = _("Dismiss {name} without an answer?").format(name=plain(name))
        super().__init__(
            f"{asked}\n{complaint_sentence()}" if complaint else asked,
            [(_(reason.value), reason) for reason in Reason],
        )
