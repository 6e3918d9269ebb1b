"""Looking after the templates: found, tried, written, copied, deleted, brought back."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, Static

from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.answer.template import LONGEST_TEXT, Template, Variant
from shopdesk.domain.mail.conversation import Category
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.template_editor import TemplateEditor
from shopdesk.ui.screens.templates import TemplatesScreen
from shopdesk.ui.widgets.completing_text import CompletingText
from tests.shop import NINE
from tests.ui.conftest import Screen
from tests.ui.steps import press, until
from tests.ui.test_flows import status
from tests.ui.test_snapshots import SIZES, Compare

SIZE = (80, 24)
LATE = Template(
    "zebra-late",
    Category.DELIVERY,
    {
        "en": Variant("Zebra late", "Hi {{ customer.first_name }},\n\nso sorry.", tags=("late",)),
        "vi": Variant("Lại trễ", "Dạ {{ customer.first_name }}."),
    },
    shortcut="late",
)


def shelf(screen: Screen) -> dict[str, Template]:
    """What is kept."""
    return {t.id: t for t in screen.app.wiring.desk.call(lambda d: d.shelf.all())}


async def manager(screen: Screen, pilot: Pilot[None], *keys: str) -> TemplatesScreen:
    """The list, opened on Jane's conversation, with one template that is known here."""
    screen.app.wiring.desk.call(lambda d: d.shelf.save(LATE))
    await press(pilot, "down", "T")
    found = await shown(screen, pilot)
    await press(pilot, *keys)
    return found


async def shown(screen: Screen, pilot: Pilot[None]) -> TemplatesScreen:
    """The list, once there is something in it."""
    await until(pilot, lambda: isinstance(screen.app.screen, TemplatesScreen), "the list")
    found = screen.app.screen
    assert isinstance(found, TemplatesScreen)
    await until(pilot, lambda: listed(found) != [], "the templates")
    return found


async def editor(screen: Screen, pilot: Pilot[None], *keys: str) -> TemplateEditor:
    """The editor, from the list."""
    await manager(screen, pilot, *keys)
    await until(pilot, lambda: isinstance(screen.app.screen, TemplateEditor), "the editor")
    found = screen.app.screen
    assert isinstance(found, TemplateEditor)
    await settle(pilot)
    return found


def listed(screen: TemplatesScreen) -> list[str]:
    """The titles in the list."""
    return [
        str(options.get_option_at_index(n).prompt)
        for options in screen.query("#found").results(OptionList)
        for n in range(options.option_count)
    ]


def said(screen: TemplatesScreen | TemplateEditor, id: str) -> str:
    """What a line says."""
    return str(screen.query_one(f"#{id}", Static).render())


def is_filled(shown: object) -> bool:
    """Whether the sample is that of the template under the cursor."""
    if isinstance(shown, TemplatesScreen):
        pointed = shown.query_one("#found", OptionList).highlighted_option
        return bool(pointed and pointed.id and said(shown, "about").startswith(pointed.id))
    assert isinstance(shown, TemplateEditor)
    return not shown.query_one("#template-sample").display or said(shown, "sample-text") != ""


async def settle(pilot: Pilot[None]) -> None:
    """Until nothing is checked any more."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@SIZES
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("list", []),
        ("found", [*"lost"]),
        ("editor", [*"zeb", "enter"]),
        ("completing", [*"zeb", "enter", *"{{ ord"]),
        ("fault", [*"zeb", "enter", *"{% for x %} "]),
        ("tried", [*"zeb", "enter", "f3"]),
        ("new", ["f2"]),
    ],
)
def test_screen(
    screen: Screen, snap_compare: Compare, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    del name

    async def open_it(pilot: Pilot[None]) -> None:
        await manager(screen, pilot, *keys)
        await settle(pilot)
        await until(pilot, lambda: is_filled(screen.app.screen), "the sample")
        await pilot.pause()

    assert snap_compare(screen.app, press=[], terminal_size=size, run_before=open_it)


async def test_letters_find_and_are_never_commands(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        found = await manager(screen, pilot)
        assert len(listed(found)) == len(starter()) + 1
        await press(pilot, *"qxu again")
        assert listed(found) == []
        assert "No template says that" in said(found, "sample-text")
        found.query_one(Input).value = "LAI TRE"
        await until(pilot, lambda: listed(found)[:1] == ["Zebra late"], "the other language")
        assert ";late" in said(found, "about")
        screen.app.wiring.desk.call(lambda d: d.templates.used("zebra-late", NINE))
        found.query_one(Input).value = "zebra"
        await until(pilot, lambda: "zebra" in said(found, "about"), "the cursor on it")
        assert "used" not in said(found, "about")
        await press(pilot, "escape", "T")
        found = await shown(screen, pilot)
        found.query_one(Input).value = "zebra"
        await until(pilot, lambda: "used once, last 2026-11-21" in said(found, "about"), "the use")


async def test_it_shows_how_it_reads_for_the_customer_under_the_cursor(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        found = await manager(screen, pilot, *"zeb")
        await until(pilot, lambda: "Hi Jane," in said(found, "sample-text"), "the sample")
        assert "Jane Roe" in said(found, "shelf-head")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")


async def test_a_language_that_is_missing_is_said(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        found = await manager(screen, pilot, "escape", "up", "T")
        found = await shown(screen, pilot)
        assert "Антон" in said(found, "shelf-head")
        found.query_one(Input).value = "zeb"
        await until(pilot, lambda: "[en] vi · not in ru" in said(found, "about"), "the fallback")


async def test_a_change_is_kept(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        await press(pilot, *"Q1 ")
        editing.query_one("#title", Input).value = "Late, sorry"
        editing.query_one("#shortcut", Input).value = ";sorry"
        editing.query_one("#tags", Input).value = "late,  slow , "
        editing.query_one("#category", Select).value = "complaint"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, TemplatesScreen), "the list")
        kept = shelf(screen)["zebra-late"]
        assert kept.variants["en"] == Variant(
            "Late, sorry", "Q1 Hi {{ customer.first_name }},\n\nso sorry.", "", ("late", "slow")
        )
        assert kept.variants["vi"] == LATE.variants["vi"]
        assert (kept.shortcut, kept.category) == ("sorry", Category.COMPLAINT)
        await until(pilot, lambda: "is kept" in status(screen), "the word")


async def test_every_language_has_its_own_text(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        body = editing.query_one(CompletingText)
        language = editing.query_one("#language", Select)
        language.value = "vi"
        await until(pilot, lambda: body.text == "Dạ {{ customer.first_name }}.", "Vietnamese")
        body.text = ""
        language.value = "ru"
        await until(pilot, lambda: editing.language == "ru", "Russian")
        assert editing.query_one("#title", Input).value == ""
        editing.query_one("#title", Input).value = "Опять"
        body.text = "Простите!"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, TemplatesScreen), "the list")
        assert shelf(screen)["zebra-late"].variants == {
            "en": LATE.variants["en"],
            "ru": Variant("Опять", "Простите!"),
        }


async def test_a_new_one_is_written(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"Gift card", "f2")
        assert editing.query_one("#title", Input).value == "Gift card"
        editing.query_one(CompletingText).focus()
        await press(pilot, *"Yes!", "f9")
        await until(pilot, lambda: isinstance(screen.app.screen, TemplatesScreen), "the list")
        assert shelf(screen)["gift-card"].variants == {"en": Variant("Gift card", "Yes!")}
        found = screen.app.screen
        assert isinstance(found, TemplatesScreen)
        await until(pilot, lambda: "gift-card" in said(found, "about"), "the cursor on it")


async def test_what_cannot_work_is_not_kept_and_its_place_is_shown(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        body = editing.query_one(CompletingText)
        body.text = "Hi\n\n  {{ a b }}"
        await until(pilot, lambda: "Line 3, column 8" in said(editing, "fault"), "the fault")
        editing.query_one("#title", Input).focus()
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "line 3, column 8" in status(screen), "the refusal")
        assert (body.cursor_location, body.has_focus) == ((2, 7), True)
        assert shelf(screen)["zebra-late"] == LATE
        body.text = "Hi"
        await until(pilot, lambda: said(editing, "fault").strip() == "", "the fault to go")
        editing.query_one("#files", Input).value = "~/gone.pdf"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "gone.pdf" in status(screen), "the missing file")
        assert shelf(screen)["zebra-late"] == LATE


async def test_ten_megabytes_are_not_pasted(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        body = editing.query_one(CompletingText)
        before = body.text
        screen.app.post_message(Paste("x" * 10 * 1024 * 1024))
        await until(pilot, lambda: str(LONGEST_TEXT) in status(screen), "the refusal")
        assert body.text == before
        screen.app.post_message(Paste("short "))
        await until(pilot, lambda: body.text == f"short {before}", "the short one")


async def test_what_was_not_saved_can_be_gone_on_with(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await editor(screen, pilot, *"zeb", "enter")
        await press(pilot, *"Q1 ", "escape")
        await until(pilot, lambda: "Not saved" in status(screen), "the list")
        assert shelf(screen)["zebra-late"] == LATE
        for _ in range(2):
            await press(pilot, "f4")
            await until(pilot, lambda: isinstance(screen.app.screen, TemplateEditor), "the editor")
            await settle(pilot)
            editing = screen.app.screen
            assert isinstance(editing, TemplateEditor)
            assert editing.query_one(CompletingText).text.startswith("Q1 Hi")
            await press(pilot, "escape")
            await until(pilot, lambda: "Not saved" in status(screen), "the list again")


async def test_leaving_without_a_change_leaves_nothing_to_undo(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await editor(screen, pilot, *"zeb", "enter")
        await press(pilot, "escape", "f4")
        await until(pilot, lambda: "Nothing to take back" in status(screen), "the word")


async def test_copy_delete_and_bring_back(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        found = await manager(screen, pilot, *"zeb", "f5")
        await until(pilot, lambda: listed(found)[:2] == ["Zebra late"] * 2, "the copy")
        assert shelf(screen)["zebra-late-2"].variants == LATE.variants
        await until(pilot, lambda: "zebra-late-2" in said(found, "about"), "the cursor on it")
        await press(pilot, "f8")
        await until(pilot, lambda: listed(found) == ["Zebra late"], "the deletion")
        await press(pilot, "f8")
        await until(pilot, lambda: listed(found) == [], "the second")
        assert not {"zebra-late", "zebra-late-2"} & shelf(screen).keys()
        await press(pilot, "f4", "f4")
        await until(pilot, lambda: listed(found)[:2] == ["Zebra late"] * 2, "both back")
        assert shelf(screen)["zebra-late"] == LATE
        await press(pilot, "f4")
        await until(pilot, lambda: "Nothing to take back" in status(screen), "the word")


async def test_a_broken_file_is_said(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await manager(screen, pilot)
        (screen.folder / "templates.json").write_text('{\n"templates": }', "utf-8")
        await press(pilot, "f5")
        await until(pilot, lambda: "line 2, column 14" in status(screen), "the place")


async def test_it_opens_with_nobody_waiting(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        screen.app.push_screen(TemplatesScreen(None))
        found = await shown(screen, pilot)
        found.query_one(Input).value = "thanks"
        await until(pilot, lambda: "Hi Jane," in said(found, "sample-text"), "the sample")
