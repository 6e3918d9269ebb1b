"""What can be done about a customer, and with files of orders."""

from __future__ import annotations

from dataclasses import replace

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

CARD = Command(
    "card",
    "v,ctrl+e",
    "card",
    _("customer"),
    _("The customer's card: orders, spend, notes, earlier conversations."),
    shown=False,
)
NOTE = Command(
    "note",
    "n,ctrl+n",
    "note",
    _("note"),
    _("Write something down about the customer."),
    shown=False,
)
LOG = Command(
    "log",
    "N,ctrl+l",
    "log",
    _("log a call"),
    _("Log a phone call or a chat; it can be an alarm, or be called back."),
    shown=False,
)
JOIN = Command(
    "join",
    "M,f5",
    "join",
    _("same person"),
    _("Another customer is the same person: addresses, orders and notes become one."),
)
ORDERS = Command(
    "orders",
    "O,ctrl+o",
    "orders",
    _("orders"),
    _("Take in a file of orders or customers."),
    shown=False,
)
OPEN_PAST = Command(
    "open-past", "enter", "open", _("open"), _("Open the conversation."), display="enter"
)
LEAVE_CARD = Command("leave-card", "escape,q,left", "back", _("back"), _("Back."), display="esc")
CUSTOMER = (OPEN_PAST, replace(NOTE, shown=True), replace(LOG, shown=True), JOIN, LEAVE_CARD)
"""On the card."""
BESIDE = (CARD, NOTE, LOG)
"""On the board and in a conversation."""
