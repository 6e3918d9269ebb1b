"""Templates from and to the owner's files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from shopdesk.adapters.templates.files import LARGEST, OwnersTemplateFiles
from shopdesk.adapters.templates.store import TinyTemplates
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.errors import FileTrouble, TemplateError
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.templates import Incoming, TemplateFiles
from tests.adapters.templates_contract import NOON, STATUS, THANKS

FILES: TemplateFiles = OwnersTemplateFiles()
RICH = Template(
    "late",
    Category.DELIVERY,
    {
        "en": Variant('Late "again"', "Hi\n\n{{ a }}", "So sorry", ("late", "slow")),
        "vi": Variant("Trễ", "Dạ"),
    },
    3,
    NOON,
    "late",
    ("~/voucher.pdf",),
    "late-delivery",
)


def written(folder: Path, name: str, text: str) -> Path:
    """A file of the owner's."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("template", [RICH, STATUS, THANKS], ids=lambda t: t.id)
def test_markdown_of_a_template_is_read_again(tmp_path: Path, template: Template) -> None:
    for language, variant in template.variants.items():
        path = written(tmp_path, "x.md", FILES.markdown(template, language))
        (one,) = FILES.read(path, "ru")
        assert one.template.variants == {language: variant}
        assert one.template.id == template.id
        assert one.template.shortcut == template.shortcut
        assert one.template.attachments == template.attachments
        assert one.template.problem == template.problem
        assert not one.whole
        body = path.read_text("utf-8").split("\n")[one.body_line - 1]
        assert body == variant.body.split("\n")[0]


def test_json_of_templates_is_read_again(tmp_path: Path) -> None:
    templates = (RICH, STATUS, THANKS)
    path = written(tmp_path, "x.json", FILES.json(templates))
    assert FILES.read(path, "en") == tuple(Incoming(t, str(path), whole=True) for t in templates)


def test_the_programs_own_file_and_a_single_template_are_read(tmp_path: Path) -> None:
    own = tmp_path / "templates.json"
    TinyTemplates(own, lambda: [RICH, THANKS]).all()
    assert [one.template for one in FILES.read(own, "en")] == [RICH, THANKS]
    alone = written(tmp_path, "one.json", json.dumps(json.loads(FILES.json([RICH]))[0]))
    assert [one.template for one in FILES.read(alone, "en")] == [RICH]


def test_a_folder_is_read_whole_and_tells_the_language(tmp_path: Path) -> None:
    head = '+++\ntitle = "T"\ncategory = "other"\n+++\nHi\n'
    written(tmp_path, "vi/hello.md", head)
    written(tmp_path, "en/hello.md", head)
    written(tmp_path, "mine/hello.md", head)
    written(tmp_path, "en/notes.txt", "no template")
    found = FILES.read(tmp_path, "ru")
    assert [(one.template.id, *one.template.variants) for one in found] == [
        ("hello", "en"),
        ("hello", "ru"),
        ("hello", "vi"),
    ]


def test_simple_yaml_is_accepted(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Where is it\ncategory: delivery\ntags: late, slow\nshortcut: where\n---\nHi\n"
    )
    (one,) = FILES.read(written(tmp_path, "where.md", text), "en")
    assert one.template == Template(
        "where",
        Category.DELIVERY,
        {"en": Variant("Where is it", "Hi", tags=("late", "slow"))},
        shortcut="where",
    )


HEAD = '+++\ntitle = "T"\ncategory = "other"\n'


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.md", "Hi", "line 1, column 1: it has no head"),
        ("a.md", HEAD + "tilte = 3\n+++\nHi", "line 4, column 1: there is no `tilte`"),
        ("a.md", HEAD + "x = \n+++\nHi", "line 4, column 1"),
        ("a.md", HEAD + "tags = [3]\n+++\nHi", "tags"),
        ("a.md", HEAD + "shortcut = 3\n+++\nHi", "`shortcut` of the template a"),
        ("a.md", HEAD + "attachments = [3]\n+++\nHi", "`attachments` of the template a"),
        ("a.md", HEAD + "+++\n\n", "body"),
        ("a.json", "{", "line 1, column 2"),
        ("a.json", '\n[{"id": "a"}]', "entry 1: the template a has no `variants`"),
        ("a.json", '["a"]', "these are no templates"),
        ("a.json", "[" * 100_000, "these are no templates"),
        ("a.json", "[]", "There are no templates in"),
        ("a.txt", "Hi", "end in .md or .json"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(TemplateError, match=why) as caught:
        FILES.read(path, "en")
    assert str(path) in str(caught.value)


def test_what_is_no_text_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"+++\ntitle = 'caf\xe9'")
    with pytest.raises(TemplateError, match="line 2, column 13: this is not UTF-8"):
        FILES.read(path, "en")


def test_files_that_are_not_there_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match=r"a\.md cannot be read"):
        FILES.read(tmp_path / "a.md", "en")
    huge = tmp_path / "a.md"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FileTrouble, match="larger than 16 MiB"):
        FILES.read(huge, "en")


def test_nothing_is_written_over_unless_it_may(tmp_path: Path) -> None:
    FILES.save(tmp_path, {"en/a.md": "1", "en/b.md": "1"}, over=False)
    with pytest.raises(FileTrouble, match="is there already; nothing was written"):
        FILES.save(tmp_path, {"en/c.md": "2", "en/a.md": "2"}, over=False)
    assert not (tmp_path / "en" / "c.md").exists()
    FILES.save(tmp_path, {"en/a.md": "2"}, over=True)
    assert (tmp_path / "en" / "a.md").read_text() == "2"
    with pytest.raises(FileTrouble, match="cannot be written"):
        FILES.save(tmp_path, {"en/a.md/b": "2"}, over=True)


def test_an_unfinished_text_is_the_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "template.a.en.md"
    assert FILES.kept(file) is None
    FILES.keep(file, "half")
    assert FILES.kept(file) == "half"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    FILES.keep(file, None)
    assert FILES.kept(file) is None
