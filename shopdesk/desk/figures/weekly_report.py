"""The figures of the week by mail to the owner, once a week."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from shopdesk.desk.figures.figures import Figures
from shopdesk.desk.figures.markdown import as_markdown
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.figures.weekly import week_before
from shopdesk.domain.mail.conversation import Category, Status
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import MailWriter
from shopdesk.ports.records import Records
from shopdesk.words import _


class WeeklyReport:
    """Puts it into the outbox as automatic mail: it answers nothing, and no clock hears of it."""

    def __init__(
        self,
        records: Records,
        figures: Figures,
        writer: MailWriter,
        settings: Settings,
        random_part: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._records = records
        self._figures = figures
        self._writer = writer
        self._settings = settings
        self._random_part = random_part

    def send_if_due(self, now: datetime) -> bool:
        """Whether one was due and is in the outbox now; the first one comes a week on at most."""
        rules, zone = self._settings.report, self._settings.shop.zone
        if rules.weekly is None:
            return False
        due = rules.weekly.last_due(now, zone)
        with self._records.transaction():
            done = self._records.reported(due)
            if done is None:
                # switched on just now: it begins with the next one
                self._records.note_report(due, None)
            if done is not False:
                return False
            return self._records.note_report(due, self._queue(due, now))

    def _queue(self, due: datetime, now: datetime) -> int:
        shop, mailbox = self._settings.shop, self._settings.mailboxes[0].address
        to = self._settings.report.to or mailbox
        report = self._figures.report(week_before(due, shop.zone), now)
        span = report.part.span
        subject = _("{shop}: your week, {first} – {last}").format(
            shop=shop.name, first=span.first, last=span.last
        )
        home = self._home(to, mailbox, now)
        message_id = f"sd.{home}.{self._random_part()}@{mailbox.rpartition('@')[2]}"
        raw = self._writer.write(
            message_id=message_id,
            sender=mailbox,
            sender_name=shop.name,
            to=(to,),
            subject=subject,
            body=as_markdown(report, shop.name),
            in_reply_to="",
            references=(),
            at=now,
            automatic=True,
        )
        dispatch = Dispatch(
            id=0,
            conversation=home,
            mailbox=mailbox,
            message_id=message_id,
            sender=mailbox,
            recipients=(to,),
            raw=raw,
            answers=(),
            stage=Stage.QUEUED,
            due=now,
        )
        number = self._records.queue(dispatch, "", at=now)
        self._records.mark_automatic(number)
        return number

    def _home(self, to: str, mailbox: str, now: datetime) -> int:
        """One conversation for all reports: closed, and nobody waits in it."""
        home = self._records.report_home(to)
        if home is not None:
            return self._records.present(home)
        shop = self._settings.shop
        home = self._records.add_conversation(
            mailbox=mailbox,
            name=shop.owner,
            email=to,
            subject=_("Reports of the week"),
            category=Category.OTHER,
            language=shop.language,
            order_number="",
            backlog=False,
            at=now,
        )
        self._records.set_status(home, Status.CLOSED, waits=False)
        return home
