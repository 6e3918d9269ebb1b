"""Lines out of bytes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.imap.errors import Garbled
from shopdesk.adapters.imap.lines import Lines

STREAM = (
    b"* OK hello\r\n\r\n* 1 FETCH (A {0}\r\n B {11}\r\n* BYE {3}\r\n {2+}\r\n\r\n)\r\n"
    b"* 2 EXISTS\n+ idling\r\n* OK {x}\r\n* OK {3} no literal\r\ncut sho"
)
LINES = [
    b"* OK hello",
    b"",
    b"* 1 FETCH (A {0} B {11} {2+})",
    b"* 2 EXISTS",
    b"+ idling",
    b"* OK {x}",
    b"* OK {3} no literal",
]


@given(st.lists(st.integers(0, len(STREAM))))
def test_the_pieces_do_not_matter(cuts: list[int]) -> None:
    lines = Lines()
    edges = [0, *sorted(cuts), len(STREAM)]
    found = [line for start, end in pairwise(edges) for line in lines.feed(STREAM[start:end])]
    assert found == LINES
    assert lines.pending
    assert lines.feed(b"rt\r\n") == [b"cut short"]
    assert not lines.pending


def test_byte_by_byte() -> None:
    lines = Lines()
    assert [line for byte in STREAM for line in lines.feed(bytes([byte]))] == LINES


def test_a_large_literal_is_not_kept() -> None:
    lines = Lines()
    assert lines.feed(b"* 1 FETCH (BODY[] {1000000}\r\n") == []
    for _ in range(10):
        assert lines.feed(b"\r\n" * 50_000) == []
    assert lines.feed(b")\r\n") == [b"* 1 FETCH (BODY[] {1000000})"]


@pytest.mark.parametrize(
    "endless",
    [b"x" * 70_000, b"* {1048577}\r\n", b"* {9999999999}\r\n", b"* {0}\r\n" * 20_000],
    ids=["line", "literal", "huge literal", "literals"],
)
def test_what_has_no_end_is_refused(endless: bytes) -> None:
    with pytest.raises(Garbled):
        Lines().feed(endless)
