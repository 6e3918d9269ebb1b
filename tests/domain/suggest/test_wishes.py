"""On the first day: the starter templates alone, whatever the language."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.answer.suggest import Suggester
from tests.domain.suggest.wishes import (
    FAMILIES,
    bare,
    collected,
    family_score,
    likeliest,
    own,
    score,
)


@pytest.fixture(scope="module")
def intents(shared_dir: Path) -> Path:
    """The folder of sentences."""
    folder = shared_dir / "intents"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    return folder


@pytest.mark.parametrize("language", ["en", "vi", "ru"])
def test_the_right_template_is_among_the_first_three(language: str) -> None:
    found = score(own(language), language)
    assert found.first > 0.88
    assert found.third > 0.96


@pytest.mark.parametrize("taken_for", ["vi", "en", "it", ""])
def test_vietnamese_without_marks_whatever_it_is_taken_for(taken_for: str) -> None:
    found = score(bare(own("vi")), taken_for)
    assert found.first > 0.88
    assert found.third > 0.95


@pytest.mark.parametrize("name", ["dev.csv"])
def test_a_public_collection(intents: Path, name: str) -> None:
    wishes = collected(intents, name)
    assert score(wishes, "en").third > 0.97
    assert family_score(wishes, "en").first > 0.95


def test_every_starter_template_is_somebodys_answer() -> None:
    ids = {template.id for template in starter()}
    assert ids == set(FAMILIES)
    wished = set().union(
        *(wish.answers for language in ("en", "vi", "ru") for wish in own(language))
    )
    assert ids - wished == {"not-understood", "follow-up", "thank-you"}


@pytest.mark.parametrize(
    ("language", "subject", "text", "id"),
    [
        ("en", "Order 1029", "It has been held in customs for ten days now.", "late"),
        ("en", "", "i need asistance cancling my ordr", "order-cancel"),
        ("en", "", "I haven't received my refund yet", "refund-when"),
        ("en", "", "they dont fit, can i swap them", "exchange-size"),
        ("en", "Where is my refund?", "I sent the boots back on Monday, thanks.", "refund-when"),
        ("vi", "", "cho e huỷ đh vs ạ", "order-cancel"),
        ("vi", "", "ck r mà chưa thấy xác nhận", "payment-failed"),
        ("vi", "", "Mình hoà tiền rồi, xuất hoá đơn giúp mình", "invoice"),
        ("ru", "Возврат", "Где мои деньги? Жду вторую неделю.", "refund-when"),
        ("ru", "", "Отменённый заказ всё ещё едет ко мне, отмените его", "order-cancel"),
    ],
)
def test_how_people_write(language: str, subject: str, text: str, id: str) -> None:
    first = likeliest(Suggester(starter()), text, language, subject)[0]
    assert first.endswith(id)


@pytest.mark.parametrize("text", ["", "asdf qwer zxcv", "🙂", "????", "\x1b[31m" * 50, "1042"])
def test_nothing_to_go_by(text: str) -> None:
    found = likeliest(Suggester(starter()), text, "")
    assert len(found) == len(starter())
    assert set(found[:3]) & {"hello", "not-understood", "order-status"}
