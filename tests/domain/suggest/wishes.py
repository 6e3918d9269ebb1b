"""What customers want, each with the starter templates that answer it."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.answer.suggest import Asked, Suggester
from shopdesk.domain.answer.template import Template
from shopdesk.domain.triage import category

SENTENCES = Path(__file__).parent / "sentences"
ANSWERS = {
    "cancel_order": {"order-cancel"},
    "change_order": {"order-change"},
    "change_shipping_address": {"address-change"},
    "check_cancellation_fee": {"order-cancel"},
    "check_invoice": {"invoice"},
    "check_payment_methods": {"payment-methods"},
    "check_refund_policy": {"return-start", "refund-when"},
    "complaint": {"complaint"},
    "contact_customer_service": {"hello"},
    "contact_human_agent": {"hello"},
    "create_account": {"account-login"},
    "delete_account": {"account-login"},
    "delivery_options": {"shipping-cost", "shipping-time"},
    "delivery_period": {"shipping-time", "order-status"},
    "edit_account": {"account-login"},
    "get_invoice": {"invoice"},
    "get_refund": {"return-start", "refund-when"},
    "newsletter_subscription": {"hello", "account-login"},
    "payment_issue": {"payment-failed"},
    "place_order": {"in-stock", "product-question"},
    "recover_password": {"account-login"},
    "registration_problems": {"account-login"},
    "review": {"thanks", "complaint"},
    "set_up_shipping_address": {"address-change"},
    "switch_account": {"account-login"},
    "track_order": {"order-status"},
    "track_refund": {"refund-when"},
}
"""The starter templates that answer an intent of the public collection."""
_OF_FAMILY = {
    "order_status": "order-status delivery-late delivery-lost",
    "cancel_order": "order-cancel",
    "change_order": "order-change",
    "return_refund": "return-start refund-when exchange-size store-credit",
    "shipping": "address-change shipping-cost shipping-time pick-up",
    "payment": "payment-failed payment-methods invoice cash-on-delivery",
    "complaint": "complaint damaged defective wrong-item",
    "account": "account-login",
    "product_question": "in-stock product-question size-advice discount wholesale",
    "other": "hello not-understood thanks follow-up thank-you",
}
FAMILIES = {id: family for family, ids in _OF_FAMILY.items() for id in ids.split()}
"""The collection's family of each starter template."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a customer wants."""

    text: str
    """How they put it."""
    answers: frozenset[str]
    """Ids of the templates that answer it."""
    families: frozenset[str] = frozenset()
    """The families that the collection finds right."""


@dataclass(frozen=True, slots=True)
class Score:
    """How often the right template came first, or among the first three: 0 to 1."""

    first: float
    third: float


def own(language: str) -> list[Wish]:
    """Sentences written for these tests, which no rule was made from."""
    lines = (SENTENCES / f"{language}.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [Wish(text, frozenset(ids.split())) for ids, text in pairs]


def collected(intents: Path, name: str) -> list[Wish]:
    """The sentences of one file of the public collection."""
    known = json.loads((intents / "intents.json").read_text("utf-8"))
    with (intents / name).open(encoding="utf-8", newline="") as file:
        return [
            Wish(
                row["utterance"],
                frozenset(ANSWERS[row["intent"]]),
                frozenset(
                    [known["intents"][row["intent"]], *known["either"].get(row["intent"], ())]
                ),
            )
            for row in csv.DictReader(file)
        ]


def bare(wishes: Iterable[Wish]) -> list[Wish]:
    """The same typed without marks."""
    return [Wish(_without_marks(wish.text), wish.answers) for wish in wishes]


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def likeliest(suggester: Suggester, text: str, language: str, subject: str = "") -> list[str]:
    """Ids, the likeliest first."""
    asked = Asked(subject, text, category(subject, text), language)
    return [suggestion.template.id for suggestion in suggester.likeliest(asked)]


def score(wishes: Iterable[Wish], language: str, templates: tuple[Template, ...] = ()) -> Score:
    """On the first day, with the starter templates alone."""
    suggester = Suggester(templates or starter())
    tops = [(likeliest(suggester, wish.text, language)[:3], wish.answers) for wish in wishes]
    return Score(
        sum(top[0] in right for top, right in tops) / len(tops),
        sum(not right.isdisjoint(top) for top, right in tops) / len(tops),
    )


def family_score(wishes: Iterable[Wish], language: str) -> Score:
    """The same by the families of the templates."""
    suggester = Suggester(starter())
    tops = [
        ([FAMILIES[id] for id in likeliest(suggester, wish.text, language)[:3]], wish.families)
        for wish in wishes
    ]
    return Score(
        sum(top[0] in right for top, right in tops) / len(tops),
        sum(not right.isdisjoint(top) for top, right in tops) / len(tops),
    )
