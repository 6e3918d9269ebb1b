"""The desk of one shop: everything that can be done, behind one door."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from shopdesk.desk.board import Look
from shopdesk.desk.compose import Compose
from shopdesk.desk.correct import Correct
from shopdesk.desk.dismiss import Dismiss
from shopdesk.desk.enclosed import Enclosed
from shopdesk.desk.events import Publish
from shopdesk.desk.incoming import Incoming
from shopdesk.desk.outbox import Outbox
from shopdesk.desk.rearrange import Rearrange
from shopdesk.desk.receive import Receive, Rules
from shopdesk.desk.recompute import Recompute
from shopdesk.desk.send_check import SendCheck
from shopdesk.desk.sorting import Sorting
from shopdesk.desk.suggest import Suggest
from shopdesk.desk.take_back import TakeBack
from shopdesk.desk.templates import Shelf
from shopdesk.desk.threads import Threads
from shopdesk.desk.undelivered import Undelivered
from shopdesk.desk.waits import Waits
from shopdesk.domain.schedule import Schedule
from shopdesk.domain.settings import Settings
from shopdesk.ports.cache import Cache
from shopdesk.ports.languages import Languages
from shopdesk.ports.mail import BounceReader, MailReader, MailWriter
from shopdesk.ports.products import Products
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler, Templates
from shopdesk.ports.world import Clock, Files

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tools:
    """What a desk is made with; made on the thread that uses it."""

    records: Records
    cache: Cache
    templates: Templates
    filler: Filler
    reader: MailReader
    bounces: BounceReader
    languages: Languages
    writer: MailWriter
    files: Files
    products: Products
    clock: Clock


class Desk:
    """Used from one thread: the one that made its tools."""

    def __init__(
        self, tools: Tools, settings: Settings, schedule: Schedule, publish: Publish
    ) -> None:
        self.records = tools.records
        self.cache = tools.cache
        self.templates = tools.templates
        self.products = tools.products
        self.shelf = Shelf(tools.templates, tools.filler, tools.files, tools.products)
        waits = Waits(tools.records, schedule, settings.targets)
        sorting = Sorting(tools.records, tools.languages, settings)
        self.rearrange = Rearrange(tools.records, waits, sorting)
        threads = Threads(tools.records, self.rearrange)
        incoming = Incoming(tools.records, waits, threads, sorting)
        undelivered = Undelivered(tools.records, tools.bounces, waits)
        rules = Rules(sorting, threads, waits, incoming, undelivered)
        self.receive = Receive(tools.records, tools.cache, tools.reader, rules, settings, publish)
        self.look = Look(tools.records, settings)
        self.suggest = Suggest(tools.records, tools.templates, settings)
        self.send_check = SendCheck(tools.records, tools.reader, settings)
        self.compose = Compose(
            tools.records, tools.filler, tools.writer, tools.files, settings, tools.clock
        )
        self.outbox = Outbox(tools.records, tools.templates, tools.reader, waits, publish)
        self.dismiss = Dismiss(tools.records, waits, publish)
        self.recompute = Recompute(tools.records, waits, schedule)
        self.correct = Correct(tools.records, waits, incoming, sorting, self.recompute, publish)
        self.enclosed = Enclosed(tools.records, tools.reader)
        self.take_back = TakeBack(tools.records, self.rearrange, self.correct)

    def close(self) -> None:
        """Close the files."""
        self.records.close()
        self.cache.close()


class DeskThread:
    """Runs a desk in a thread of its own, one piece of work after another."""

    def __init__(self, make: Callable[[], Desk]) -> None:
        self._make = make
        self._work: queue.SimpleQueue[tuple[Callable[[Desk], Any], Future[Any]] | None]
        self._work = queue.SimpleQueue()
        self._made: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        """Open the records; raises what opening them raises."""
        self._thread.start()
        self._made.result()

    def submit(self, work: Callable[[Desk], T]) -> Future[T]:
        """Have the work done; its result or its error comes with the future."""
        future: Future[T] = Future()
        self._work.put((work, future))
        return future

    def call(self, work: Callable[[Desk], T]) -> T:
        """Have the work done and wait for it. Not from an event loop."""
        return self.submit(work).result()

    def stop(self) -> None:
        """Finish what was handed in, then close."""
        self._work.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            desk = self._make()
        except BaseException as error:  # noqa: BLE001 - handed to whoever called start()
            self._made.set_exception(error)
            return
        self._made.set_result(None)
        while (item := self._work.get()) is not None:
            work, future = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work(desk))
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                future.set_exception(error)
        desk.close()
