"""The playbook's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.adapters.playbook import TomlPlaybook, parsed, starting_text
from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.errors import PlaybookError
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.moves.playbook import likeliest


@pytest.mark.parametrize("language", ["en", "vi", "ru"])
def test_the_starting_set_can_be_read_in_every_language(language: str) -> None:
    """Nine problems, each with a title, words, a prevention and a template that there is."""
    found = parsed(starting_text(language), "playbook.toml")
    assert len(found) == 9
    templates = {template.id for template in starter()}
    for problem in found:
        assert problem.title
        assert problem.prevention
        assert problem.words
        assert problem.template in templates


def test_a_profile_gets_its_own_copy(tmp_path: Path) -> None:
    """For the owner's eyes, and what she changes is seen at once."""
    path = tmp_path / "playbook.toml"
    book = TomlPlaybook(path, "ru")
    assert book.problem("late").title == "Опаздывает"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text('[[problem]]\nid = "wet"\ntitle = "Wet"\n', encoding="utf-8")
    assert [one.id for one in book.problems()] == ["wet"]
    with pytest.raises(PlaybookError, match="late"):
        book.problem("late")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[problem]\n", "TOML"),
        ('[[problem]]\nid = "a"\n', "title"),
        ('[[problem]]\nid = "a"\ntitle = "A"\naction = "fight"\n', "action"),
        ('[[problem]]\nid = "a"\ntitle = "A"\nmost = ["many"]\n', "most"),
        ('[[problem]]\nid = "a"\ntitle = "A"\nlimit = 3\n', "limit"),
        ('[[problem]]\nid = "a"\ntitle = "A"\n[[problem]]\nid = "a"\ntitle = "B"\n', "twice"),
        ("", "problem"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    """With the file and the key."""
    path = tmp_path / "playbook.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlaybookError, match=said) as raised:
        TomlPlaybook(path, "en").problems()
    assert "playbook.toml" in str(raised.value)


@pytest.mark.parametrize(
    ("words", "category", "problem"),
    [
        ("The left shoe is damaged.", Category.COMPLAINT, "damaged-in-transit"),
        ("Shop ơi, hàng bị vỡ rồi", Category.COMPLAINT, "damaged-in-transit"),
        ("Прислали не тот товар!", Category.COMPLAINT, "wrong-item"),
        ("They are too small, can I have another size?", Category.RETURN, "wrong-size"),
        ("Đơn của mình giao chậm quá", Category.DELIVERY, "late"),
        ("Оплата не прошла, карта отклонена", Category.ORDER, "payment-failed"),
        ("It stopped working after a day", Category.COMPLAINT, "defective"),
        ("The parcel says delivered, but it never arrived", Category.DELIVERY, "lost"),
    ],
)
def test_the_likeliest_problem_is_first(words: str, category: Category, problem: str) -> None:
    """In three languages."""
    found = likeliest(parsed(starting_text("en"), ""), words, category)
    assert found[0].id == problem
    assert len(found) == 9
