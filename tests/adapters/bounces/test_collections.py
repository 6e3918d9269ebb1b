"""Returned mails of a public collection with known answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shopdesk.adapters.bounces import BounceReader
from shopdesk.adapters.mime import MimeReader
from shopdesk.domain.mail.message import Automatic
from shopdesk.domain.triage import automatic, may_answer_automatically

NOBODY: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def collection(shared_dir: Path) -> Path:
    """The folder of returned mails."""
    folder = shared_dir / "mails" / "bounces"
    if not (folder / "truth.jsonl").is_file():
        pytest.skip(f"{folder} is not here")
    return folder


def known(collection: Path, *fields: str) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Each mail of which these are known, and what is."""
    for line in (collection / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        if all(field in truth for field in fields):
            yield (collection / truth["file"]).read_bytes(), truth


def share(right: list[bool]) -> float:
    """How many of them are right; there must be some."""
    assert right
    return sum(right) / len(right)


def test_returned_mails_are_told(collection: Path) -> None:
    right = []
    for raw, truth in known(collection, "automatic"):
        kind, wanted = automatic(MimeReader().read(raw), NOBODY), truth["automatic"]
        right.append(kind is not None if wanted is True else kind == Automatic(wanted))
    assert share(right) >= 0.98


def test_none_of_them_is_answered(collection: Path) -> None:
    for raw, truth in known(collection, "automatic"):
        assert not may_answer_automatically(MimeReader().read(raw), NOBODY), truth["file"]


def test_recipients(collection: Path) -> None:
    right = []
    for raw, truth in known(collection, "recipients"):
        bounce = BounceReader().read(raw)
        found = {address.lower() for address in bounce.recipients} if bounce else set()
        wanted = [truth["recipients"], truth.get("recipients_also") or truth["recipients"]]
        right.append(any(found == {a.lower() for a in addresses} for addresses in wanted))
    assert share(right) >= 0.95


def test_hard_or_soft(collection: Path) -> None:
    right = []
    for raw, truth in known(collection, "kind"):
        returned = automatic(MimeReader().read(raw), NOBODY) is Automatic.BOUNCE
        bounce = BounceReader().read(raw) if returned else None
        right.append((bounce.kind if bounce else None) == truth["kind"])
    assert share(right) >= 0.93
