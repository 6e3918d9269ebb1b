"""One message of a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.widgets import Static

from shopdesk.domain.plain import plain
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import FiledMessage

LONG = 12_000
LONGEST = 60_000
"""Characters painted of one message, as it is and in full: a terminal is no place for a book."""


class Letter(Static):
    """Who, when, the new words; the quoted tail folded unless all is asked for."""

    def __init__(self, filed: FiledMessage, zone: ZoneInfo, *, full: bool) -> None:
        super().__init__(markup=False)
        self.filed = filed
        self._zone = zone
        self._full = full
        self.set_class(filed.outgoing, "-ours")
        self.set_class(not filed.outgoing and not filed.answered, "-waiting")

    def on_mount(self) -> None:
        """Draw."""
        message = self.filed.message
        who = _("We") if self.filed.outgoing else plain(message.author.name or message.author.email)
        when = f"{self.filed.received.astimezone(self._zone):%Y-%m-%d %H:%M}"
        text = Text()
        text.append(who or _("(no sender)"), "bold")
        text.append(f" · {when}", "dim")
        if self.filed.outgoing is False and not self.filed.answered:
            text.append(" · " + _("waits for an answer"), "dim")
        shown = message.text if self._full else message.new_text
        most = LONGEST if self._full else LONG
        body = plain(shown[:most], lines=True).strip()
        if len(shown) > most:
            more = _("… {n} more characters").format(n=len(shown) - most)
            body += f"\n{more}"
        text.append(f"\n{body or _('(no text)')}")
        folded = len(message.text.strip().split("\n")) - len(shown.strip().split("\n"))
        if folded > 0:
            said = _n("… {n} line folded, f shows it", "… {n} lines folded, f shows them", folded)
            text.append(f"\n{said}", "dim")
        for attachment in message.attachments:
            size = max(attachment.size // 1024, 1)
            text.append(f"\n📎 {plain(attachment.filename)} · {size} KiB", "dim")
        self.update(text)
