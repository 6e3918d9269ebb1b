"""What is wished of the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.ui.wishes.alarms import Wish

if TYPE_CHECKING:
    from shopdesk.domain.figures.hours import Advice
    from shopdesk.domain.figures.spans import Span


class ShowFigures(Wish):
    """The figures of so many days up to today."""

    def __init__(self, days: int = 7) -> None:
        super().__init__()
        self.days = days


class ChooseSpan(Wish):
    """The figures of days to be typed."""


class ShowBehind(Wish):
    """The conversations that a figure is made of."""

    def __init__(self, figure: str, span: Span) -> None:
        super().__init__()
        self.figure = figure
        self.span = span


class ShowConversations(Wish):
    """These conversations; a single one is opened."""

    def __init__(self, conversations: tuple[int, ...]) -> None:
        super().__init__()
        self.conversations = conversations


class AcceptAdvice(Wish):
    """Make the advised hour a desk hour."""

    def __init__(self, advice: Advice) -> None:
        super().__init__()
        self.advice = advice
