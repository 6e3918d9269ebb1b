"""The program without its screen, and an owner who answers whatever rings at once.

    python -m tests.faults.hand PROFILE

It is what `shopdesk watch` runs, in the same process with somebody who writes replies. Prints one
JSON object for each event. Made to be killed.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.cli.lines import record
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import Event
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.answer.outbox import LEAVING, Stage

LOOK_S = 0.05
_OURS = (*LEAVING, Stage.ACCEPTED, Stage.FILED, Stage.HELD)


class NoDesktop:
    """Shows nothing."""

    def notify(self, note: Note) -> bool:
        """Says that it cannot."""
        del note
        return False


def answer_all(desk: Desk, made: Parts) -> None:
    """Queue a reply to every alarm that has none."""
    answered = {d.conversation for d in desk.records.dispatches(*_OURS)}
    for alarm in desk.records.alarms(backlog=False):
        if alarm.conversation not in answered:
            draft = desk.compose.draft(alarm.conversation)
            body = f"Dear {alarm.name}, about {alarm.subject}: it is on its way."
            desk.compose.queue(replace(draft, body=body), made.clock.now())


def main(folder: Path) -> None:
    """Until killed."""
    profile = Profile(folder)
    made = bootstrap.parts(profile, bootstrap.settings_of(profile))
    lock = threading.Lock()

    def say(event: Event) -> None:
        with lock:
            print(json.dumps(record(event, made.clock.now()), ensure_ascii=False), flush=True)

    made.bus.listen(say)
    made.desk.start()
    bootstrap.engine(made, bootstrap.watch_lease(profile), NoDesktop()).start()
    while True:
        made.desk.call(lambda desk: answer_all(desk, made))
        time.sleep(LOOK_S)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
