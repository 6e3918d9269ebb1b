"""The reader on public collections of mails, some with known answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shopdesk.adapters.mime import MimeReader
from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.triage import automatic

COLLECTIONS = ["bounces", "chatwoot", "mikel", "mime4j", "replies", "stalwart"]


@pytest.fixture(scope="module")
def mails(shared_dir: Path) -> Path:
    """The folder of mail collections."""
    folder = shared_dir / "mails"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    return folder


def truths(mails: Path, field: str) -> Iterator[tuple[Message, Any]]:
    """Each mail whose answer for `field` is known, and that answer."""
    for truth in sorted(mails.glob("*/truth.jsonl")):
        for line in truth.read_text("utf-8").splitlines():
            known = json.loads(line)
            if field in known:
                raw = (truth.parent / known["file"]).read_bytes()
                yield MimeReader().read(raw), known[field]


def squeezed(text: str) -> str:
    """With one blank for each run of white space."""
    return " ".join(text.split())


def share(right: list[bool]) -> float:
    """How many of them are right; there must be some."""
    assert right
    return sum(right) / len(right)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_mail_is_read(mails: Path, collection: str) -> None:
    files = [f for f in (mails / collection).rglob("*") if f.suffix in {".eml", ".msg"}]
    assert files
    for file in files:
        MimeReader().read(file.read_bytes())


def test_subjects_and_senders(mails: Path) -> None:
    subjects = [squeezed(m.subject) == squeezed(t) for m, t in truths(mails, "subject")]
    senders = [m.sender.email.lower() == t["email"].lower() for m, t in truths(mails, "from")]
    names = [squeezed(m.sender.name) == squeezed(t["name"]) for m, t in truths(mails, "from")]
    assert min(share(subjects), share(senders), share(names)) >= 0.99


def test_attachments(mails: Path) -> None:
    right = []
    for message, wanted in truths(mails, "attachments"):
        certain = sum(1 for w in wanted if not w.get("optional"))
        right.append(certain <= len(message.attachments) <= len(wanted))
    assert share(right) >= 0.97


def test_new_text(mails: Path) -> None:
    right = [squeezed(m.new_text) == squeezed(t) for m, t in truths(mails, "new_text")]
    assert share(right) >= 0.75
    for message, lines in truths(mails, "new_text_has"):
        assert all(squeezed(line) in squeezed(message.new_text) for line in lines)


def test_automatic_mail(mails: Path) -> None:
    right = []
    for message, wanted in truths(mails, "automatic"):
        kind = automatic(message, frozenset())
        right.append(
            bool(kind) is wanted if isinstance(wanted, bool) else kind == Automatic(wanted)
        )
    assert share(right) >= 0.97
