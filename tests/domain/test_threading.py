"""Which mails belong together, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.threading import (
    WITHIN,
    Lead,
    Threadable,
    conversations,
    links,
    together,
    tokens,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
JANE, BO = "jane@example.com", "bo@example.com"
TOKEN = "sd.7.0123456789abcdef"


def mail(id: str = "", *references: str, contact: str = JANE, day: float = 0) -> Threadable:
    """A mail of Jane's."""
    return Threadable(id, references, contact, at=NOON + timedelta(days=day))


def about(number: str, contact: str = JANE, day: float = 0) -> Threadable:
    """A mail that names an order."""
    return replace(mail(contact=contact, day=day), order_numbers=(number,))


def parts(mails: Sequence[Threadable]) -> set[frozenset[int]]:
    """The partition, as sets of positions."""
    numbers = conversations(mails)
    return {frozenset(n for n, one in enumerate(numbers) if one == number) for number in numbers}


def test_an_answer_joins_what_it_refers_to_whoever_wrote_it() -> None:
    assert conversations([mail("a"), mail("b"), mail("c", "a", contact=BO)]) == [1, 2, 1]


def test_two_answers_to_a_mail_that_nobody_has_are_one_conversation() -> None:
    assert conversations([mail("b", "gone"), mail("c", "gone", contact=BO)]) == [1, 1]


def test_one_mail_joins_what_was_apart() -> None:
    assert conversations([mail("a"), mail("b", contact=BO), mail("c", "a", "b")]) == [1, 1, 1]


def test_loops_end() -> None:
    loop = [mail("a", "b"), mail("b", "c"), mail("c", "a"), mail("d", "d")]
    assert conversations(loop) == [1, 1, 1, 2]


def test_mails_without_an_id_are_not_one_conversation() -> None:
    assert conversations([mail(), mail(), mail("", "")]) == [1, 2, 3]


def test_an_order_joins_the_mails_of_one_contact() -> None:
    mails = [about("1042"), about("1042", day=3), about("1043"), about("1042", contact=BO)]
    assert conversations(mails) == [1, 1, 2, 3]


def test_letter_case_tells_no_two_contacts_and_no_two_orders_apart() -> None:
    assert conversations([about("AB-12"), about("ab-12", contact="Jane@Example.COM")]) == [1, 1]


@pytest.mark.parametrize(("days", "together"), [(30, True), (30.001, False)])
def test_an_order_joins_within_thirty_days(days: float, together: bool) -> None:
    found = conversations([about("1042"), about("1042", day=days)])
    assert (found == [1, 1]) is together


def test_each_mail_about_an_order_gives_it_thirty_days_more() -> None:
    assert conversations([about("7", day=50), about("7"), about("7", day=25)]) == [1, 1, 1]


def test_nobody_and_no_time_are_joined_by_no_order() -> None:
    mails = [about("1042", contact=""), about("1042", contact="")]
    mails += [replace(about("1042"), at=None) for _ in range(2)]
    assert conversations(mails) == [1, 2, 3, 4]


def test_our_token_joins_where_references_were_lost() -> None:
    ours = Threadable(f"{TOKEN}@shoes.example")
    quoted = Threadable("b", tokens=tokens(f"> Message-ID: <{TOKEN.upper()}@shoes.example>"))
    cut = Threadable("c", (f"{TOKEN}@gateway.invalid",))
    assert conversations([ours, quoted, cut]) == [1, 1, 1]


def test_only_a_whole_token_is_one() -> None:
    assert tokens(f"a {TOKEN}@x.example, {TOKEN}@y.example and {TOKEN[:-1]}@") == (TOKEN,)
    assert tokens(f"x{TOKEN}@ .{TOKEN}@ {TOKEN} sd.7@x sd.{'1' * 50}.{'0' * 16}@") == ()


def test_the_address_of_whom_one_answers_is_no_message_id() -> None:
    both = [
        replace(mail("a", JANE, contact=BO), people=frozenset({BO, JANE.upper()})),
        replace(mail("b", JANE, contact=BO), people=frozenset({BO, JANE})),
    ]
    assert conversations(both) == [1, 2]
    assert links(both[0]) == ("a",)


def test_two_customers_whose_program_gives_each_mail_one_id_stay_apart() -> None:
    answer = replace(mail("ours", "form"), people=frozenset({JANE, "shop@shoes.example"}))
    mails = [mail("form"), mail("form", contact=BO), mail("form"), answer]
    assert conversations(mails) == [1, 2, 1, 1]
    assert conversations([*mails, mail("d", "form", contact="eve@example.com")])[-1] == 3


IDS = st.sampled_from([f"{n}@x.example" for n in range(12)])


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Threadable]:
    """Mails that refer to each other in any way, loops and gaps included."""
    ids = draw(st.lists(IDS, unique=True, max_size=12))
    return [
        Threadable(
            draw(st.sampled_from([id, ""])),
            tuple(draw(st.lists(IDS, max_size=2))),
            draw(st.sampled_from([JANE, BO, ""])),
            tuple(draw(st.lists(st.sampled_from(["7", "8"]), max_size=1))),
            NOON + timedelta(days=draw(st.integers(0, 90))),
            tuple(draw(st.lists(st.sampled_from([TOKEN, TOKEN[:-1] + "0"]), max_size=1))),
        )
        for id in ids
    ]


@given(mailboxes(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(mails: list[Threadable], random: object) -> None:
    order = list(range(len(mails)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = parts([mails[n] for n in order])
    assert {frozenset(order[n] for n in part) for part in shuffled} == parts(mails)


@given(mailboxes())
def test_what_shares_nothing_is_apart(mails: list[Threadable]) -> None:
    """Each conversation hangs together by ids, orders and tokens; no two share an id or a token."""
    numbers = conversations(mails)
    for one, a in zip(numbers, mails, strict=True):
        for other, b in zip(numbers, mails, strict=True):
            shared = {*links(a), *a.tokens} & {*links(b), *b.tokens}
            assert not shared or one == other
    for part in parts(mails):
        seen, rest = [min(part)], set(part) - {min(part)}
        while near := [n for n in rest if any(_joined(mails[n], mails[m]) for m in seen)]:
            seen += near
            rest -= set(near)
        assert not rest


def _joined(a: Threadable, b: Threadable) -> bool:
    order = set(a.order_numbers) & set(b.order_numbers)
    assert a.at and b.at
    near = bool(a.contact) and a.contact == b.contact and abs(a.at - b.at) <= WITHIN
    return bool(({*links(a), *a.tokens} & {*links(b), *b.tokens}) or (order and near))


def lead(id: str, conversation: int, *, own: bool = True, contact: str = JANE) -> Lead:
    """A Message-ID known to the records."""
    return Lead(id, conversation, own, frozenset({contact}))


def test_the_likeliest_conversation_comes_first() -> None:
    reply = mail("c", "a", "b")
    leads = [lead("gone", 4, own=False), lead("a", 1), lead("b", 2), lead("c", 3, own=False)]
    assert together(reply, leads, about_order=[5, 2]) == (2, 1, 3, 4, 5)
    assert together(reply, []) == ()


def test_an_id_that_another_customers_mail_bears_leads_nowhere() -> None:
    assert together(mail("form", contact=BO), [lead("form", 1)]) == ()
    assert together(mail("form"), [lead("form", 1)]) == (1,)
    several = [lead("form", 1), lead("form", 2, contact=BO)]
    assert together(mail("x", "form"), several) == (1,)
    assert together(mail("x", "form", contact="eve@example.com"), several) == ()
