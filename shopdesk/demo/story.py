"""What the demo's customers write, from `story/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Letter:
    """A customer's mail."""

    from_name: str
    from_address: str
    language: str
    subject: str
    body: str
    minutes_ago: float = 0.0
    """How long before the demo opens it came."""
    answered: bool = False
    """Already answered when the demo opens."""
    html: bool = False
    """Sent as HTML only."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """More header fields."""


@dataclass(frozen=True, slots=True)
class Followup:
    """What a customer writes back after an answer."""

    language: str
    category: str
    kind: str
    """thanks, question or praise."""
    body: str


def opening() -> tuple[Letter, ...]:
    """What lies in the mailbox at the start."""
    return tuple(Letter(**mail) for mail in _read("opening")["mail"])


def newcomers() -> tuple[Letter, ...]:
    """Customers who write while the demo runs."""
    return tuple(Letter(**mail) for mail in _read("newcomers")["mail"])


def followups() -> tuple[Followup, ...]:
    """What they write back."""
    return tuple(Followup(**reply) for reply in _read("followups")["reply"])


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    text = (files("shopdesk.demo") / "story" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
