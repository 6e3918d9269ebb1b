"""Everything the owner can do, each written once: key, footer, palette and help come from here."""

from shopdesk.ui.commands.board import BOARD, OPEN
from shopdesk.ui.commands.command import Command, answers
from shopdesk.ui.commands.composer import COMPOSER
from shopdesk.ui.commands.conversation import CONVERSATION
from shopdesk.ui.commands.settings import SETTINGS_SCREEN
from shopdesk.ui.commands.templates import TEMPLATE_EDITOR, TEMPLATE_LIST

__all__ = [
    "BOARD",
    "COMPOSER",
    "CONVERSATION",
    "OPEN",
    "SETTINGS_SCREEN",
    "TEMPLATE_EDITOR",
    "TEMPLATE_LIST",
    "Command",
    "answers",
]
