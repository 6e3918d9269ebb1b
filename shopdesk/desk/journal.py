"""What happened, for the log: numbers, places and kinds, never what anybody wrote."""

from __future__ import annotations

import logging

from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    AutomaticFiled,
    BoardShows,
    CustomerWrote,
    Dismissed,
    Event,
    Quarantined,
    ReplyDelayed,
    ReplyHeld,
    Standing,
    Trouble,
    WatchChanged,
)
from shopdesk.domain.alarm.watching import Watching, WatchState

_log = logging.getLogger(__name__)


class Journal:
    """Listens to the bus, in whichever thread."""

    def __init__(self) -> None:
        self._stands: dict[str, Watching] = {}

    def heard(self, event: Event) -> None:
        """Note it, where it is worth a line."""
        match event:
            case WatchChanged(state=state):
                self._watch(state)
            case CustomerWrote(conversation=number, backlog=backlog):
                _log.info("a customer wrote: conversation %d, backlog %s", number, backlog)
            case AutomaticFiled(kind=kind):
                _log.debug("automatic mail filed: %s", kind.value)
            case Quarantined(mailbox=mailbox, uid=uid):
                _log.warning("quarantined: %s, UID %d", mailbox, uid)
            case Answered(conversation=number, elsewhere=elsewhere):
                _log.info("answered: conversation %d, elsewhere %s", number, elsewhere)
            case ReplyDelayed(conversation=number):
                _log.warning("reply delayed: conversation %d", number)
            case ReplyHeld(conversation=number):
                _log.warning("reply held: conversation %d", number)
            case AnswerBounced(conversation=number, kind=kind):
                _log.warning("answer came back: conversation %d, %s", number, kind.value)
            case Dismissed(conversation=number, reason=reason):
                _log.info("dismissed: conversation %d, %s", number, reason.value)
            case Trouble():
                _log.warning("trouble was told")
            case Standing(topic=topic, sentence=sentence):
                _log.warning("%s: %s", topic.value, "told" if sentence else "over")
            case BoardShows(only=only):
                _log.info("this board only shows: %s", only)

    def _watch(self, state: WatchState) -> None:
        if self._stands.get(state.mailbox) is state.watching:
            return
        self._stands[state.mailbox] = state.watching
        level = logging.WARNING if state.watching is Watching.DOWN else logging.INFO
        _log.log(level, "%s: %s", state.mailbox, state.watching.value)
