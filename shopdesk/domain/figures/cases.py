"""The conversations behind a figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from shopdesk.domain.figures.behind import OF_WAITS, waits_behind
from shopdesk.domain.figures.facts import ConversationFact
from shopdesk.domain.figures.report import Facts
from shopdesk.domain.figures.resolution import SETTLED, asked_again, settled_at_once
from shopdesk.domain.figures.spans import Span
from shopdesk.domain.mail.matter import Category


def conversations_behind(figure: str, facts: Facts, span: Span, now: datetime) -> tuple[int, ...]:
    """Their numbers, each once, what teaches most first; of a share those that it falls short by.

    None for a figure that no conversations stand behind.
    """
    since, until = span.since, span.until
    if figure in OF_WAITS:
        waits = (w for w in facts.waits if since <= w.received < until)
        return _each_once(w.conversation for w in waits_behind(figure, waits, now))
    begun = [c for c in facts.conversations if since <= c.begun < until]
    match figure:
        case "one_touch":
            found = [c for c in begun if c.closed and len(c.replies) > 1]
        case "fcr":
            old = [c for c in begun if c.replies and now - c.begun > SETTLED]
            found = [c for c in old if not settled_at_once(c)]
        case "reopened":
            found = [c for c in begun if c.replies and asked_again(c)]
        case "recovered":
            found = [c for c in begun if c.category is Category.COMPLAINT and not c.recovered]
        case "recovered":
            complaints = [c for c in begun if c.category is Category.COMPLAINT]
            found = [c for c in complaints if not c.recovered]
        case "praise":
            found = [c for c in begun if c.category in (Category.PRAISE, Category.COMPLAINT)]
        case "csat" | "nps" | "ces" | "easy":
            scale = "ces" if figure == "easy" else figure
            asked = [s for s in facts.surveys if since <= s.sent < until and s.scale == scale]
            rated = [(s.rating, s.conversation) for s in asked if s.rating is not None]
            return _each_once(conversation for _rating, conversation in sorted(rated))
        case _:
            return ()
    return _each_once(c.id for c in sorted(found, key=_replies, reverse=True))


def _replies(conversation: ConversationFact) -> int:
    return len(conversation.replies)


def _each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
