"""Address lists, well-formed and not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime.addresses import parse_addresses


def pairs(value: str) -> list[tuple[str, str]]:
    """(name, address) of each."""
    return [(a.name, a.email) for a in parse_addresses(value)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("jane@example.com", [("", "jane@example.com")]),
        ("<jane@example.com>", [("", "jane@example.com")]),
        ("Jane Roe <Jane@Example.COM>", [("Jane Roe", "Jane@example.com")]),
        ('"Roe, Jane" <jane@x.example>', [("Roe, Jane", "jane@x.example")]),
        ("Roe, Jane <jane@x.example>", [("Roe, Jane", "jane@x.example")]),
        ("jane@x.example (Jane Roe)", [("Jane Roe", "jane@x.example")]),
        ("Jane (home (new)) <jane@x.example>", [("Jane", "jane@x.example")]),
        ("Jane jane@x.example", [("Jane", "jane@x.example")]),
        ("a@x.example, B <b@x.example>", [("", "a@x.example"), ("B", "b@x.example")]),
        ("a@x.example; b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("Team: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?B?0JDQvdGC0L7QvQ==?= <anton@x.example>", [("Антон", "anton@x.example")]),
        ('"=?utf-8?B?0JDQvdGC0L7QvQ==?=" <anton@x.example>', [("Антон", "anton@x.example")]),
        ("=?utf-8?Q?Roe=2C_Jane?= <jane@x.example>", [("Roe, Jane", "jane@x.example")]),
        ("=?utf-8?Q?Jane_=3Cjane=40x.example=3E?=", [("Jane", "jane@x.example")]),
        ("Nguyễn Thị Minh <minh@x.example>", [("Nguyễn Thị Minh", "minh@x.example")]),
        ("Минь <минь@пример.рф>", [("Минь", "минь@пример.рф")]),
        ("Jane <jane@x.example", [("Jane", "jane@x.example")]),
        ('"Jane <jane@x.example>', [("Jane", "jane@x.example")]),
        ("Jane (unclosed <jane@x.example>", [("Jane unclosed", "jane@x.example")]),
        ('"john doe"@x.example', [("", '"john doe"@x.example')]),
        ("<mailto:jane@x.example>", [("", "jane@x.example")]),
        ("Jane", [("Jane", "")]),
        ("MAILER-DAEMON <>", [("MAILER-DAEMON", "")]),
        ("Jane <ja\x1b[31mne@x.example>", [("Jane", "ja[31mne@x.example")]),
        ("", []),
        (",,;,", []),
    ],
)
def test_address_lists(value: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(value) == expected


@given(st.text(alphabet=st.sampled_from('ab@.<>"\\(),;: =?\t\x1b'), max_size=60) | st.text())
def test_any_text_gives_addresses_of_one_line_without_controls(value: str) -> None:
    for name, email in pairs(value):
        assert name == " ".join(name.split())
        assert not any(ord(c) < 32 for c in name + email)


@pytest.mark.parametrize(
    "flood", ["a", "(", '"', '\\"', "<", ",", "a@", "a@b ", ":", "=?utf-8?q?a?="]
)
def test_floods_are_read_in_bounded_time_and_number(flood: str) -> None:
    # Quadratic work on a field of this size would take minutes.
    assert len(parse_addresses(flood * 1_000_000)) <= 1_000
