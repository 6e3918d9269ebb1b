"""A shop of twelve months on record: three languages, holidays, a change of the clocks.

Written by the records' own methods, with the waits' durations from the shop's schedule; the figures
are left to whoever reads them.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shopdesk.adapters.public_holidays import weekly_hours
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.clock.hours import Hours, Span
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.targets import Channel, Targets
from shopdesk.domain.clock.wait import Outcome, Wait, Waiting, waiting_for
from shopdesk.domain.mail.conversation import Category, Reason, Status
from shopdesk.domain.mail.message import Address, Message
from tests.simulated_sales import merge_some, sell, survey

SHOP = "hello@tea.example"
ZONE = ZoneInfo("Europe/London")
FIRST = datetime(2025, 11, 1, tzinfo=UTC)
DAYS = 365
END = FIRST + timedelta(days=DAYS)
_DAY = tuple(Span(9 * 60, 17 * 60) for _one in range(1))
SCHEDULE: Schedule = weekly_hours(Hours((*((_DAY,) * 5), (Span(600, 840),), ()), "GB"), ZONE)
TARGETS = Targets()
_LANGUAGES = ("en", "en", "en", "vi", "ru")
_CATEGORIES = (*Category, Category.ORDER, Category.DELIVERY, Category.DELIVERY, Category.PRE_SALE)


def simulate(folder: Path, conversations: int, seed: int = 1) -> Path:
    """Write the records; returns their file."""
    path = folder / "records.sqlite"
    records = SqliteRecords(path)
    chance = random.Random(seed)  # noqa: S311 - the same story each time
    with records.transaction():
        records.watching_since(SHOP, FIRST)
        for number in range(conversations):
            _Story(records, chance, number).tell()
        sell(records, chance, FIRST, END, conversations)
        merge_some(records, chance)
    records.close()
    return path


class _Story:
    """One conversation, from its first question to whatever became of it."""

    def __init__(self, records: SqliteRecords, chance: random.Random, number: int) -> None:
        self._records = records
        self._chance = chance
        self._number = number
        self._who = f"customer{int(chance.triangular(0, 9000, 0))}@example.com"
        self._messages = 0

    def tell(self) -> None:
        """Write it down."""
        chance = self._chance
        at = self._arrival()
        category = chance.choice(_CATEGORIES)
        channel = chance.choice((Channel.EMAIL, Channel.EMAIL, Channel.FORM, Channel.CHAT))
        conversation = self._records.add_conversation(
            mailbox=SHOP,
            name="",
            email=self._who,
            subject=f"Matter {self._number}",
            category=category,
            language=chance.choice(_LANGUAGES),
            order_number="",
            backlog=False,
            at=at,
            channel=channel.value,
        )
        while True:
            ended = self._wait(conversation, category, channel, at)
            if ended is None or chance.random() > 0.25:
                break
            at = ended + timedelta(seconds=round(chance.expovariate(1 / 144_000)))
            if at >= END:
                break
        if ended is not None and END - ended > timedelta(days=7):
            self._records.set_status(conversation, Status.CLOSED)
            survey(self._records, chance, conversation, self._who, ended + timedelta(days=8))

    def _arrival(self) -> datetime:
        """More in the evenings; more at the end of the year."""
        day = int(self._chance.triangular(0, DAYS, 40))
        hour = self._chance.choices(range(24), [1] * 8 + [4] * 10 + [9] * 5 + [2])[0]
        local = datetime(2025, 11, 1, tzinfo=ZONE) + timedelta(days=min(day, DAYS - 2))
        at = local.replace(hour=hour) + timedelta(seconds=self._chance.randrange(3600))
        return at.astimezone(UTC)

    def _wait(
        self, conversation: int, category: Category, channel: Channel, at: datetime
    ) -> datetime | None:
        """A question and what ended the waiting; None where nothing with a known time did."""
        chance = self._chance
        asked = self._message(conversation, at, outgoing=False)
        target = TARGETS.target_for(category, channel, at, SCHEDULE)
        wait: Wait = waiting_for([Waiting(asked, at, target)], SCHEDULE)
        number = self._records.put_wait(conversation, wait, alarmed=at)
        seconds = min(chance.lognormvariate(5.2, 1.4), 6e5)
        ended = SCHEDULE.after(at, timedelta(seconds=round(seconds)))
        fate = chance.random()
        if ended >= END or fate < 0.01:
            return None
        if fate < 0.03:
            reason = Reason.SPAM if fate < 0.02 else Reason.HANDLED_ELSEWHERE
            self._records.set_status(conversation, Status.CLOSED, reason)
            self._end(number, Outcome.DISMISSED, at, ended, wait.due, None)
            return None
        if fate < 0.04:
            self._end(number, Outcome.ELSEWHERE_UNTIMED, at, ended, wait.due, None)
            self._records.set_status(conversation, Status.ANSWERED)
            return None
        by = self._message(conversation, ended, outgoing=True)
        outcome = Outcome.ELSEWHERE if fate < 0.1 else Outcome.ANSWERED
        self._end(number, outcome, at, ended, wait.due, by)
        self._records.set_status(conversation, Status.ANSWERED)
        return ended

    def _end(
        self,
        wait: int,
        outcome: Outcome,
        began: datetime,
        ended: datetime,
        due: datetime,
        by: int | None,
    ) -> None:
        self._records.end_wait(
            wait,
            outcome,
            at=ended,
            business=SCHEDULE.between(began, ended),
            in_target=ended <= due if by is not None else None,
            by=by,
        )

    def _message(self, conversation: int, at: datetime, *, outgoing: bool) -> int:
        self._messages += 1
        ours, theirs = Address("", SHOP), Address("", self._who)
        id = f"{self._number}.{self._messages}@example.com"
        message = Message(
            message_id=id,
            references=(),
            sender=ours if outgoing else theirs,
            reply_to=None,
            to=(theirs if outgoing else ours,),
            subject=f"Matter {self._number}",
            date=at,
            text="",
            new_text="",
            attachments=(),
            headers=(),
        )
        return self._records.add_message(
            message,
            place=None,
            digest=id,
            raw=b"",
            received=at,
            fetched=at,
            outgoing=outgoing,
            conversation=conversation,
            automatic=None,
        )
