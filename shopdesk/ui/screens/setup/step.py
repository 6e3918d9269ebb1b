"""What every step has: where we are, what is asked, what is wrong, which keys there are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Protocol, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Label, Select, Static

from shopdesk.desk.setup.setup import Secret, Setup
from shopdesk.domain.errors import ConfigError, ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.setup import Draft, Step, steps
from shopdesk.words import _

T = TypeVar("T")


class Wizard(Protocol):
    """The app, as the steps see it."""

    setup: Setup
    draft: Draft
    secret: Secret
    saved: bool

    def forward(self) -> None:
        """To the next step."""
        ...

    def backward(self) -> None:
        """To the step before."""
        ...

    async def off_the_loop(self, work: Callable[[], T]) -> T:
        """The result of something that blocks."""
        ...

    def again(self) -> None:
        """Paint this step anew, in the language of the moment."""
        ...


class StepScreen(Screen[None]):
    """One step; `body` shows it, `read` takes what was typed, `take` checks it."""

    BINDINGS = [
        Binding("f2,ctrl+n", "next", show=False),
        Binding("escape,f3", "back", show=False),
        Binding("ctrl+q", "leave", show=False, priority=True),
        # at once, before any field sees the key: what is typed behind it is for the next field
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    step: ClassVar[Step]

    def __init__(self) -> None:
        super().__init__()
        self.busy = False

    @property
    def wizard(self) -> Wizard:
        """The program around this step."""
        return cast(Wizard, self.app)

    def compose(self) -> ComposeResult:
        """The frame."""
        wizard = self.wizard
        # before anything is set up, every step will be needed
        way = steps(wizard.draft) if wizard.setup.again else tuple(Step)
        yield Static(
            _("shopdesk set-up · step {n} of {all}").format(
                n=way.index(self.step) + 1, all=len(way)
            ),
            id="setup-head",
            markup=False,
        )
        with VerticalScroll(id="setup-body", can_focus=False):
            yield from self.body()
        yield Static("", id="setup-trouble", markup=False)
        yield Static(self.keys(), id="setup-keys", markup=False)

    def body(self) -> ComposeResult:
        """What is asked."""
        raise NotImplementedError

    def keys(self) -> str:
        """Which keys there are."""
        return _("enter go on · esc back · tab next field · ctrl+q quit, nothing is written")

    def read(self, draft: Draft) -> Draft:
        """The draft with what stands in the fields now."""
        return draft

    async def take(self, draft: Draft) -> Draft:
        """The draft that goes on; raises `ShopdeskError` for what cannot stand."""
        problems = self.wizard.setup.problems(draft, self.step)
        if problems:
            raise ConfigError(*problems)
        return draft

    def value(self, id: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{id}", Input).value.strip()

    def chosen(self, id: str) -> str:
        """What is chosen."""
        return str(self.query_one(f"#{id}", Select).value)

    def say(self, words: str) -> None:
        """Below the fields."""
        self.query_one("#setup-trouble", Static).update(plain(words, lines=True))

    @on(Input.Submitted)
    async def _entered(self) -> None:
        await self.action_next()

    async def action_next(self) -> None:
        """Go on, if what was said can stand."""
        if self.busy:
            return
        draft = self.read(self.wizard.draft)
        self.say("")
        taken = await self.attempt(self.take(draft))
        if taken is not None and self.is_current:
            self.wizard.draft = taken
            self.wizard.forward()

    async def attempt(self, work: Awaitable[T]) -> T | None:
        """The result, or None after saying what went wrong; no key is heard meanwhile."""
        self.busy = True
        try:
            return await work
        except ShopdeskError as error:
            self.say(str(error))
            return None
        finally:
            self.busy = False

    async def action_back(self) -> None:
        """To the step before; what was typed stays."""
        if not self.busy:
            self.wizard.draft = self.read(self.wizard.draft)
            self.wizard.backward()

    def action_leave(self) -> None:
        """Quit; nothing is written."""
        self.app.exit()


def title(words: str) -> Static:
    """What this step is about."""
    return Static(words, classes="setup-title", markup=False)


def words(text: str, *, id: str | None = None, quiet: bool = False) -> Static:
    """A paragraph."""
    classes = "setup-words setup-quiet" if quiet else "setup-words"
    return Static(plain(text, lines=True), classes=classes, markup=False, id=id)


def field(
    label: str, value: str, id: str, *, example: str = "", secret: bool = False
) -> Horizontal:
    """A line to type."""
    return Horizontal(
        Label(label, markup=False),
        Input(value, id=id, compact=True, placeholder=example, password=secret),
        classes="setup-field",
    )


def choice(label: str, options: Sequence[tuple[str, str]], value: str, id: str) -> Horizontal:
    """One of a few."""
    return Horizontal(
        Label(label, markup=False),
        Select(options, value=value, allow_blank=False, compact=True, id=id),
        classes="setup-field",
    )
