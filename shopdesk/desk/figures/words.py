"""How a figure is said: shares, durations, money."""

from __future__ import annotations

from datetime import timedelta

from shopdesk.domain.figures.loyalty import Lifetime, Loyalty
from shopdesk.domain.figures.numbers import Share, Times
from shopdesk.domain.money import Money
from shopdesk.words import _, number

ENOUGH = 5
"""A share or a mean of fewer cases is told as what it is: too little to go by."""


def share_text(share: Share) -> str:
    """`94 % of 31`; of too few cases that it is too little."""
    if share.whole < ENOUGH:
        return too_few(share.whole)
    return _("{percent} % of {whole}").format(percent=percent(share), whole=share.whole)


def too_few(n: int) -> str:
    """In the place of a figure of `n` cases."""
    return _("not enough data ({n})").format(n=n)


def share_cell(share: Share) -> str:
    """The same for a narrow column: `few (3)` of too few cases, a dash of none."""
    if not share.whole:
        return "–"
    return few(share.whole) if share.whole < ENOUGH else share_text(share)


def few(n: int) -> str:
    """In the place of a figure of `n` cases, in a narrow column."""
    return _("few ({n})").format(n=n)


def channel_text(name: str) -> str:
    """How mail came, as the owner says it."""
    return _(name) if name else "–"


def percent(share: Share) -> int:
    """Rounded down, so that only what is whole is called 100 %."""
    return 100 * share.part // share.whole if share.whole else 0


def duration_text(time: timedelta | None) -> str:
    """`2:10`, `11h 32`, `3d 4h`, or a dash: shorter than a countdown, nobody needs the seconds."""
    if time is None:
        return "–"
    minutes, second = divmod(round(time.total_seconds()), 60)
    hours, minute = divmod(minutes, 60)
    if hours >= 48:
        return _("{d}d {h}h").format(d=hours // 24, h=hours % 24)
    if hours:
        return _("{h}h {m:02}").format(h=hours, m=minute)
    return f"{minute}:{second:02}"


def times_text(times: Times) -> str:
    """Median, mean and the slow end, with n."""
    if not times.n:
        return "–"
    return _("{median} · ø {mean} · p90 {p90} · n {n}").format(
        median=duration_text(times.median),
        mean=duration_text(times.mean),
        p90=duration_text(times.p90),
        n=times.n,
    )


def money_text(life: Lifetime) -> str:
    """What a customer is worth: `312.40 GBP`."""
    amount = Money(life.value, life.currency).rounded()
    places = max(-int(amount.amount.as_tuple().exponent), 0)
    return f"{number(amount.amount, places)} {amount.currency}"


def worth_text(found: Loyalty) -> str:
    """What a customer is worth, in every currency, or why nobody knows."""
    if found.yearly_churn.whole < ENOUGH:
        return too_few(found.yearly_churn.whole)
    if not found.yearly_churn.part:
        return _("nobody has left yet ({n})").format(n=found.yearly_churn.whole)
    return ", ".join(money_text(life) for life in found.lifetime) or "–"
