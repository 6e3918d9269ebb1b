"""The desk of one shop: everything that can be done, behind one door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.desk.answering.acknowledge import Acknowledge, Words
from shopdesk.desk.answering.compose import Compose
from shopdesk.desk.answering.edited import Edited
from shopdesk.desk.answering.filling import Filling
from shopdesk.desk.answering.offering import Offering
from shopdesk.desk.answering.only_showing import GuardedTemplates
from shopdesk.desk.answering.outbox import Outbox
from shopdesk.desk.answering.send_check import SendCheck
from shopdesk.desk.answering.suggest import Suggest
from shopdesk.desk.answering.templates import Shelf
from shopdesk.desk.board import Look
from shopdesk.desk.clock.closing import Closing
from shopdesk.desk.clock.dismiss import Dismiss
from shopdesk.desk.clock.recompute import Recompute
from shopdesk.desk.clock.reminders import Reminders
from shopdesk.desk.clock.stilling import Stilling
from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import Event, Publish
from shopdesk.desk.figures.figures import Figures
from shopdesk.desk.figures.ratings import Ratings
from shopdesk.desk.figures.surveying import Surveying
from shopdesk.desk.figures.weekly_report import WeeklyReport
from shopdesk.desk.guests.customers import Customers
from shopdesk.desk.guests.order_facts import OrderFacts
from shopdesk.desk.guests.privacy import Privacy
from shopdesk.desk.moves.acting import Acting
from shopdesk.desk.moves.campaigning import Campaigning
from shopdesk.desk.moves.credit import Credit
from shopdesk.desk.moves.gifts import Gifts
from shopdesk.desk.moves.incidents import Incidents
from shopdesk.desk.moves.perks import Perks
from shopdesk.desk.moves.playing import Playing
from shopdesk.desk.moves.recovering import Recovering
from shopdesk.desk.moves.return_form import ReturnForm
from shopdesk.desk.moves.returning import Returning
from shopdesk.desk.receiving.correct import Correct
from shopdesk.desk.receiving.enclosed import Enclosed
from shopdesk.desk.receiving.incoming import Incoming
from shopdesk.desk.receiving.rearrange import Rearrange
from shopdesk.desk.receiving.receive import Receive, Rules
from shopdesk.desk.receiving.sorting import Sorting
from shopdesk.desk.receiving.spoken import Spoken
from shopdesk.desk.receiving.strays import Strays
from shopdesk.desk.receiving.take_back import TakeBack
from shopdesk.desk.receiving.threads import Threads
from shopdesk.desk.receiving.undelivered import Undelivered
from shopdesk.desk.watch.flagged import Flagged
from shopdesk.desk.watch.moved import Moved
from shopdesk.domain.answer.template import Template
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.money import Money
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.cache import Cache
from shopdesk.ports.languages import Languages
from shopdesk.ports.mail import BounceReader, MailReader, MailWriter
from shopdesk.ports.playbook import Playbook
from shopdesk.ports.products import Products
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler, Templates
from shopdesk.ports.world import Clock, Files


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
    playbook: Playbook
    automatic: Callable[[], tuple[Template, ...]] = tuple
    """What the shop's machine says where the owner gave it no words."""


class Desk:
    """Used from one thread: the one that made its tools."""

    def __init__(
        self, tools: Tools, settings: Settings, schedule: Schedule, publish: Publish
    ) -> None:
        self._guarded = GuardedTemplates(tools.templates)
        tools = replace(tools, templates=self._guarded)
        self.settings = settings
        self.records = tools.records
        self.cache = tools.cache
        self.templates = tools.templates
        self.products = tools.products
        self.shelf = Shelf(tools.templates, tools.filler, tools.files, tools.products)
        self.customers = Customers(tools.records, settings, self._credit_of)
        is_vip = self.customers.is_vip
        self._waits = waits = Waits(tools.records, schedule, settings.targets, is_vip)
        sorting = Sorting(tools.records, tools.languages, settings)
        self.rearrange = Rearrange(tools.records, waits, sorting)
        threads = Threads(tools.records, self.rearrange)
        reminders = Reminders(tools.records, schedule)
        ratings = Ratings(tools.records)
        incoming = Incoming(tools.records, waits, threads, sorting, reminders, ratings)
        undelivered = Undelivered(tools.records, tools.bounces, waits)
        giving = settings.generosity
        self.credit = Credit(tools.records, giving.credit_lasts)
        self.returning = Returning(tools.records, self.credit, settings, giving.returns, schedule)
        self.acting = acting = Acting(tools.records, self.credit, self.returning, settings)
        self.outbox = Outbox(
            tools.records, tools.templates, tools.reader, waits, reminders, publish, acting
        )
        self.stilling = Stilling(tools.records, schedule)
        self.closing = Closing(tools.records)
        rules = Rules(sorting, threads, waits, incoming, undelivered, self.outbox)
        words = Words(tools.templates, tools.automatic, tools.filler, tools.writer)
        self.acknowledge = Acknowledge(tools.records, words, settings, schedule, publish)

        def arrived(event: Event) -> None:
            publish(event)
            self.acknowledge.heard(event, tools.clock.now())

        self.receive = Receive(tools.records, tools.cache, tools.reader, rules, settings, arrived)
        self.strays = Strays(tools.records, tools.reader, sorting)
        self.spoken = Spoken(tools.records, waits, sorting, schedule)
        self.look = Look(tools.records, settings, self.customers.guests)
        self.order_facts = OrderFacts(tools.records, settings)
        self.suggest = Suggest(tools.records, tools.templates, settings, self.order_facts.meant)
        self.send_check = SendCheck(tools.records, tools.reader, settings)
        gifts = Gifts(tools.records, self.credit, settings)
        order = self.order_facts.values
        filling = Filling(tools.records, tools.filler, settings, tools.clock, order, gifts)
        self.compose = Compose(
            tools.records,
            tools.filler,
            tools.writer,
            tools.files,
            settings,
            tools.clock,
            order=order,
            gifts=gifts,
            edited=Edited(tools.records, tools.templates, filling),
        )
        self.playing = Playing(
            tools.records, tools.playbook, self.compose, self.order_facts, self.returning, settings
        )
        self.perks = Perks(tools.records, settings)
        self.recovering = Recovering(tools.records)
        self.incidents = Incidents(tools.records, tools.playbook)
        self.return_form = ReturnForm(
            tools.records, self.playing, self.compose, self.returning, settings
        )
        self.offering = Offering(self.compose, tools.products, tools.filler)
        self.dismiss = Dismiss(tools.records, waits, publish)
        self.moved = Moved(tools.records, waits, publish)
        self.flagged = Flagged(tools.records, waits, publish)
        self.recompute = Recompute(tools.records, waits, schedule, settings.shop.zone)
        self.correct = Correct(tools.records, waits, incoming, sorting, self.recompute, publish)
        self.campaigning = Campaigning(
            tools.records, words, ratings, self.customers, gifts, settings, publish
        )
        self.surveying = Surveying(tools.records, words, ratings, settings, publish)
        self.figures = Figures(tools.records, settings)
        self.weekly = WeeklyReport(tools.records, self.figures, tools.writer, settings)
        self.enclosed = Enclosed(tools.records, tools.reader)
        self.privacy = Privacy(tools.records, tools.cache, waits)
        self.take_back = TakeBack(tools.records, self.rearrange, self.correct, self.customers)

    def change(self, settings: Settings, now: datetime, before: Schedule | None = None) -> int:
        """Go by these targets from now on, and by the schedule as it is; how many clocks moved.

        `before` is the schedule that held until now, where that is another one.
        """
        self.settings = settings
        self._waits.allow(settings.targets)
        self.customers.go_by(settings)
        self.look.ask_anew()
        return self.recompute.everything(now, before)

    def _credit_of(self, address: str, now: datetime) -> tuple[Money, ...]:
        return tuple(account.balance for account in self.credit.accounts(address, now))

    def only_show(self, only: bool) -> None:
        """Whether every change raises `OnlyShows` from now on."""
        self.records.only_show(only)
        self._guarded.only_shows = only

    def close(self) -> None:
        """Close the files."""
        self.records.close()
        self.cache.close()
