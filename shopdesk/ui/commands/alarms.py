"""What can be done with an alarm, on the board and in its conversation."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

REPLY = Command("reply", "r,f2", "reply", _("reply"), _("Write a reply from scratch."))
TEMPLATES = Command(
    "templates",
    "t,f3",
    "templates",
    _("templates"),
    _("Find a template and answer with it."),
    shown=False,
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
    shown=False,
)
SNOOZE = Command(
    "snooze",
    "z,f9",
    "snooze",
    _("snooze"),
    _("Hide the alarm until a time or until we open; the clock runs on. Mail brings it back."),
)
TAKE_ON = Command(
    "take-on",
    "space",
    "take_on",
    _("on it"),
    _("You are on it: it does not ring before the customer's next mail; the clock runs on."),
)
CHECK = Command(
    "check", "g,f5", "check", _("check now"), _("Look into the mailbox at once."), shown=False
)
HELP = Command("help", "question_mark,f1", "help", _("help"), _("What every key does."))
CORRECT = Command(
    "correct",
    "c,ctrl+k",
    "correct",
    _("correct"),
    _("Say what a mail is: its category, or that a machine wrote it. It is learned."),
    shown=False,
)
