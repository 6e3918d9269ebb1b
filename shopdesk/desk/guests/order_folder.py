"""The watched folder: exports that are put there come in by themselves."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from shopdesk.desk.events import OrdersCame, Publish
from shopdesk.desk.guests.orders import OrderImport, Stopped
from shopdesk.domain.errors import ConfigError, FileTrouble, RecordsError
from shopdesk.domain.guests.order_report import ImportReport
from shopdesk.ports.order_files import Ask, ExportFolder, Marked
from shopdesk.ports.world import Clock
from shopdesk.words import _

EVERY_S = 5.0
LAST_S = 5.0

_log = logging.getLogger(__name__)

OpenImport = Callable[[], AbstractContextManager[OrderImport]]
"""Opens what takes files in, over records of its own: a large file takes a while."""


def came(event: OrdersCame) -> str:
    """What came in by itself, as a sentence."""
    if event.trouble:
        return _("Orders: {file} {why}").format(file=event.file, why=event.trouble)
    return _("Orders: {file}: new {added} · changed {changed} · refused rows {refused}").format(
        file=event.file, added=event.added, changed=event.changed, refused=event.refused
    )


class FolderWatch:
    """One look after another; a file that still grows is left for the next."""

    def __init__(
        self, folder: ExportFolder, opened: OpenImport, clock: Clock, publish: Publish
    ) -> None:
        self._folder = folder
        self._opened = opened
        self._clock = clock
        self._publish = publish
        self._seen: dict[Path, Marked] = {}

    def look(self, going: Callable[[], bool]) -> None:
        """Take in what has lain still since the last look; `going` says whether to go on.

        Raises `RecordsError`; the file stays where it is then, and comes in later.
        """
        waiting = {marked.file: marked for marked in self._folder.waiting()}
        ready = [file for file, marked in waiting.items() if self._seen.get(file) == marked]
        self._seen = waiting
        for file in sorted(ready):
            if going():
                self._take(file, going)

    def _take(self, file: Path, going: Callable[[], bool]) -> None:
        try:
            with self._opened() as importing:
                report = importing.take(file, Ask(), self._clock.now(), progress=lambda *_: going())
        except Stopped:
            return
        except (FileTrouble, ConfigError) as error:
            self._fail(file, str(error))
            return
        if report.nothing:
            self._fail(file, "\n".join(_lines(report)))
            return
        self._folder.done(file, "\n".join(_lines(report)) if report.refused_rows else "")
        del self._seen[file]
        self._publish(
            OrdersCame(
                file.name, report.source, report.added, report.changed, report.refused_rows, ""
            )
        )

    def _fail(self, file: Path, why: str) -> None:
        self._folder.failed(file, why)
        self._seen.pop(file, None)
        self._publish(OrdersCame(file.name, "", 0, 0, 0, why.splitlines()[0]))


class FolderKeeper:
    """A thread of its own while the lease is ours."""

    def __init__(self, watch: FolderWatch, publish: Publish) -> None:
        self._watch = watch
        self._publish = publish
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="orders", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end, in the middle of a file too."""
        self._stopping.set()

    def join(self) -> None:
        """Wait for the end, for a while."""
        self._thread.join(LAST_S)

    def _run(self) -> None:
        told = ""
        while not self._stopping.wait(EVERY_S):
            try:
                self._watch.look(lambda: not self._stopping.is_set())
                told = ""
            except (RecordsError, FileTrouble) as error:
                if str(error) != told:
                    told = str(error)
                    self._publish(OrdersCame("", "", 0, 0, 0, told))
            except Exception as error:  # noqa: BLE001 - the worker's outermost edge
                _log.exception("the folder of orders failed")
                self._publish(OrdersCame("", "", 0, 0, 0, str(error)))
                return


def _lines(report: ImportReport) -> list[str]:
    lines = [
        _("line {line} refused: {why}").format(line=r.line, why=r.reason) for r in report.refused
    ]
    if report.refused_rows > len(report.refused):
        lines.append(_("{n} rows were refused in all").format(n=report.refused_rows))
    return lines
