"""Sentences for what happened."""

from __future__ import annotations

from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    Quarantined,
    ReplyDelayed,
    ReplyHeld,
    Trouble,
)
from shopdesk.domain.board import clock_text
from shopdesk.words import _


def answered(event: Answered) -> str:
    """For an answer that left, or was found in Sent."""
    if event.refused:
        return _("Sent, but the server refused: {addresses}.").format(
            addresses=", ".join(event.refused)
        )
    if event.took is None:
        return _("Sent to {name}.").format(name=event.name)
    took = clock_text(event.took)
    if event.elsewhere:
        return _("{name} was answered from another program after {time}.").format(
            name=event.name, time=took
        )
    if event.in_target:
        return _("Sent. {name}'s fire is out in {time}.").format(name=event.name, time=took)
    return _("Sent. {name} has an answer after {time}.").format(name=event.name, time=took)


def trouble(event: ReplyHeld | ReplyDelayed | AnswerBounced | Trouble | Quarantined) -> str:
    """For what needs the owner's eye."""
    match event:
        case ReplyHeld(trouble=why):
            return _("{why} The text of your reply is kept.").format(why=why)
        case AnswerBounced(trouble=why):
            return why
        case ReplyDelayed(trouble=why):
            return _("Not sent yet, it will be tried again. {why}").format(why=why)
        case Quarantined(folder=folder, uid=uid, why=why):
            return _(
                "A mail in {folder} (UID {uid}) cannot be read and is kept aside: {why}"
            ).format(folder=folder, uid=uid, why=why)
        case Trouble(sentence=sentence):
            return sentence
