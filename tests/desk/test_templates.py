"""Templates are refused where they are written, not where they are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.adapters.templates.liquid import LONGEST_SOURCE
from shopdesk.desk.answering.templates import Shelf, Taken
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.templates import Incoming
from tests.shop import NINE, SmallShop

GOOD = Template("late", Category.DELIVERY, {"en": Variant("Late", "Hi\n{{ customer.name }}")})


@pytest.fixture
def shelf(shop: SmallShop) -> Shelf:
    return shop.desk.shelf


def with_body(body: str) -> Template:
    """The good one with another text."""
    return replace(GOOD, variants={"en": Variant("Late", body)})


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("Hi\n\n{{ a b }}", 3, 6),
        ("Hi\n{% if a %}", 2, 11),
        ("a\n {% for i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endfor %}", 2, 5),
        ("\n{% for i in (1..10000000000) %}x{% endfor %}", 2, 13),
        ("{{ customer.name | divided_by: 0 }}", 1, 20),
        ("ok\n" * 2 + "x" * 10 * 1024 * 1024, 3, LONGEST_SOURCE - 5),
        ('{{ "x" | money }}', 1, 10),
        # works until a customer comes who gave no name
        ("{% capture n %}Hello {{ customer.name }}{% endcapture %}{{ n | truncate: 12 }}", 1, 1),
    ],
    ids=range(8),
)
def test_a_text_that_cannot_work_is_refused_with_its_place(
    shelf: Shelf, body: str, line: int, column: int
) -> None:
    before = shelf.all()
    with pytest.raises(TemplateError, match=f"late \\(en\\), line {line}, column {column}: "):
        shelf.save(with_body(body))
    assert shelf.all() == before


def a_shortcut_twice(template: Template) -> Template:
    return replace(template, shortcut="taken")


WRONG: list[tuple[Callable[[Template], Template], str]] = [
    (a_shortcut_twice, "its shortcut ;taken is that of other"),
    (lambda t: replace(t, id="../x"), "its id must be one word"),
    (lambda t: replace(t, shortcut="two words"), "its shortcut must be one word"),
    (lambda t: replace(t, variants={}), "it has no text"),
    (lambda t: replace(t, variants={"en": Variant("T", " \n")}), "no text in en"),
    (lambda t: replace(t, variants={"en": Variant("T\nU", "b")}), "title in en must be one line"),
    (lambda t: replace(t, variants={"en": Variant(" ", "b")}), "title in en must be one line"),
    (lambda t: replace(t, variants={"../x": Variant("T", "b")}), "no language such as en"),
    (lambda t: replace(t, attachments=("~/not-there.pdf",)), "~/not-there.pdf"),
    (
        lambda t: replace(t, variants={"en": Variant("T", "b", "{{ a")}),
        r"late \(en, subject\), line 1, column 1",
    ),
]


@pytest.mark.parametrize(("change", "why"), WRONG)
def test_what_cannot_be_kept_is_refused(
    shelf: Shelf, change: Callable[[Template], Template], why: str
) -> None:
    shelf.save(replace(GOOD, id="other", shortcut="taken"))
    before = shelf.all()
    with pytest.raises(TemplateError, match=why):
        shelf.save(change(GOOD))
    assert shelf.all() == before


def test_an_attachment_that_is_there_is_fine(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "chart.pdf").write_bytes(b"%PDF")
    saved = shelf.save(replace(GOOD, attachments=(str(tmp_path / "chart.pdf"),)))
    assert shelf.one("late") == saved


def test_a_new_one_gets_an_id_from_its_title(shelf: Shelf) -> None:
    assert shelf.save(replace(GOOD, id="")).id == "late"
    assert shelf.save(replace(GOOD, id="")).id == "late-2"


def test_a_copy_is_another_template(shelf: Shelf) -> None:
    shelf.save(replace(GOOD, shortcut="l", uses=4, used=NINE))
    copied = shelf.duplicate("late")
    assert copied == replace(GOOD, id="late-2")
    assert {t.id for t in shelf.all()} >= {"late", "late-2"}


def test_removing_can_be_taken_back_with_all_its_counts(shelf: Shelf) -> None:
    kept = shelf.save(replace(GOOD, uses=4, used=NINE))
    removed = shelf.remove("late")
    assert removed == kept
    for what in (shelf.one, shelf.remove, shelf.duplicate):
        with pytest.raises(TemplateError, match="There is no template late"):
            what("late")
    shelf.restore(removed)
    assert shelf.one("late") == kept


def test_the_sample_is_filled_in(shelf: Shelf, tmp_path: Path) -> None:
    assert shelf.sample("{{ customer.first_name }}, {{ today }}", "ru").startswith(
        "Jane, 21 ноября"
    )
    (tmp_path / "products.csv").write_text("name,Colour\nBrogues,brown\n", "utf-8")
    assert "product.colour" in {variable.name for variable in shelf.variables()}
    assert shelf.sample("{{ product.colour }}", "en") == "colour"


def sheet(template: Template, *said: str) -> Incoming:
    """One language of a template, as from a Markdown file whose body begins in line 10."""
    return Incoming(template, "late.md", whole=False, said=frozenset(said), body_line=10)


def test_one_language_is_put_beside_the_others(shelf: Shelf) -> None:
    shelf.save(replace(GOOD, shortcut="l", problem="p", uses=4, used=NINE))
    trễ = Template("late", Category.ORDER, {"vi": Variant("Trễ", "Dạ")}, shortcut="")
    assert shelf.take([sheet(trễ)], over=True) == Taken((), ("late",))
    one = shelf.one("late")
    assert set(one.variants) == {"en", "vi"}
    assert (one.shortcut, one.problem, one.uses, one.used) == ("l", "p", 4, NINE)
    shelf.take([sheet(trễ, "shortcut")], over=True)
    assert (shelf.one("late").shortcut, shelf.one("late").problem) == ("", "p")


def test_a_whole_template_takes_the_others_place_and_keeps_its_counts(shelf: Shelf) -> None:
    shelf.save(replace(GOOD, shortcut="l", uses=4, used=NINE))
    new = Template("late", Category.ORDER, {"vi": Variant("Trễ", "Dạ")}, 99)
    assert shelf.take([Incoming(new, "x.json", whole=True)], over=True).replaced == ("late",)
    assert shelf.one("late") == replace(new, uses=4, used=NINE)


def test_files_are_taken_in_all_or_none(shelf: Shelf) -> None:
    before = shelf.all()
    bad = with_body("fine\n{{ a b }}")
    with pytest.raises(TemplateError, match=r"late\.md, line 11, column 6: ") as caught:
        shelf.take([sheet(replace(GOOD, id="fine")), sheet(bad)], over=True)
    assert (caught.value.line, caught.value.column) == (11, 6)
    assert shelf.all() == before
    with pytest.raises(TemplateError, match=r"x\.json: late \(en\), line 2, column 6"):
        shelf.take([Incoming(bad, "x.json", whole=True)], over=True)
    assert shelf.all() == before


def test_adding_never_replaces(shelf: Shelf) -> None:
    assert shelf.take([sheet(GOOD)], over=False) == Taken(("late",), ())
    with pytest.raises(TemplateError, match=r"late\.md: there is a template late already"):
        shelf.take([sheet(with_body("new"))], over=False)
    assert shelf.one("late") == GOOD


def test_two_files_cannot_disagree(shelf: Shelf) -> None:
    other = Template("late", Category.ORDER, {"vi": Variant("Trễ", "Dạ")})
    with pytest.raises(TemplateError, match="its category is another one"):
        shelf.take([sheet(GOOD), sheet(other)], over=True)
    twin = replace(GOOD, id="twin", shortcut="l")
    with pytest.raises(TemplateError, match="its shortcut ;l is that of late"):
        shelf.take([sheet(replace(GOOD, shortcut="l")), sheet(twin)], over=True)
