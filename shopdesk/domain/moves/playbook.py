"""The playbook: for each known problem the prepared solution, and how it is kept from happening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.domain.folding import fold, words
from shopdesk.domain.money import Money, by_currency

if TYPE_CHECKING:
    from shopdesk.domain.mail.matter import Category


class Action(StrEnum):
    """What is done besides the answer."""

    NOTHING = "nothing"
    RESEND = "resend"
    REFUND = "refund"
    CREDIT = "credit"
    EXCHANGE = "exchange"
    """The goods come back, and others leave."""
    RETURN = "return"
    """The goods come back, and the money goes back."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A known problem."""

    id: str
    """Stable name, such as `damaged-in-transit`."""
    title: str
    """As the owner calls it."""
    template: str
    """Id of the template that answers it; empty: none yet."""
    action: Action
    """What is done besides."""
    percent: int = 0
    """Credit or refund: so much of the order's worth."""
    most: tuple[Money, ...] = ()
    """Never more than this, by currency."""
    words: tuple[str, ...] = ()
    """What customers say who have it, in any language."""
    categories: tuple[Category, ...] = ()
    """What such mail is about."""
    prevention: str = ""
    """How we prevent it."""
    threshold: int = 3
    """So many incidents within thirty days ask for a step against it."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One occurrence of a problem."""

    id: int
    """The records' number."""
    problem: str
    """The problem's id."""
    conversation: int
    """Where it was told."""
    contact: str
    """The customer's folded address."""
    order: str
    """Number of the order; may be empty."""
    product: str
    """What it was about; may be empty."""
    carrier: str
    """Who brought it; may be empty."""
    cause: str
    """In the owner's words; may be empty."""
    cost: Money
    """What it cost."""
    at: datetime
    """When, UTC."""


@dataclass(frozen=True, slots=True)
class Prevention:
    """A step against a problem."""

    id: int
    """The records' number."""
    problem: str
    """The problem's id."""
    step: str
    """What is done, in the owner's words."""
    made: datetime
    """When it was resolved on, UTC."""
    due: datetime
    """When it is to be done, UTC."""
    done: datetime | None
    """When it was, UTC."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a problem stands."""

    problem: Problem
    """Which."""
    ever: int
    """Incidents there have been."""
    lately: int
    """Of the last thirty days."""
    earlier: int
    """Of the thirty days before."""
    cost: tuple[Money, ...]
    """Of all of them, by currency."""
    asks: bool
    """Above its threshold without a step against it since: it asks for one."""
    prevention: Prevention | None
    """The newest step against it."""
    fell: tuple[float, float] | None
    """Incidents in thirty days before and after the newest step was done; None: too early."""


LATELY = timedelta(days=30)


def likeliest(problems: Iterable[Problem], text: str, category: Category) -> tuple[Problem, ...]:
    """All problems, the one that the customer's words fit best first."""
    said = _spaced(text)

    def fits(problem: Problem) -> tuple[int, int]:
        found = sum(1 for phrase in problem.words if _spaced(phrase) in said)
        return found, int(category in problem.categories)

    return tuple(sorted(problems, key=fits, reverse=True))


def _spaced(text: str) -> str:
    return f" {' '.join(words(fold(text)))} "


def worth(problem: Problem, price: Money) -> Money:
    """What the prepared solution gives of an order's price, within the limit of generosity."""
    amount = (price * (Decimal(problem.percent) / 100)).rounded()
    for limit in problem.most:
        if limit.currency == amount.currency and limit < amount:
            return limit
    return amount


def standing(
    problem: Problem,
    incidents: Sequence[Incident],
    preventions: Sequence[Prevention],
    now: datetime,
) -> Standing:
    """How it stands; the incidents and the steps may be of other problems too."""
    own = [one for one in incidents if one.problem == problem.id]
    steps = sorted((p for p in preventions if p.problem == problem.id), key=lambda p: p.made)
    newest = steps[-1] if steps else None
    lately = [one for one in own if now - LATELY < one.at <= now]
    unanswered = [one for one in lately if newest is None or one.at > newest.made]
    return Standing(
        problem=problem,
        ever=len(own),
        lately=len(lately),
        earlier=sum(1 for one in own if now - 2 * LATELY < one.at <= now - LATELY),
        cost=by_currency(one.cost for one in own if one.cost),
        asks=len(unanswered) >= problem.threshold,
        prevention=newest,
        fell=_fell(own, newest, now),
    )


def _fell(
    incidents: Sequence[Incident], step: Prevention | None, now: datetime
) -> tuple[float, float] | None:
    if step is None or step.done is None or now - step.done < LATELY:
        return None
    done = step.done
    before = sum(1 for one in incidents if done - LATELY < one.at <= done)
    after = sum(1 for one in incidents if one.at > done)
    return float(before), after * (LATELY / (now - done))


def twice(incidents: Iterable[Incident]) -> tuple[tuple[str, str], ...]:
    """The same mistake twice: (customer, problem) of those who met one again."""
    seen: set[tuple[str, str]] = set()
    again: dict[tuple[str, str], None] = {}
    for one in incidents:
        pair = (one.contact, one.problem)
        if pair in seen:
            again[pair] = None
        seen.add(pair)
    return tuple(again)
