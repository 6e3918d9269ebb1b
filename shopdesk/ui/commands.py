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
    _("Take back the last reply, while it waits, or the last thing you changed."),
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
    _("A template's text: instead of an untouched draft, else at the cursor. Also ;name."),
    display="^t",
)
KEEP = Command(
    "keep", "escape", "keep", _("keep and go back"), _("Keep the draft, go back."), display="esc"
)

ATTACH = Command(
    "attach", "ctrl+o,f5", "attach", _("attach"), _("Send a file along."), display="^o"
)
UNATTACH = Command(
    "unattach", "f8", "unattach", _("drop file"), _("Leave the last file out."), shown=False
)
EDITOR = Command(
    "editor",
    "ctrl+g,f4",
    "editor",
    _("editor"),
    _("Write in your own editor (EDITOR)."),
    display="^g",
)
QUOTE = Command(
    "quote",
    "ctrl+b,f10",
    "quote",
    _("quote"),
    _("Leave out or put back the customer's words below yours."),
    display="^b",
)
REPLY_ALL = Command(
    "reply-all", "a", "write('reply to all')", _("to all"), _("Answer everybody."), shown=False
)
FORWARD = Command(
    "forward",
    "w",
    "write('forward')",
    _("forward"),
    _("Forward the newest message to somebody else; answers nothing."),
    shown=False,
)
NEW_MAIL = Command(
    "new-mail",
    "m",
    "write('new mail')",
    _("new mail"),
    _("Write to this customer without answering; no clock stops."),
    shown=False,
)
MANAGE = Command(
    "manage-templates",
    "T,f7",
    "manage",
    _("all templates"),
    _("Look after your templates: write, change, copy, delete, try out."),
    shown=False,
)
EDIT_TEMPLATE = Command(
    "edit-template", "enter", "edit", _("edit"), _("Change the template."), display="enter"
)
NEW_TEMPLATE = Command("new-template", "f2,ctrl+n", "new", _("new"), _("Write a new template."))
COPY_TEMPLATE = Command(
    "copy-template", "f5", "duplicate", _("copy"), _("Make a copy of the template.")
)
DELETE_TEMPLATE = Command(
    "delete-template",
    "f8",
    "delete",
    _("delete"),
    _("Delete the template; it can be taken back."),
)
UNDO_TEMPLATE = Command(
    "undo-template",
    "f4,ctrl+z",
    "take_back",
    _("undo"),
    _("Bring back what was deleted, or what was not saved."),
)
LEAVE_TEMPLATES = Command(
    "leave-templates", "escape", "back", _("back"), _("Back to the board."), display="esc"
)
SAVE_TEMPLATE = Command(
    "save-template", "ctrl+s,f9", "save", _("save"), _("Check and keep it."), display="^s"
)
TRY_TEMPLATE = Command(
    "try-template", "f3", "preview", _("try it"), _("Show it filled in; again: the text.")
)
ADD_FILE = Command(
    "add-file", "f5,ctrl+o", "attach", _("add file"), _("Choose a file that goes with it.")
)
LEAVE_TEMPLATE = Command(
    "leave-template",
    "escape",
    "leave_template",
    _("back"),
    _("Back; what was not saved can be brought back there."),
    display="esc",
)
CORRECT = Command(
    "correct",
    "c",
    "correct",
    _("correct"),
    _("Say what a mail is: its category, or that a machine wrote it. It is learned."),
    shown=False,
)
FILED = Command(
    "filed",
    "l",
    "filed",
    _("filed"),
    _("The automatic mail of late; enter says that one is a customer's."),
    shown=False,
)
FILES = Command(
    "files",
    "s",
    "files",
    _("files"),
    _("Open or save what came with the mail; see its HTML in the browser."),
    shown=False,
)
MERGE = Command("merge", "M", "merge", _("merge"), _("Make one of two conversations."), shown=False)
SPLIT = Command("split", "S", "split", _("split"), _("Make two of one conversation."), shown=False)
BOARD = (
    OPEN,
    REPLY,
    TEMPLATES,
    DISMISS,
    UNDO,
    MANAGE,
    CORRECT,
    FILED,
    CHECK,
    HELP,
    QUIT,
)
CONVERSATION = (
    REPLY,
    TEMPLATES,
    DISMISS,
    FULL,
    UNDO,
    FILES,
    CORRECT,
    MERGE,
    SPLIT,
    REPLY_ALL,
    FORWARD,
    NEW_MAIL,
    CHECK,
    HELP,
    BACK,
)
LATER = Command(
    "later",
    "ctrl+l,f11",
    "later",
    _("later"),
    _("Send at a time of your choice; until then it can be taken back."),
    shown=False,
)
COMPOSER = (SEND, LATER, PICK, ATTACH, UNATTACH, EDITOR, QUOTE, KEEP)
TEMPLATE_LIST = (
    EDIT_TEMPLATE,
    NEW_TEMPLATE,
    COPY_TEMPLATE,
    DELETE_TEMPLATE,
    UNDO_TEMPLATE,
    LEAVE_TEMPLATES,
)
TEMPLATE_EDITOR = (SAVE_TEMPLATE, TRY_TEMPLATE, ADD_FILE, LEAVE_TEMPLATE)
