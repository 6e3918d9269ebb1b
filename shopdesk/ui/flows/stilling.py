"""Snooze, wake, "I'm on it", and sending with something to come back to: by menus, undoable."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.clock.when import when
from shopdesk.domain.plain import plain
from shopdesk.ui.host import Host
from shopdesk.ui.said import times
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm
    from shopdesk.domain.alarm.stillness import Stilled
    from shopdesk.domain.clock.schedule import Schedule

Send = Callable[[Draft, datetime | None], Awaitable[None]]


class Place(Host, Protocol):
    """What this needs of the app besides."""

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on the status line."""

    async def home(self) -> None:
        """Back to the board."""

    def push_screen(self, screen: Any, callback: Any = None) -> Any:
        """Textual's."""


class Stilling:
    """What is seen and heard of alarms; `done` is told of each change, for undo."""

    def __init__(self, app: Place, done: Callable[[Stilled], None]) -> None:
        self._app = app
        self._done = done

    async def snooze(self, conversation: int, name: str) -> None:
        """Ask until when, then hide it."""

        async def chosen(until: datetime | None) -> None:
            if until is None:
                return
            now = self._app.now
            stilled = await self._change(lambda d: d.stilling.snooze(conversation, until, now))
            if stilled is None:
                return
            back = stilled.after[0].hidden_until or until
            self._app.say(
                _("{name} sleeps until {time}; the clock runs on. u takes it back").format(
                    name=plain(name), time=self._moment(back)
                )
            )
            await self._app.home()
            await self._app.refresh_board()

        question = _("Hide {name} until when? The clock runs on.").format(name=plain(name))
        await self.ask_when(question, times.snooze_choices, chosen)

    async def take_on(self, conversation: int, name: str) -> None:
        """No ring any more; a second time: ring again."""
        now = self._app.now
        stilled = await self._change(lambda d: d.stilling.acknowledge(conversation, now))
        if stilled is None:
            return
        said = _("{name} rings again. u takes it back")
        if stilled.after[0].acknowledged is not None:
            said = _("You are on it: {name} does not ring, the clock runs on. u takes it back")
        self._app.say(said.format(name=plain(name)))
        await self._app.refresh_board()

    async def show_asleep(self) -> None:
        """The list of what is hidden; enter wakes."""
        from shopdesk.ui.screens.menu import MenuScreen

        hidden = self._app.board.asleep if self._app.board else ()
        if not hidden:
            self._app.say(_("Nothing is hidden."))
            return

        async def chosen(alarm: Alarm | None) -> None:
            if alarm is None:
                return
            now, reminder = self._app.now, alarm.reminder.number if alarm.reminder else 0
            conversation = alarm.conversation
            stilled = await self._change(lambda d: d.stilling.wake(conversation, reminder, now))
            if stilled is not None:
                self._app.say(_("{name} is back.").format(name=plain(alarm.name)))
                await self._app.refresh_board()

        answers = [(self._line(alarm), alarm) for alarm in hidden]
        await self._app.push_screen(MenuScreen(_("Bring which one back now?"), answers), chosen)

    async def take_back(self, stilled: Stilled) -> bool | None:
        """Undo; None where that went wrong."""
        return await self._app.attempt(
            self._app.gateway.ask(lambda d: d.stilling.take_back(stilled))
        )

    async def ask_when(
        self,
        question: str,
        choices: Callable[[datetime, Schedule, ZoneInfo], times.Choices],
        chosen: Callable[[datetime | None], Awaitable[None]],
        *,
        days: bool = False,
    ) -> None:
        """Show times to choose from; with `days`, a number alone is one of days."""
        from shopdesk.ui.screens.when import WhenScreen

        now, zone = self._app.now, self._app.settings.shop.zone

        def meant(typed: str) -> datetime | None:
            alone = days and typed.strip().isdigit()
            return when(f"{typed} days" if alone else typed, now, zone)

        listed = choices(now, self._app.schedule, zone)
        screen = WhenScreen(question, listed, meant, self._moment)
        await self._app.push_screen(screen, chosen)

    async def _change(self, work: Callable[[Any], Stilled]) -> Stilled | None:
        stilled = await self._app.attempt(self._app.gateway.ask(work))
        if stilled is None:
            return None
        if not stilled.after:
            self._app.say(_("Nothing rings here."))
            return None
        self._done(stilled)
        return stilled

    def _line(self, alarm: Alarm) -> str:
        back = self._moment(alarm.hidden_until or self._app.now)
        what = _(alarm.reminder.kind.value) if alarm.reminder else _("asleep")
        return f"{back} · {what} · {plain(alarm.name)} · {plain(alarm.subject)}"[:74]

    def _moment(self, at: datetime) -> str:
        return moment_text(at, self._app.now, self._app.settings.shop.zone)


class SendingAnd:
    """What can be chosen besides just sending."""

    def __init__(self, app: Place, asking: Stilling, send: Send) -> None:
        self._app = app
        self._asking = asking
        self._send = send

    async def menu(self, draft: Draft, promised: Callable[[After], None]) -> None:
        """Show the choices. A promise is handed back: the customer has to read of it."""
        from shopdesk.ui.screens.menu import MenuScreen

        now, zone = self._app.now, self._app.settings.shop.zone
        answers: list[tuple[str, Callable[[], Awaitable[None]]]] = [
            (_("send and close the conversation"), partial(self._close, draft)),
            (_("send; remind me if there is no answer …"), partial(self._remind, draft)),
            (_("promise to be back by …, then send"), partial(self._promise, draft, promised)),
            (_("send later …"), partial(self.later, draft)),
        ]
        nothing_else = replace(draft, after=After(play=draft.after.play))
        if draft.after != nothing_else.after:
            # a reply that came back brings with it what was to happen after it
            just = (_("send, and nothing else"), partial(self._send, nothing_else, None))
            answers.append(just)
        opening = self._app.schedule.opening_after(now)
        if opening is not None:
            said = _("send at opening, {time}").format(time=moment_text(opening, now, zone))
            answers.insert(3, (said, partial(self._send, draft, opening)))

        async def chosen(go: Callable[[], Awaitable[None]] | None) -> None:
            if go is not None:
                await go()

        await self._app.push_screen(MenuScreen(_("Send and …"), answers), chosen)

    async def later(self, draft: Draft) -> None:
        """Ask when it is to leave; until then it can be taken back."""

        async def chosen(leaves: datetime | None) -> None:
            if leaves is not None:
                await self._send(draft, leaves)

        await self._asking.ask_when(_("When is it to leave?"), times.later_choices, chosen)

    async def _close(self, draft: Draft) -> None:
        await self._send(replace(draft, after=replace(draft.after, close=True)), None)

    async def _remind(self, draft: Draft) -> None:
        now = self._app.now

        async def chosen(due: datetime | None) -> None:
            if due is not None:
                after = replace(draft.after, remind=due - now)
                await self._send(replace(draft, after=after), None)

        question = _("Come back if the customer has not answered when?")
        await self._asking.ask_when(question, times.answer_choices, chosen, days=True)

    async def _promise(self, draft: Draft, promised: Callable[[After], None]) -> None:
        async def chosen(due: datetime | None) -> None:
            if due is not None:
                promised(replace(draft.after, promise=due))

        question = _("By when will the customer hear from you?")
        await self._asking.ask_when(question, times.promise_choices, chosen)
