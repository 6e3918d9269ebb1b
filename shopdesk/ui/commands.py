"""Everything the owner can do, each written once: key, footer, palette and help come from here.

Each has a key that is no letter as well: under Vietnamese Telex a letter may wait in the input
method until the word ends, and function keys, enter and digits never do.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from shopdesk.ui.keyboard import every_layout
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do."""

    id: str
    """Stable name, for remapping."""
    keys: str
    """Textual key names, comma-separated; the first is shown."""
    action: str
    """The action of the screen or the app."""
    label: str
    """One word or two, for the footer."""
    help: str
    """A sentence, for the help and the palette."""
    shown: bool = True
    """In the footer."""
    display: str | None = None
    """How the key is shown, where its name is not enough."""

    def binding(self) -> Binding:
        """For a BINDINGS list."""
        return Binding(
            every_layout(self.keys),
            self.action,
            self.label,
            show=self.shown,
            key_display=self.display,
            tooltip=self.help,
            id=self.id,
        )


def answers() -> list[BindingType]:
    """Keys 1 to 9: answer with the template of that place."""
    first, *others = (
        Binding(
            str(n),
            f"answer({n})",
            _("answer"),
            show=n == 1,
            key_display="1-9",
            tooltip=_("Answer with the suggested template of that number."),
            id=f"answer-{n}",
        )
        for n in range(1, 10)
    )
    return [first, *others]


OPEN = Command(
    "open",
    "enter,o",
    "open",
    _("open"),
    _("Open the conversation."),
    display="enter",
)
REPLY = Command("reply", "r,f2", "reply", _("reply"), _("Write a reply from scratch."))
TEMPLATES = Command(
    "templates", "t,f3", "templates", _("templates"), _("Find a template and answer with it.")
)
DISMISS = Command(
    "dismiss",
    "x,f8,delete",
    "dismiss_alarm",
    _("dismiss"),
    _("End the alarm without an answer: not a customer, handled elsewhere, spam."),
)
UNDO = Command(
    "undo",
    "u,ctrl+z,f4",
    "undo",
    _("undo"),
    _("Take back the last reply, while it waits, or the last dismissal."),
)
CHECK = Command(
    "check", "g,f5", "check", _("check now"), _("Look into the mailbox at once."), shown=False
)
FULL = Command(
    "full-text",
    "f,f6",
    "full_text",
    _("full text"),
    _("Show or fold the quoted tail and the signature."),
)
BACK = Command("back", "escape,q,left", "back", _("back"), _("Back to the board."), display="esc")
HELP = Command("help", "question_mark,f1", "help", _("help"), _("What every key does."))
QUIT = Command("quit", "q,ctrl+q", "leave", _("quit"), _("Leave shopdesk."))
SEND = Command(
    "send",
    "ctrl+s,f9",
    "send",
    _("send"),
    _("Send the reply; it waits ten seconds, in which it can be taken back."),
    display="^s",
)
PICK = Command(
    "pick",
    "ctrl+t,f3",
    "templates",
    _("template"),
    _("Replace the text by a template's."),
    display="^t",
)
KEEP = Command(
    "keep", "escape", "keep", _("keep and go back"), _("Keep the draft, go back."), display="esc"
)

EVERYWHERE = (UNDO, HELP)
BOARD = (OPEN, REPLY, TEMPLATES, DISMISS, UNDO, CHECK, HELP, QUIT)
CONVERSATION = (REPLY, TEMPLATES, DISMISS, FULL, UNDO, CHECK, HELP, BACK)
COMPOSER = (SEND, PICK, KEEP)
