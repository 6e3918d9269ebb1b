"""Three things to improve, each with the conversations that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shopdesk.domain.figures.facts import WaitFact
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.service import grouped
from shopdesk.domain.mail.matter import Category

AT_MOST = 3
ENOUGH = 5
"""Fewer cases than this show nothing."""
GOOD = 0.9
"""From this share in target on there is nothing to say."""
OFTEN = 0.6
"""A template that is changed more often than this wants to be written anew."""
FORGOTTEN = timedelta(days=2)
"""A wait that runs longer than this is called unanswered."""


class Lesson(StrEnum):
    """What kind of thing."""

    SLOW = "slow answers"
    EDITED = "template always edited"
    CAME_BACK = "a problem that came back"
    UNANSWERED = "never answered"


@dataclass(frozen=True, slots=True)
class Use:
    """One answer that was made with a template."""

    conversation: int
    """Where."""
    template: str
    """Which."""
    edited: bool
    """Whether the words were changed before it left."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One incident, as far as the coach looks at it."""

    conversation: int
    """Where it was told."""
    problem: str
    """Which known problem."""
    contact: str
    """Who told of it."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to improve."""

    lesson: Lesson
    """What kind."""
    about: str
    """The category, the template's id or the problem's id; empty: nothing in particular."""
    share: Share
    """How often it went wrong, of how many."""
    worst: timedelta | None
    """The slowest of them, where time is what it is about."""
    conversations: tuple[int, ...]
    """Those that show it, the worst first."""


def tips(
    waits: Sequence[WaitFact],
    uses: Iterable[Use],
    troubles: Iterable[Trouble],
    now: datetime,
    running: Sequence[WaitFact] | None = None,
) -> tuple[Tip, ...]:
    """The three that would change most: unanswered mail first, then by how many they concern.

    `running` are all waits that run, older ones than the others too; without it those among them.
    """
    found = [*_slow(waits), *_edited(uses), *_came_back(troubles)]
    found.sort(key=lambda tip: tip.share.part, reverse=True)
    every = [w for w in waits if w.running] if running is None else running
    return (*_unanswered(every, now), *found)[:AT_MOST]


def forgotten(running: Iterable[WaitFact], now: datetime) -> tuple[WaitFact, ...]:
    """The waits that run for longer than `FORGOTTEN`, the oldest first."""
    found = (w for w in running if w.running and now - w.received > FORGOTTEN)
    return tuple(sorted(found, key=lambda w: w.received))


def _unanswered(running: Sequence[WaitFact], now: datetime) -> list[Tip]:
    oldest = forgotten(running, now)
    if not oldest:
        return []
    return [
        Tip(
            Lesson.UNANSWERED,
            "",
            Share(len(oldest), len(running)),
            now - oldest[0].received,
            _each_once(w.conversation for w in oldest),
        )
    ]


def _slow(waits: Iterable[WaitFact]) -> list[Tip]:
    found = []
    for category, own in grouped(waits, _category).items():
        judged = [w for w in own if w.calendar is not None]
        late = [w for w in judged if not w.in_time]
        share = Share(len(late), len(judged))
        if len(judged) < ENOUGH or not late or 1 - (share.ratio or 0) >= GOOD:
            continue
        slowest = sorted(late, key=lambda w: w.calendar or timedelta(), reverse=True)
        shown = _each_once(w.conversation for w in slowest)
        found.append(Tip(Lesson.SLOW, category.value, share, slowest[0].calendar, shown))
    return found


def _edited(uses: Iterable[Use]) -> list[Tip]:
    groups: dict[str, list[Use]] = {}
    for use in uses:
        groups.setdefault(use.template, []).append(use)
    found = []
    for template, own in groups.items():
        changed = [use for use in own if use.edited]
        if len(own) >= ENOUGH and len(changed) > OFTEN * len(own):
            shown = _each_once(use.conversation for use in reversed(changed))
            share = Share(len(changed), len(own))
            found.append(Tip(Lesson.EDITED, template, share, None, shown))
    return found


def _came_back(troubles: Iterable[Trouble]) -> list[Tip]:
    every = tuple(troubles)
    groups: dict[tuple[str, str], list[Trouble]] = {}
    for one in every:
        groups.setdefault((one.contact, one.problem), []).append(one)
    found: dict[str, list[Trouble]] = {}
    for (_contact, problem), own in groups.items():
        if len(own) > 1:
            found.setdefault(problem, []).extend(own)
    return [
        Tip(
            Lesson.CAME_BACK,
            problem,
            Share(len(own), sum(1 for one in every if one.problem == problem)),
            None,
            _each_once(one.conversation for one in reversed(own)),
        )
        for problem, own in found.items()
    ]


def _category(wait: WaitFact) -> Category:
    return wait.category


def _each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
