"""Categories, order numbers and learning on a public collection of customers' sentences."""

from __future__ import annotations

import csv
import json
from itertools import islice
from pathlib import Path

import pytest

from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.triage import Categoriser, Correction, categorise, order_numbers, words_in

FAMILIES = {
    "order_status": {Category.DELIVERY, Category.ORDER},
    "cancel_order": {Category.ORDER},
    "change_order": {Category.ORDER},
    "return_refund": {Category.RETURN},
    "shipping": {Category.DELIVERY, Category.PRE_SALE},
    "payment": {Category.ORDER},
    "complaint": {Category.COMPLAINT},
    "account": {Category.OTHER},
    "product_question": {Category.PRE_SALE},
    "other": {Category.OTHER, Category.PRAISE, Category.COMPLAINT},
}
"""The categories that fit a family of the collection."""


@pytest.fixture(scope="module")
def intents(shared_dir: Path) -> Path:
    """The folder of sentences."""
    folder = shared_dir / "intents"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    return folder


def sentences(intents: Path, name: str) -> list[tuple[str, set[Category]]]:
    """Each sentence, and the categories that fit it."""
    known = json.loads((intents / "intents.json").read_text("utf-8"))
    found = []
    for row in rows(intents, name):
        families = [known["intents"][row["intent"]], *known["either"].get(row["intent"], ())]
        found.append((row["utterance"], set().union(*(FAMILIES[f] for f in families))))
    return found


def rows(intents: Path, name: str) -> list[dict[str, str]]:
    """The rows of one file."""
    with (intents / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_categories(intents: Path) -> None:
    right, wrong = 0, 0
    known = sentences(intents, "dev.csv")
    for text, fitting in known:
        kind, _ = categorise("", text)
        right += kind in fitting
        wrong += kind not in fitting and kind is not Category.OTHER
    assert right / len(known) >= 0.9
    assert wrong / len(known) <= 0.03


def test_corrections_make_it_better(intents: Path) -> None:
    lessons: list[Correction] = []
    taught = Categoriser()
    for text, fitting in islice(sentences(intents, "train.csv"), 0, None, 3):
        if taught.categorise("", text)[0] not in fitting:
            lessons.append(Correction(words_in("", text), min(fitting)))
            taught = Categoriser(lessons)
    known = sentences(intents, "dev.csv")
    before = sum(categorise("", text)[0] in fitting for text, fitting in known)
    after = sum(taught.categorise("", text)[0] in fitting for text, fitting in known)
    assert after > before
    assert after / len(known) >= 0.95


def test_order_numbers(intents: Path) -> None:
    right = [
        row["entity_value"] in order_numbers(row["utterance"])
        for row in rows(intents, "dev.csv")
        if row["entity_type"] == "order_id"
    ]
    assert sum(right) / len(right) >= 0.9
