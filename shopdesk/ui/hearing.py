"""What the program on the screen does when the desk tells something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    AutoReplied,
    BoardShows,
    CustomerRated,
    CustomerWrote,
    DesktopMissed,
    Event,
    MovedAway,
    OrdersCame,
    Quarantined,
    Rang,
    ReplyDelayed,
    ReplyHeld,
    Standing,
    Trouble,
    WatchChanged,
)
from shopdesk.desk.guests.order_folder import came
from shopdesk.domain.alarm.ring_plan import Way
from shopdesk.domain.plain import plain
from shopdesk.ui.said import sentences as said

if TYPE_CHECKING:
    from shopdesk.ui.app import ShopdeskApp


async def pass_on(app: ShopdeskApp, event: Event) -> bool:
    """Tell the owner and the screens; whether the board may stand otherwise now."""
    match event:
        case WatchChanged(state=state):
            app.states[state.mailbox] = state
            for screen in app.desk_screens():
                if screen.is_current:
                    screen.tick()
            return False
        case Rang(ways=ways):
            if Way.BELL in ways:
                app.bell()
            return False
        case DesktopMissed(note=note):
            app.notify_by_terminal(app.wiring.terminal_note(note))
            return False
        case Standing() | BoardShows():
            app.stand(event)
        case OrdersCame():
            app.say(plain(came(event)), alarming=bool(event.trouble))
        case Answered():
            app.say(said.answered(event))
            if event.elsewhere and event.took is None:
                app.flows.dismissed(event.conversation, event.name)
        case AutoReplied():
            app.say(said.auto_replied(event))
        case CustomerRated():
            app.say(said.rated(event))
        case MovedAway(conversation=conversation, name=name):
            app.say(said.moved(event))
            app.flows.dismissed(conversation, name)
        case ReplyHeld() | ReplyDelayed() | AnswerBounced() | Trouble() | Quarantined():
            app.say(said.trouble(event), alarming=True)
        case CustomerWrote():
            if event.thanks:
                app.say(said.praise(event))
            for screen in app.desk_screens():
                await screen.customer_wrote(event)
    return True
