"""Whatever comes in: damaged mails, settings, templates and exports, one after the other."""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.adapters.bounces import BounceReader
from shopdesk.adapters.config.file import settings_from
from shopdesk.adapters.mime import MimeReader
from shopdesk.adapters.profile.log import end_log
from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.desk.receiving.insight import insight
from shopdesk.domain.errors import ConfigError, FileTrouble, TemplateError, UnreadableMail
from tests.adapters.orders import exports
from tests.adapters.orders.reading import read
from tests.faults.figures import Figure, counted
from tests.faults.seeds import mails, settings_texts, templates

SLOW_S = 5.0
"""Longer than this for one input is a hang to whoever waits."""
OWN = frozenset({"hello@shop.test"})
VALUES: dict[str, object] = {"customer": {"first_name": "Jane"}, "order": {"items": [1, 2]}}


@dataclass(frozen=True)
class Subject:
    """Something that reads what others wrote."""

    name: str
    """In the table."""
    seeds: Sequence[bytes]
    """What is right, to be damaged."""
    take: Callable[[bytes], object]
    """Reads it."""
    allowed: tuple[type[Exception], ...]
    """How it may refuse."""


def subjects(folder: Path) -> tuple[Subject, ...]:
    """All of them; exports are read from files in `folder`."""
    reader, bounces, filler = MimeReader(), BounceReader(), LiquidFiller()

    def mail(raw: bytes) -> object:
        reader.html(raw)
        reader.attachments(raw)
        return insight(reader.read(raw), raw, bounces, OWN)

    tables = (exports.shopify(exports.JANES, exports.MINHS).encode(),)
    return (
        Subject("mails", mails(), mail, (UnreadableMail,)),
        Subject(
            "settings",
            settings_texts(),
            lambda raw: settings_from(raw.decode("utf-8", "replace"), folder / "config.toml"),
            (ConfigError,),
        ),
        Subject(
            "templates",
            templates(),
            lambda raw: filler.fill(raw.decode("utf-8", "replace"), VALUES),
            (TemplateError,),
        ),
        Subject("exports", tables, lambda raw: read(folder, raw), (FileTrouble, ConfigError)),
    )


def damaged(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with a few bytes or lines lost, doubled, moved or of another one."""
    raw = bytearray(chance.choice(seeds))
    for _turn in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        length = chance.choice((1, 1, 2, 8, 64))
        match chance.randrange(6):
            case 0:
                del raw[at : at + length]
            case 1:
                raw[at:at] = chance.randbytes(length)
            case 2:
                raw[at:at] = raw[at : at + length] * chance.randint(1, 50)
            case 3:
                other = chance.choice(seeds)
                start = chance.randrange(len(other) + 1)
                raw[at : at + length] = other[start : start + 8 * length]
            case 4:
                lines = bytes(raw).splitlines(keepends=True)
                chance.shuffle(lines)
                raw = bytearray(b"".join(lines))
            case _:
                raw[at : at + 1] = chance.choice(
                    (b"\x00", b'"', b"\r", b"\n", b"\xff", b"{{", b";")
                )
    return bytes(raw)


def fuzzed(folder: Path, seconds: float, seed: int) -> list[Figure]:
    """Each subject for so many seconds; what broke is told on stderr."""
    end_log()
    figures: list[Figure] = []
    for subject in subjects(folder):
        chance = random.Random(f"{seed} {subject.name}")  # noqa: S311 - no secret in it
        tried = refused = broke = slow = 0
        end = time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            raw = damaged(chance, subject.seeds)
            tried += 1
            try:
                subject.take(raw)
            except subject.allowed:
                refused += 1
            except Exception:  # noqa: BLE001 - that there is none is what is measured
                broke += 1
                print(subject.name, raw[:2000], traceback.format_exc(), file=sys.stderr)
            slow += time.monotonic() - began > SLOW_S
        figures += [
            Figure(
                f"{subject.name}: damaged, of them refused with a sentence", f"{tried}, {refused}"
            ),
            counted(f"{subject.name}: broke off otherwise", broke),
            counted(f"{subject.name}: took over {SLOW_S:g} s", slow),
        ]
    return figures
