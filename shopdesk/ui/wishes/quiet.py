"""What is wished of the ringing."""

from __future__ import annotations

from shopdesk.ui.wishes.alarms import Wish


class BeQuiet(Wish):
    """Let nothing ring for a while, or again."""
