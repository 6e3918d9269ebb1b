"""Sentences for what happened."""

from __future__ import annotations

from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    AutoReplied,
    CustomerRated,
    CustomerWrote,
    MovedAway,
    Quarantined,
    ReplyDelayed,
    ReplyHeld,
    Trouble,
)
from shopdesk.domain.alarm.board import clock_text
from shopdesk.domain.plain import plain
from shopdesk.words import _


def answered(event: Answered) -> str:
    """For an answer that left, or was found in Sent."""
    if event.refused:
        return _("Sent, but the server refused: {addresses}.").format(
            addresses=", ".join(event.refused)
        )
    if event.took is None and event.elsewhere:
        return _(
            "{name} was answered from another program: the alarm is off · u takes it back"
        ).format(name=event.name)
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


def auto_replied(event: AutoReplied) -> str:
    """For a customer whom a machine told that the mail has come."""
    return _("{name} was told that the shop is closed. The clock runs on.").format(
        name=plain(event.name)
    )


def praise(event: CustomerWrote) -> str:
    """For thanks, after which nobody waits."""
    return _("♥ {name} says: {thanks}").format(name=plain(event.name), thanks=plain(event.thanks))


def rated(event: CustomerRated) -> str:
    """For an answer to a survey."""
    name = plain(event.name)
    if event.rating is None:
        return _("{name} wants no more surveys.").format(name=name)
    if not event.counted:
        return _("{name} answered a survey again; the first answer counts.").format(name=name)
    form = _("{name} rated you {rating} ({scale}). {comment}")
    return form.format(
        name=name, rating=event.rating, scale=event.scale.upper(), comment=plain(event.comment)
    ).rstrip()


def moved(event: MovedAway) -> str:
    """For a mail that another program put into Trash or Junk."""
    return _("{name}'s mail was moved to {folder}: the alarm is off · u takes it back").format(
        name=plain(event.name), folder=plain(event.folder)
    )


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
