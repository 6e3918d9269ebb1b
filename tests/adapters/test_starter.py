"""The starter set as templates."""

from pathlib import Path

import pytest

from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.adapters.templates.starter import starter
from shopdesk.adapters.templates.store import TinyTemplates
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.mail.conversation import Category

HELLO = '+++\ntitle = "Hello"\ncategory = "other"\ntags = ["a", "b"]\n+++\nHi\n\nthere\n'
HALLO = '+++\ntitle = "Xin chào"\ncategory = "other"\nsubject = "+++"\n+++\nChào\n+++\n'


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        language, _, id = name.partition("_")
        (root / language).mkdir(exist_ok=True)
        (root / language / f"{id}.md").write_text(text, "utf-8")
    return root


def test_a_file_becomes_a_variant(tmp_path: Path) -> None:
    root = write(tmp_path, en_hello=HELLO, vi_hello=HALLO, en_again=HELLO)
    (root / "en" / "notes.txt").write_text("not a template")
    (root / "README.md").write_text("nor this")
    assert starter(root) == (
        Template("again", Category.OTHER, {"en": Variant("Hello", "Hi\n\nthere", tags=("a", "b"))}),
        Template(
            "hello",
            Category.OTHER,
            {
                "en": Variant("Hello", "Hi\n\nthere", tags=("a", "b")),
                "vi": Variant("Xin chào", "Chào\n+++", "+++"),
            },
        ),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hi", "no head between two lines"),
        ('+++\ntitle = "x"\n', "line 3, column 1: its head has no end"),
        ("+++\ntitle = x\n+++\nHi", "line 2, column 9"),
        ('+++\ncategory = "other"\n+++\nHi', "`variants.en.title`"),
        ('+++\ntitle = "x"\ncategory = "nope"\n+++\nHi', "`category`"),
        ('+++\ntitle = "x"\ncategory = "other"\n+++\n \n', "`variants.en.body`"),
        ('+++\ntitle = "x"\ncategory = "other"\ntags = "a"\n+++\nHi', "`variants.en.tags`"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(TemplateError, match=why) as caught:
        starter(write(tmp_path, en_hello=text))
    assert str(Path("en") / "hello.md") in str(caught.value)


def test_languages_must_agree_on_the_category(tmp_path: Path) -> None:
    other = HALLO.replace('"other"', '"order"')
    with pytest.raises(TemplateError, match="its category is another one"):
        starter(write(tmp_path, en_hello=HELLO, vi_hello=other))


def test_the_packaged_set_is_whole_and_can_be_filled_in() -> None:
    filler = LiquidFiller()
    found = starter()
    assert len(found) >= 25
    for template in found:
        assert set(template.variants) == {"en", "vi", "ru"}, template.id
        for variant in template.variants.values():
            assert filler.fill(variant.body, {})
            filler.fill(variant.subject, {})


def test_a_new_shop_starts_with_it(tmp_path: Path) -> None:
    path = tmp_path / "templates.json"
    assert TinyTemplates(path, starter).all() == starter()
    assert TinyTemplates(path, tuple).all() == starter()
