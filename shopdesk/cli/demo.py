"""`shopdesk demo`: what is typed behind it."""

from __future__ import annotations

import argparse

from shopdesk.bootstrap import Profile
from shopdesk.words import _


def demo_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk demo`."""
    parser.add_argument("--seed", type=int, help=_("the same customers each time"))
    parser.add_argument("--speed", type=_speed, default=1.0, help=_("2 is twice as busy"))


def run_demo(_profile: Profile, call: argparse.Namespace) -> int:
    """On a profile of its own, never on the owner's; returns the exit code."""
    from shopdesk.demo import run

    return run.run_demo(seed=call.seed, speed=call.speed)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.01 <= speed <= 1000:
        raise argparse.ArgumentTypeError(_("a number from 0.01 to 1000 is allowed"))
    return speed
