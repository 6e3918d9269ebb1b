"""A templates file that the owner broke: named with its place, kept aside, never written over."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from shopdesk.adapters.templates.store import TinyTemplates
from shopdesk.domain.answer.template import Template
from shopdesk.domain.errors import TemplateError
from tests.adapters.templates_contract import STATUS, THANKS, set_of


def starter() -> Sequence[Template]:
    return [STATUS, THANKS]


def nothing() -> Sequence[Template]:
    raise AssertionError("the starter set was asked for again")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "templates.json"


BROKEN = [
    (b'{"templates": {\n  "1": }\n}', "line 2, column 8"),
    (b"", "line 1, column 1"),
    (b'{"templates": \n {"1": "caf\xe9"}}', "line 2, column 12: it is not UTF-8"),
    (b"[]", "these are no templates"),
    (b'{"templates": []}', "these are no templates"),
    (b'{"templates": {"x": {}}}', "these are no templates"),
    pytest.param(b"[" * 100_000, "", id="nested too deeply"),
]
ENTRY = '{"templates": {"1": %s}}'
VARIANTS = '{"id": "a", "category": "order", "variants": {"en": %s}}'
WRONG = [
    ("{}", "a template has no `id`"),
    ('{"id": "a", "category": "order", "variants": {}}', "template a has no `variants`"),
    ('{"id": "a", "category": "x", "variants": {"en": {"title": "A", "body": "B"}}}', "`category`"),
    (VARIANTS % "3", "`variants.en` of the template a is no object"),
    (VARIANTS % '{"title": "A"}', "`variants.en.body` of the template a is missing"),
    (VARIANTS % '{"title": 3, "body": "B"}', "`variants.en.title` of the template a is missing"),
    (VARIANTS % '{"title": "A", "body": "B", "tags": "x"}', "`variants.en.tags` of the template a"),
    (VARIANTS % '{"title": "A", "body": "B", "subject": 3}', "`variants.en.subject` of the"),
    ('{"shortcut": 3, ' + (VARIANTS % '{"title": "A", "body": "B"}')[1:], "`shortcut` of the"),
    ('{"problem": [], ' + (VARIANTS % '{"title": "A", "body": "B"}')[1:], "`problem` of the"),
    ('{"attachments": "x", ' + (VARIANTS % '{"title": "A", "body": "B"}')[1:], "`attachments` of"),
]


@pytest.mark.parametrize(
    ("content", "why"), [*BROKEN, *(((ENTRY % entry).encode(), why) for entry, why in WRONG)]
)
def test_a_broken_file_is_named_and_nothing_is_lost(path: Path, content: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    templates = TinyTemplates(path, nothing)
    for attempt in (templates.all, templates.all, lambda: templates.put(THANKS)):
        with pytest.raises(TemplateError) as caught:
            attempt()
        assert str(path) in str(caught.value)
        assert why in str(caught.value)
        assert "templates.json.broken-1" in str(caught.value)
    assert path.read_bytes() == content
    copies = sorted(path.parent.glob("*.broken-*"))
    assert [copy.read_bytes() for copy in copies] == [content]


@pytest.mark.parametrize("used", ['"noon"', "3", '"9999-12-31T23:59:59-14:00"'])
def test_a_use_at_no_instant(path: Path, used: str) -> None:
    path.parent.mkdir()
    entry = VARIANTS % '{"title": "A", "body": "B"}'
    path.write_text(ENTRY % entry.replace("{", f'{{"used": {used}, ', 1))
    with pytest.raises(TemplateError, match="`used` of the template a"):
        TinyTemplates(path, nothing).all()


def test_two_templates_with_one_id(path: Path) -> None:
    path.parent.mkdir()
    entry = VARIANTS % '{"title": "A", "body": "B"}'
    path.write_text(f'{{"templates": {{"1": {entry}, "2": {entry}}}}}')
    with pytest.raises(TemplateError, match="two templates have the id a"):
        TinyTemplates(path, nothing).all()


def test_each_broken_content_is_kept_once_and_mending_is_seen(path: Path) -> None:
    templates = TinyTemplates(path, starter)
    templates.all()
    good = path.read_text("utf-8")
    for content in ("{", "[", "{"):
        path.write_text(content)
        with pytest.raises(TemplateError):
            templates.all()
    copies = sorted(path.parent.glob("*.broken-*"))
    assert [copy.read_text() for copy in copies] == ["{", "["]
    path.write_text(good, "utf-8")
    assert set_of(templates) == {STATUS.id: STATUS, THANKS.id: THANKS}
