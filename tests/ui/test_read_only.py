"""A second board: everything is shown, and every key that would write is answered in a sentence."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import shopdesk.ui
from shopdesk.desk.events import BoardShows, Standing, Topic
from shopdesk.domain.errors import OnlyShows
from shopdesk.domain.mail.conversation import Category, Reason
from shopdesk.ui.read_only import SHOWING
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.wishes.alarms import Wish
from tests.ui.conftest import Screen, down
from tests.ui.steps import press, until
from tests.ui.test_flows import SIZE, status

SENTENCE = "Another board is open; this one only shows."


def begin_to_show(screen: Screen) -> None:
    """As the engine does when another board holds the lease."""
    screen.app.wiring.desk.call(lambda d: d.only_show(True))
    screen.bus.say(BoardShows(True))


def every_wish() -> set[str]:
    """The names of all there are."""
    for module in iter_modules(shopdesk.ui.__path__):
        import_module(f"shopdesk.ui.{module.name}")
    found, todo = set[str](), [Wish]
    while todo:
        kind = todo.pop()
        found.add(kind.__name__)
        todo += kind.__subclasses__()
    return found


def test_only_known_wishes_are_let_through() -> None:
    assert every_wish() >= SHOWING
    assert not SHOWING & {"Compose", "Pick", "Answer", "Dismiss", "Correct", "Send", "Undo"}


@pytest.mark.parametrize("key", ["r", "t", "1", "x", "c", "u", "к", "f8"])
async def test_a_writing_key_is_answered_in_one_sentence(screen: Screen, key: str) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        begin_to_show(screen)
        await until(pilot, lambda: screen.app.only_shows, "the board to know")
        screen.app.say("something else")
        await press(pilot, key)
        await until(pilot, lambda: SENTENCE in status(screen), "the sentence")
        assert isinstance(screen.app.screen, BoardScreen)


async def test_it_shows_and_the_sentence_stands_until_it_may_write(screen: Screen) -> None:
    def change() -> int:
        return screen.app.wiring.desk.call(lambda d: d.records.change())

    async with screen.app.run_test(size=SIZE) as pilot:
        begin_to_show(screen)
        await until(pilot, lambda: SENTENCE in status(screen), "the sentence")
        before = change()
        await press(pilot, "enter")
        await until(
            pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the conversation"
        )
        assert change() == before
        screen.clock.pass_by(minutes=1)
        await until(pilot, lambda: SENTENCE in status(screen), "the sentence, still")
        await press(pilot, "escape")
        screen.app.wiring.desk.call(lambda d: d.only_show(False))
        screen.bus.say(BoardShows(False))
        await until(pilot, lambda: SENTENCE not in status(screen), "the sentence to go")
        await press(pilot, "c", "1")
        await until(pilot, lambda: "Now pre-sale" in status(screen), "the correction")


def test_no_write_gets_past_it(screen: Screen) -> None:
    """Whatever a screen may forget to ask: the files themselves are closed to changes."""
    desk = screen.app.wiring.desk
    now = screen.clock.now()
    desk.call(lambda d: d.only_show(True))
    (template, *_others) = desk.call(lambda d: d.shelf.all())
    for work in (
        lambda d: d.correct.category(1, Category.PRAISE, now),
        lambda d: d.dismiss.dismiss(1, Reason.SPAM, now),
        lambda d: d.rearrange.merge(1, 2, now),
        lambda d: d.shelf.save(template),
        lambda d: d.shelf.remove(template.id),
        lambda d: d.outbox.hurry(now) or d.records.set_cursor("x", "y", 1, 1),
    ):
        with pytest.raises(OnlyShows, match="only shows"):
            desk.call(work)
    desk.call(lambda d: d.only_show(False))
    desk.call(lambda d: d.dismiss.dismiss(1, Reason.SPAM, now))


async def test_what_is_amiss_stands_the_worst_first(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        screen.bus.say(Standing(Topic.BACKUP, "No backup today."))
        await until(pilot, lambda: "No backup" in status(screen), "the first")
        screen.bus.say(Standing(Topic.ROOM, "DISK FULL: 3 MiB left."))
        await until(pilot, lambda: "DISK FULL" in status(screen), "the second")
        screen.bus.say(down())
        await until(pilot, lambda: "imap.example" in status(screen), "why nobody watches")
        assert screen.app.screen.query_one("#status").has_class("-alarming")
        screen.bus.say(Standing(Topic.ROOM, ""))
        screen.bus.say(Standing(Topic.BACKUP, ""))
        await until(pilot, lambda: screen.app.stands == "", "all to be well")


def test_the_files_are_what_they_were(screen: Screen, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.suffix == ".json"}
    screen.app.wiring.desk.call(lambda d: d.only_show(True))
    with pytest.raises(OnlyShows):
        screen.app.wiring.desk.call(lambda d: d.shelf.remove("late"))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.suffix == ".json"} == before
