"""Templates filled in: what stays visible, what is only data, and what is refused."""

import datetime as dt
import subprocess
import sys
import time
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.adapters.templates.liquid import LONGEST_SOURCE, LiquidFiller
from shopdesk.domain.answer.reply import blanks
from shopdesk.domain.errors import TemplateError


class Size(StrEnum):
    """Text of a kind of its own."""

    LARGE = "large"


VALUES: dict[str, object] = {
    "customer": {"first_name": "Nguyễn", "last_name": None, "notes": ""},
    "order": {
        "number": 1042,
        "total": Decimal("12.50"),
        "date": dt.date(2026, 11, 2),
        "paid": True,
        "items": [
            {"name": "brogues", "price": Decimal("10.00")},
            {"name": "laces", "price": Decimal("2.50")},
        ],
    },
    "size": Size.LARGE,
    "hostile": "{{ order.number }} {% for i in (1..9) %} <b>&",
    "nothing": None,
}
FILLER = LiquidFiller()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Chào {{ customer.first_name }}, #{{order.number}}!", "Chào Nguyễn, #1042!"),
        ("{{ order.total }} {{ order.date }} {{ order.paid }}", "12.50 2026-11-02 true"),
        ("{{ order.date | date: '%d.%m.%Y' }}", "02.11.2026"),
        ("{{ size }} {{ customer.notes }}.", "large ."),
        ("{% for i in order.items %}{{ i.name }} {% endfor %}", "brogues laces "),
        ("{{ order.items.size }} {{ order.items[1].name }}", "2 laces"),
        ("{% for i in (1..3) %}{{ i }}{% endfor %}", "123"),
        ("{{ '<b>' | escape }} {{ '<b>' }}", "&lt;b&gt; <b>"),
        # money is a Decimal, which the library's arithmetic does not know
        ("{{ order.total | times: 2 }} {{ 1 | plus: order.total }}", "25.0 13.5"),
        ("{{ order.items | map: 'price' | sum }} {{ order.items | sum: 'price' }}", "12.5 12.5"),
        ("{% if order.total > 12 %}free shipping{% endif %}", "free shipping"),
    ],
)
def test_values_are_filled_in(source: str, text: str) -> None:
    assert FILLER.fill(source, VALUES) == text


@pytest.mark.parametrize(
    ("source", "text", "names"),
    [
        ("Hi {{ owner.name }}!", "Hi {{ owner.name }}!", ("owner.name",)),
        ("{{customer.last_name}} {{ nothing }}", None, ("customer.last_name", "nothing")),
        ("{{- order.tracking.link -}}", None, ("order.tracking.link",)),
        ("{{ customer }} {{ order.items[7].name }}", None, ("customer", "order.items.7.name")),
        # a filter does not hide it
        ("{{ a.b | upcase | truncate: 3 | append: 'x' }}", "{{ a.b }}", ("a.b",)),
        ("{{ 'x' | append: a.b }}", "{{ a.b }}", ("a.b",)),
        ("{{ a.b | date: '%d' }} {{ a.b | size }}", None, ("a.b",)),
        # nor do the detours
        ("{% assign n = a.b %}{{ n }} {{ n.c | strip }}", "{{ a.b }} {{ a.b }}", ("a.b",)),
        ("{% capture n %}Hi {{ a.b }}{% endcapture %}{{ n }}", "Hi {{ a.b }}", ("a.b",)),
        ("{{ nothing | default: a.b }}", "{{ a.b }}", ("a.b",)),
        ("{% echo a.b %}", "{{ a.b }}", ("a.b",)),
        # the clock is a value like others
        ("{{ now }} {{ today }} {{ 'now' | date: '%Y' }}", None, ("now", "today")),
    ],
)
def test_what_has_no_value_stays_visible(
    source: str, text: str | None, names: tuple[str, ...]
) -> None:
    filled = FILLER.fill(source, VALUES)
    assert blanks(filled) == names
    if text is not None:
        assert filled == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ owner.name | default: 'there' }}", "there"),
        ("{{ customer.last_name | upcase | default: 'there' }}", "there"),
        ("{{ customer.notes | default: 'none' }}", "none"),
        ("{% if owner.name %}a{% else %}b{% endif %}", "b"),
        ("{% unless customer.last_name %}a{% endunless %}", "a"),
        ("{% if a.b == nil and a.b == empty %}a{% endif %}", ""),
        ("{% if a.b > 3 or a.b contains 'x' %}a{% else %}b{% endif %}", "b"),
        ("{% for i in a.b %}a{% else %}b{% endfor %}", "b"),
        ("{% assign p = a.b | split: ',' %}{% for i in p %}a{% endfor %}", ""),
        ("{% case a.b %}{% when 1 %}a{% else %}b{% endcase %}", "b"),
    ],
)
def test_defaults_and_conditions_work_without_a_value(source: str, text: str) -> None:
    assert FILLER.fill(source, VALUES) == text


def test_the_clock_may_be_given() -> None:
    now: dict[str, object] = {"now": dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)}
    assert FILLER.fill("{{ 'now' | date: '%Y' }} {{ now | date: '%H' }}", now) == "2026 09"


def test_values_are_data() -> None:
    assert FILLER.fill("{{ hostile }}", VALUES) == VALUES["hostile"]
    assert FILLER.fill("{% assign x = hostile %}{{ x | append: '!' }}", VALUES) == (
        f"{VALUES['hostile']}!"
    )
    assert FILLER.fill("{% raw %}{{ order.number }}{% endraw %}", VALUES) == "{{ order.number }}"


def test_private_characters_of_a_customer_cannot_pose_as_a_variable() -> None:
    assert (
        FILLER.fill("{{ x }}\ue000y\ue001", {"x": "\ue000z\ue001"}) == "\ufffdz\ufffd\ufffdy\ufffd"
    )


def test_a_filter_that_cuts_through_a_name_is_noticed() -> None:
    source = "{% capture n %}Hello {{ customer.last_name }}{% endcapture %}{{ n | truncate: 14 }}"
    with pytest.raises(TemplateError, match="cuts through a variable"):
        FILLER.fill(source, VALUES)


@pytest.mark.parametrize("value", [object(), b"x", 1.5, {"a": {1.5}}, [object()], lambda: None])
def test_values_of_another_kind_are_a_mistake_of_ours(value: object) -> None:
    with pytest.raises(TypeError, match="x"):
        FILLER.fill("hello", {"x": value})


def test_a_value_gives_nothing_but_itself() -> None:
    for source in ("{{ size.__class__ }}", "{{ order.__init__ }}", "{{ order.items.append }}"):
        assert FILLER.fill(source, VALUES).startswith("{{ ")


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("Hi\n\n  {{ a b }}", "line 3, column 8"),
        ("Hi {{ a", "line 1, column 4"),
        ("Hi\n{% if a %}", "line 2, column 11"),
        ("Hi\n{{ }}", "line 2, column 3"),
        ("{% for i in %}{% endfor %}", "line 1, column"),
        ("{% nope %}", "line 1, column 4"),
        ("a\n{{ a | nope }}", "line 2, column 8"),
        ("{{ 1 | divided_by: 0 }}", "line 1, column 8"),
        ("{% include 'a' %}", "line 1, column 4"),
        ("{% render '/etc/passwd' %}", "line 1, column 4"),
        ("{% break %}", "line 1, column"),
        ("ab\n{% if order.number > 'x' %}{% endif %}", "line 2, column"),
        ("{{ '99999999999999999999' | date: '%Y' }}", "line 1, column"),
    ],
)
def test_a_template_that_does_not_work_says_where(source: str, where: str) -> None:
    with pytest.raises(TemplateError, match=where):
        FILLER.fill(source, VALUES)


DOUBLED = "{% assign a = a | append: a %}"
SQUARED = "{% assign a = a | times: a %}"


WITHOUT_MEASURE = [
    "{% for i in (1..1000000000000) %}x{% endfor %}",
    "{% for i in (1..1000000000000) reversed %}x{% endfor %}",
    "{% assign n = 1000000000000 %}{% for i in (1..n) %}x{% endfor %}",
    "{{ (1..1000000000000) | join: ',' }}",
    "{% for i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endfor %}",
    "{% tablerow i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endtablerow %}",
    "{% assign a = 'xxxxxxxxxxxxxxxx' %}" + DOUBLED * 60 + "{{ a }}",
    "{% assign a = 99 %}" + SQUARED * 60 + "{{ a }}",
    "{% assign a = 'xxxxxxxxxxxxxxxx' %}" + DOUBLED * 11 + "{{ a | replace: 'x', a }}",
    "{% assign a = 'xxxxxxxxxxxxxxxx' %}" + DOUBLED * 11 + "{{ a | split: '' | join: a }}",
    "{% assign l = 'a,b' | split: ',' %}" + "{% assign l = l | concat: l %}" * 60,
    "{% assign a = 'xxxxxxxxxxxxxxxx' %}" + DOUBLED * 9 + "{{ a }}" * 100,
    "{% if a %}" * 500 + "{% endif %}" * 500,
    "{{" + "[" * 20_000 + "a" + "]" * 20_000 + "}}",
    "x" * (LONGEST_SOURCE + 1),
]


@pytest.mark.parametrize("source", WITHOUT_MEASURE, ids=range(len(WITHOUT_MEASURE)))
def test_a_template_without_measure_is_refused_soon(source: str) -> None:
    before = time.monotonic()
    with pytest.raises(TemplateError):
        FILLER.fill(source, VALUES)
    assert time.monotonic() - before < 5


def test_a_template_has_a_second() -> None:
    work = "{% assign a = order.items | map: 'name' | sort | join: i %}"
    loops = f"{{% for i in (1..9999) %}}{work}{{% endfor %}}" * 40
    before = time.monotonic()
    with pytest.raises(TemplateError, match="takes too long"):
        FILLER.fill(loops, VALUES)
    assert time.monotonic() - before < 5


FRAGMENTS = st.sampled_from(
    [
        *("{{", "}}", "{%", "%}", " a ", ".b", "|", "date:", "split:", "'x'", "(1..3)", "[", "]"),
        *("if", "endif", "for i in", "endfor", "raw", "endraw", "assign", "=", "3", "-", "\n"),
        *("slice: 0", "order", "times:", "join:", "size", "first", "case", "when", "cycle"),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=25).map("".join))
def test_whatever_the_owner_types_gives_a_text_or_a_sentence(source: str) -> None:
    try:
        assert isinstance(FILLER.fill(source, VALUES), str)
    except TemplateError as error:
        assert "line" in str(error)


@settings(deadline=None)
@given(st.text())
def test_text_without_markup_is_left_alone(text: str) -> None:
    text = "".join(c for c in text if c not in "{\r\ue000\ue001")
    assert FILLER.fill(text, VALUES) == text


def test_the_start_does_not_wait_for_liquid() -> None:
    script = "import sys, shopdesk.adapters.templates.liquid; sys.exit('liquid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
