"""Waits under any order of mails, answers, dismissals and second thoughts."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.clock.wait import Outcome, Wait, Waiting, joined, split, waiting_for
from tests.adapters.records.builders import MINUTE, NINE, begin, file, mail

SCHEDULE = AlwaysOpen()


class WaitsMachine(RuleBasedStateMachine):
    """One conversation in the records, and the same in plain lists."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.records = SqliteRecords(Path(self.folder.name) / "records.sqlite")
        self.conversation = 0
        self.running: Wait | None = None
        self.ended: list[tuple[int, Wait, Outcome]] = []
        self.held: set[int] = set()
        self.now: datetime = NINE

    @initialize()
    def begin(self) -> None:
        self.conversation = begin(self.records)

    @rule(minutes=st.integers(1, 30))
    def a_mail_arrives(self, minutes: int) -> None:
        self.now += MINUTE
        message = mail(f"{self.now:%H%M}@x.example")
        number = file(self.records, message, conversation=self.conversation, received=self.now)
        self.held.add(number)
        waiting = Waiting(number, self.now, minutes * MINUTE)
        begun = waiting_for([waiting], SCHEDULE)
        self.running = joined(self.running, waiting, SCHEDULE) if self.running else begun
        self.records.put_wait(self.conversation, self.running, alarmed=self.now)

    @precondition(lambda self: self.running is not None)
    @rule(
        shown=st.integers(1, 4),
        outcome=st.sampled_from([o for o in Outcome if o is not Outcome.ELSEWHERE_UNTIMED]),
    )
    def what_was_shown_is_ended(self, shown: int, outcome: Outcome) -> None:
        """The first messages are ended; what came meanwhile goes on as a wait of its own."""
        assert self.running is not None
        answered = frozenset(m.message for m in self.running.messages[:shown])
        ended, going = split(self.running, answered, SCHEDULE)
        assert ended is not None
        number = self.records.put_wait(self.conversation, ended, alarmed=self.now)
        self.records.end_wait(
            number, outcome, at=self.now, business=MINUTE, in_target=True, by=None
        )
        if going is not None:
            self.records.put_wait(self.conversation, going, alarmed=self.now)
        self.ended.append((number, ended, outcome))
        self.running = going

    @precondition(lambda self: self.ended)
    @rule(back=st.integers(1, 3))
    def an_end_is_taken_back(self, back: int) -> None:
        number, wait, _ = self.ended.pop(-min(back, len(self.ended)))
        self.records.reopen_wait(number)
        messages = (*wait.messages, *(self.running.messages if self.running else ()))
        rung = max(wait.rung, self.running.rung if self.running else -1)
        self.running = waiting_for(messages, SCHEDULE, rung)

    @precondition(lambda self: self.running is not None)
    @rule(severity=st.integers(0, 3))
    def it_rings(self, severity: int) -> None:
        assert self.running is not None
        found = self.records.open_wait(self.conversation)
        assert found is not None
        self.records.rung(found[0], severity)
        rung = max(self.running.rung, severity)
        self.running = Wait(self.running.messages, self.running.due, rung)

    @rule()
    def the_program_is_restarted(self) -> None:
        self.records.close()
        self.records = SqliteRecords(Path(self.folder.name) / "records.sqlite")

    @invariant()
    def the_records_tell_the_same(self) -> None:
        found = self.records.open_wait(self.conversation)
        assert (found[1] if found else None) == self.running
        last = self.records.last_ended(self.conversation)
        assert last == ((self.ended[-1][0], self.ended[-1][2]) if self.ended else None)

    @invariant()
    def every_message_waits_or_is_answered(self) -> None:
        waiting = {m.message for m in self.running.messages} if self.running else set()
        thread = self.records.messages(self.conversation)
        assert {m.id for m in thread} == self.held
        assert {m.id for m in thread if not m.answered} == waiting
        alarms = self.records.alarms(backlog=False)
        assert [a.unanswered for a in alarms] == ([len(waiting)] if waiting else [])

    @invariant()
    def every_wait_is_in_the_figures_once(self) -> None:
        counted = self.records.answers(NINE, self.now + MINUTE)
        expected = [
            wait.started for _, wait, outcome in self.ended if outcome is not Outcome.DISMISSED
        ]
        if self.running is not None:
            expected.append(self.running.started)
        assert sorted(a.received for a in counted) == sorted(expected)
        assert sum(a.running for a in counted) == (self.running is not None)

    def teardown(self) -> None:
        self.records.close()
        self.folder.cleanup()


TestWaitsMachine = WaitsMachine.TestCase
TestWaitsMachine.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
