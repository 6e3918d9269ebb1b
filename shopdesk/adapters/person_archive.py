"""Everything about one person in a zip file that anybody can read: mails, talks, rows."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from shopdesk.adapters.profile.folder import FILE_MODE, refused
from shopdesk.adapters.records.rows import instant
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import FiledMessage
from shopdesk.domain.plain import plain
from shopdesk.ports.cache import OlderMail
from shopdesk.words import _

Mail = tuple[int, int | None, bool, datetime, bytes]
_INSTANTS = range(10**11, 10**14)
"""Whole numbers that are milliseconds since 1970, from 1973 on."""
_NO_INSTANTS = re.compile(r"id$|_id$|_ms$|uid|number|total|worth")


def write(
    target: Path,
    mails: Iterable[Mail],
    talks: Iterable[tuple[int, Sequence[FiledMessage]]],
    rows: Iterable[tuple[str, Mapping[str, object]]],
    older: Sequence[OlderMail],
) -> int:
    """Write a new file, mode 0600; returns how many files are in it. Raises `RecordsError`."""
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            with (
                os.fdopen(handle, "wb") as raw,
                zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed,
            ):
                for name, content in _files(mails, talks, rows, older):
                    _put(packed, name, content)
                return len(packed.namelist())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    except FileExistsError as error:
        raise RecordsError(
            _("There is a file {file} already; name another one.").format(file=target)
        ) from error
    except OSError as error:
        raise refused(error, target) from error


def file_name(address: str, at: datetime) -> str:
    """For an export of that day."""
    safe = re.sub(r"[^\w.@+-]+", "_", address).strip("._") or "customer"
    return f"{safe[:80]}-{at.astimezone(UTC):%Y-%m-%d}.zip"


def _files(
    mails: Iterable[Mail],
    talks: Iterable[tuple[int, Sequence[FiledMessage]]],
    rows: Iterable[tuple[str, Mapping[str, object]]],
    older: Sequence[OlderMail],
) -> Iterator[tuple[str, bytes]]:
    for number, _conversation, ours, received, data in mails:
        way = "from-us" if ours else "to-us"
        yield f"mails/{received:%Y-%m-%dT%H%M%SZ}-{number}-{way}.eml", data
    for number, messages in talks:
        text = "\n\n".join(_said(m.received, m.outgoing, m) for m in messages)
        yield f"conversations/{number}.txt", text.encode("utf-8", "replace")
    for place, mail in enumerate(older, 1):
        text = f"{mail.received.isoformat()}\n{_words(mail.message.subject, mail.message.text)}"
        yield f"older-mails/{place}.txt", text.encode("utf-8", "replace")
    tables: dict[str, list[dict[str, object]]] = {}
    for table, row in rows:
        tables.setdefault(table, []).append({k: _readable(k, v) for k, v in row.items()})
    for table, found in tables.items():
        yield f"data/{table}.json", json.dumps(found, ensure_ascii=False, indent=2).encode()


def _said(received: datetime, outgoing: bool, filed: FiledMessage) -> str:
    who = _("The shop") if outgoing else str(filed.writer)
    head = f"{received:%Y-%m-%d %H:%M:%S} UTC · {plain(who)}"
    return f"{head}\n{_words(filed.message.subject, filed.message.text)}"


def _words(subject: str, text: str) -> str:
    return f"{plain(subject)}\n\n{plain(text, lines=True)}"


def _readable(column: str, value: object) -> object:
    """Instants as RFC 3339; JSON as what it says."""
    if isinstance(value, int) and value in _INSTANTS and not _NO_INSTANTS.search(column):
        return f"{instant(value):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = FILE_MODE << 16
    packed.writestr(entry, content)
