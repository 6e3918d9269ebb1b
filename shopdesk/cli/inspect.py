"""`shopdesk inspect`: how shopdesk reads mail files, so that a misreading can be reported."""

from __future__ import annotations

import argparse
import hashlib
import json as jsonlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.bootstrap import Profile, tools
from shopdesk.bootstrap.tools import Inspector
from shopdesk.cli.lines import instant
from shopdesk.desk.receiving.insight import Insight, conversation_numbers
from shopdesk.domain.errors import FileTrouble, UnreadableMail
from shopdesk.domain.mail.message import Address, Message
from shopdesk.domain.plain import plain
from shopdesk.words import _

SUGGESTED = 9
"""Templates that have a key of their own."""
SHOWN = 3
"""Templates that people are told."""
WIDTH = 12
"""Columns of the labels in the form for people."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One mail of one file, read."""

    file: str
    """The file as it was named in the call."""
    message: Message | None
    """None where it cannot be read."""
    insight: Insight | None
    """None where it cannot be read."""
    files: tuple[dict[str, object], ...]
    """Its attachments as they are printed."""
    trouble: str = ""
    """Why it cannot be read."""
    templates: tuple[dict[str, object], ...] = ()
    """The likeliest answers as they are printed, best first."""


def inspect_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk inspect`."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=_(".eml, mbox or .box"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a mail"))
    parser.add_argument("--threads", action="store_true", help=_("number the conversations"))


def run_inspect(profile: Profile, call: argparse.Namespace) -> int:
    """Print every mail of the files; 1 when a file could not be read."""
    failed: list[str] = []
    readings = _readings(tools.inspector(profile), call.files, failed)
    if call.threads:
        kept = list(readings)
        numbers = _numbers(kept)
        for reading, number in zip(kept, numbers, strict=True):
            _say(reading, call.json, number)
    else:
        for reading in readings:
            _say(reading, call.json, None)
    for sentence in failed:
        print(f"shopdesk: {plain(sentence)}", file=sys.stderr)
    return 1 if failed else 0


def _readings(inspector: Inspector, files: Sequence[Path], failed: list[str]) -> Iterator[Reading]:
    for file in files:
        try:
            for raw in inspector.mails(file):
                yield _reading(inspector, str(file), raw)
        except FileTrouble as error:
            failed.append(str(error))


def _reading(inspector: Inspector, file: str, raw: bytes) -> Reading:
    try:
        message = inspector.reader.read(raw)
        listed = inspector.reader.attachments(raw) if message.attachments else ()
    except UnreadableMail as error:
        return Reading(file, None, None, (), str(error))
    files = tuple(
        {
            "filename": attachment.filename,
            "content_type": attachment.content_type,
            "size": attachment.size,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for attachment, content in listed
    )
    found = inspector.insight(message, raw)
    return Reading(file, message, found, files, templates=_templates(inspector, message, found))


def _templates(
    inspector: Inspector, message: Message, found: Insight
) -> tuple[dict[str, object], ...]:
    theirs, ours = found.person.language, inspector.language
    return tuple(
        {
            "id": suggestion.template.id,
            "title": suggestion.template.variant(theirs, ours)[1].title,
            "score": round(suggestion.score, 4),
        }
        for suggestion in inspector.suggestions(message, found)[:SUGGESTED]
    )


def _numbers(readings: Sequence[Reading]) -> list[int | None]:
    """The conversation of each mail; an unreadable one belongs to none."""
    read = [(r.message, r.insight) for r in readings if r.message and r.insight]
    numbers = iter(conversation_numbers(read))
    return [next(numbers) if r.message else None for r in readings]


def _say(reading: Reading, json: bool, conversation: int | None) -> None:
    if json:
        # ASCII: what is in a mail must not reach the terminal as anything but letters.
        print(jsonlib.dumps(record(reading, conversation)), flush=True)
    else:
        print("\n".join(_for_people(reading, conversation)), flush=True)


def record(reading: Reading, conversation: int | None = None) -> dict[str, object]:
    """One mail as it is printed with `--json`."""
    message, found = reading.message, reading.insight
    threaded = {} if conversation is None else {"conversation": conversation}
    if message is None or found is None:
        return _nothing(reading) | threaded
    bounce = found.bounce and {
        "recipients": list(found.bounce.recipients),
        "kind": found.bounce.kind.value,
        "reason": found.bounce.reason,
    }
    return {
        "file": reading.file,
        "from": _person(message.sender),
        "reply_to": message.reply_to and _person(message.reply_to),
        "to": [_person(address) for address in message.to],
        "customer": _person(found.person.contact),
        "channel": str(found.person.channel),
        "subject": message.subject,
        "date": message.date and instant(message.date),
        "message_id": message.message_id,
        "references": list(message.references),
        "text": message.text,
        "new_text": message.new_text,
        "attachments": list(reading.files),
        "automatic": found.verdict.kind and found.verdict.kind.value,
        "may_answer_automatically": found.may_answer_automatically,
        "bounce": bounce,
        "category": found.person.category.value,
        "language": found.person.language,
        "order_numbers": list(found.person.order_numbers),
        "templates": list(reading.templates),
        "warnings": list(found.warnings),
        **threaded,
    }


def _nothing(reading: Reading) -> dict[str, object]:
    """The same for a mail that cannot be read."""
    nobody = {"name": "", "email": ""}
    return {
        "file": reading.file,
        "from": nobody,
        "reply_to": None,
        "to": [],
        "customer": nobody,
        "channel": "email",
        "subject": "",
        "date": None,
        "message_id": "",
        "references": [],
        "text": "",
        "new_text": "",
        "attachments": [],
        "automatic": None,
        "may_answer_automatically": False,
        "bounce": None,
        "category": "other",
        "language": "",
        "order_numbers": [],
        "templates": [],
        "warnings": [reading.trouble],
    }


def _person(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.email}


def _for_people(reading: Reading, conversation: int | None) -> Iterator[str]:
    """A mail as a few labelled lines and its new text."""
    said = record(reading, conversation)
    message, found = reading.message, reading.insight
    yield _labelled(_("file"), reading.file)
    if message is None or found is None:
        yield _labelled(_("unreadable"), reading.trouble)
        yield ""
        return
    yield _labelled(_("from"), str(message.sender))
    person, kind = found.person, found.verdict.kind
    yield _labelled(_("customer"), f"{person.contact} · {person.channel}")
    yield _labelled(_("subject"), message.subject)
    yield _labelled(_("date"), str(said["date"] or _("none that makes sense")))
    waits = _("a person waits") if kind is None else kind.value
    yield _labelled(_("waiting"), f"{waits} · {found.verdict.reason}")
    if found.bounce:
        recipients = ", ".join(found.bounce.recipients) or "?"
        why = f"{found.bounce.kind.value} · {found.bounce.reason}"
        yield _labelled(_("returned"), f"{recipients} · {why}")
    numbers = (f"#{number}" for number in person.order_numbers)
    about = filter(None, (person.category.value, person.language, *numbers))
    yield _labelled(_("about"), f"{' · '.join(about)} · {person.why}")
    if conversation is not None:
        yield _labelled(_("conversation"), str(conversation))
    if kind is None:
        answers = (str(template["title"]) for template in reading.templates[:SHOWN])
        yield _labelled(_("answers"), " · ".join(answers))
    for attachment in message.attachments:
        size = f"{attachment.content_type}, {attachment.size} B"
        yield _labelled(_("attachment"), f"{attachment.filename or '?'} ({size})")
    for warning in found.warnings:
        yield _labelled(_("warning"), warning)
    yield ""
    yield from (f"    {line}" for line in plain(message.new_text, lines=True).split("\n"))
    yield ""


def _labelled(label: str, value: str) -> str:
    return f"{label:<{WIDTH}} {plain(value)}"
