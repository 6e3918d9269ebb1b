"""Every screen on which there is something to do, and what: help and remapping go by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.ui.commands.board import BOARD
from shopdesk.ui.commands.composer import COMPOSER
from shopdesk.ui.commands.conversation import CONVERSATION
from shopdesk.ui.commands.customers import CUSTOMER
from shopdesk.ui.commands.figures import FIGURES_SCREEN
from shopdesk.ui.commands.incidents import INCIDENTS_SCREEN
from shopdesk.ui.commands.orders_import import IMPORT
from shopdesk.ui.commands.returns import RETURNS_SCREEN
from shopdesk.ui.commands.search import MAIL_SCREEN, SEARCH_SCREEN
from shopdesk.ui.commands.settings import SETTINGS_SCREEN
from shopdesk.ui.commands.templates import TEMPLATE_EDITOR, TEMPLATE_LIST
from shopdesk.ui.keyboard import every_layout
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.commands.command import Command

_ROWS = ("up", "down", "pageup", "pagedown", "home", "end")


@dataclass(frozen=True, slots=True)
class Place:
    """A screen with commands."""

    id: str
    """Its name in this program."""
    title: str
    """As the help says it."""
    commands: tuple[Command, ...]
    """In the order of the help."""
    typing: bool = False
    """Letters and signs are text there."""
    digits: bool = False
    """1 to 9 answer with a template."""
    taken: tuple[str, ...] = ()
    """Keys that its list or its text needs."""


PLACES = (
    Place("board", _("On the board"), BOARD, digits=True, taken=(*_ROWS, "j", "k")),
    Place("conversation", _("In a conversation"), CONVERSATION, digits=True, taken=_ROWS),
    Place("composer", _("While writing"), COMPOSER, typing=True, taken=(*_ROWS, "enter", "tab")),
    Place("customer", _("On a customer's card"), CUSTOMER, taken=_ROWS),
    Place("returns", _("Among the returns"), RETURNS_SCREEN, taken=_ROWS),
    Place("incidents", _("Among the incidents"), INCIDENTS_SCREEN, taken=_ROWS),
    Place("search", _("While searching"), SEARCH_SCREEN, typing=True, taken=_ROWS),
    Place("mail", _("In an older mail"), MAIL_SCREEN, taken=_ROWS),
    Place("figures", _("In the figures"), FIGURES_SCREEN, taken=("up", "down")),
    Place("templates", _("Among the templates"), TEMPLATE_LIST, typing=True, taken=_ROWS),
    Place("template", _("Writing a template"), TEMPLATE_EDITOR, typing=True, taken=_ROWS),
    Place("settings", _("In the settings"), SETTINGS_SCREEN, typing=True),
    Place("orders", _("Taking orders in"), IMPORT),
)
EVERYWHERE = ("ctrl+q", "ctrl+p", "ctrl+c")
"""Quit, the palette, copy: the same on every screen."""


def only_inside() -> list[str]:
    """Letters that do something in a conversation and nothing on the board."""
    board = {key for command in BOARD for key in every_layout(command.keys).split(",")}
    inside = (every_layout(command.keys).split(",") for command in CONVERSATION)
    taken = board | set(PLACES[0].taken)
    return [
        key
        for keys in inside
        for key in keys
        if key.isalpha() and len(key) == 1 and key not in taken
    ]
