"""The moves that make loyal customers."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

PLAYBOOK = Command(
    "playbook",
    "i,ctrl+b",
    "playbook",
    _("playbook"),
    _("The known problems: enter answers, with the credit, the count and the follow-up."),
    shown=False,
)
RETURN = Command(
    "return",
    "R,f7",
    "return_goods",
    _("return"),
    _("Take goods back: what, why, and what the customer gets; the mail is written."),
    shown=False,
)
RETURNS = Command(
    "returns",
    "R,ctrl+r",
    "returns",
    _("returns"),
    _("What is coming back, how far it is, and what lies still."),
    shown=False,
)
PERK = Command(
    "perk",
    "p,f10",
    "perk",
    _("perk"),
    _("Give something unasked: a coupon, a shipping upgrade, a gift."),
    shown=False,
)
SURPRISE = Command(
    "surprise",
    "y,ctrl+y",
    "surprise",
    _("surprise"),
    _("Say yes to the surprise that is due: the mail with a coupon is written."),
    shown=False,
)
RECOVERED = Command(
    "recovered",
    "h,f11",
    "recovered",
    _("happy?"),
    _("How a complaint ended: the customer is content, or is not."),
    shown=False,
)
WOW = Command(
    "wow",
    "W,f12",
    "wow",
    _("wow"),
    _("Write down what you did above and beyond for this customer."),
    shown=False,
)
INCIDENTS = Command(
    "incidents",
    "I,ctrl+t",
    "incidents",
    _("incidents"),
    _("What goes wrong, how often, what it costs, and what is done against it."),
    shown=False,
)
DEEDS = Command(
    "deeds",
    "f6",
    "deeds",
    _("on sending"),
    _("Change or drop what is done on sending: credit, count, follow-up."),
    shown=False,
)
CONVERSATION_MOVES = (PLAYBOOK, RETURN, PERK, SURPRISE, RECOVERED, WOW)
BOARD_MOVES = (PLAYBOOK, RETURNS, INCIDENTS)
