"""How mails are asked for, and what the answers mean."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient.exceptions import ProtocolError

from shopdesk.adapters.imap.arguments import folder_argument, uid_sets
from shopdesk.adapters.imap.fetching import (
    BYTES_AT_ONCE,
    LARGEST_WHOLE,
    MOST_AT_ONCE,
    Head,
    Part,
    Trouble,
    batches,
    dated,
    flags,
    head,
    rows,
)
from shopdesk.domain.mail.conversation import Place

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PLACES = [Place("lan@shop.test", "INBOX", 7, uid) for uid in range(1, 7)]


def members(uid_set: str) -> list[int]:
    found: list[int] = []
    for part in uid_set.split(","):
        first, _, last = part.partition(":")
        found += range(int(first), int(last or first) + 1)
    return found


@given(st.lists(st.integers(1, 2**32 - 1), max_size=300))
def test_uid_sets_hold_every_uid_once_on_short_lines(uids: list[int]) -> None:
    sets = list(uid_sets(uids))
    assert [uid for uid_set in sets for uid in members(uid_set)] == sorted(set(uids))
    assert all(len(uid_set) <= 1_000 for uid_set in sets)


def test_runs_are_joined() -> None:
    assert list(uid_sets([5, 1, 2, 3, 9, 8])) == ["1:3,5,8:9"]
    assert list(uid_sets([])) == []


@given(st.lists(st.integers(0, 60 * 2**20), max_size=250))
def test_batches_keep_the_order_and_stay_small(sizes: list[int]) -> None:
    heads = {uid: Head(size, frozenset(), NOON) for uid, size in enumerate(sizes, 1)}
    cut = list(batches(list(heads), heads))
    assert [uid for _, batch in cut for uid in batch] == list(heads)
    for part, batch in cut:
        assert 0 < len(batch) <= MOST_AT_ONCE
        assert all((heads[uid].size > LARGEST_WHOLE) == (part is Part.HEADER) for uid in batch)
        if part is Part.WHOLE:
            assert len(batch) == 1 or sum(heads[uid].size for uid in batch) <= BYTES_AT_ONCE


def test_small_mails_share_a_batch() -> None:
    heads = {uid: Head(2_000, frozenset(), NOON) for uid in range(1, 251)}
    assert [len(batch) for _, batch in batches(list(heads), heads)] == [100, 100, 50]


def test_rows_are_told_apart_by_uid_alone() -> None:
    answer: list[Any] = [
        b"5 (UID 9 FLAGS (\\Seen))",
        b"9 (FLAGS (\\Answered))",
        (b"6 (UID 10 BODY[] {5}", b"* (FL"),
        b" FLAGS ())",
        b"5 (UID 10 RFC822.SIZE 5)",
    ]
    found = rows(answer)
    assert found.keys() == {9, 10}
    assert flags(found[9]) == {"\\Seen"}
    assert found[10][b"BODY[]"] == b"* (FL"
    assert found[10][b"RFC822.SIZE"] == 5
    assert rows([None]) == {}


@pytest.mark.parametrize("answer", [b"5 (UID 9", b"5 UID 9", b"5 (UID)", b"x (UID 9 FLAGS)"])
def test_rows_that_are_no_rows(answer: bytes) -> None:
    with pytest.raises((ProtocolError, ValueError, TypeError)):
        rows([answer])


def test_a_flag_may_look_like_a_number() -> None:
    (row,) = rows([b"1 (UID 1 FLAGS (123 \\Seen NIL $Label))"]).values()
    assert {"123", "\\Seen", "$Label"} <= flags(row)


@pytest.mark.parametrize(
    ("spelled", "instant"),
    [
        (b'" 1-Nov-2026 07:00:00 +0700"', datetime(2026, 11, 1, tzinfo=UTC)),
        (b'"29-Mar-2026 01:30:00 -0330"', datetime(2026, 3, 29, 5, tzinfo=UTC)),
        (b'"01-Nov-2026 07:00:00"', None),
        (b'"01-Nov-2026 07:00:00 +9999"', None),
        (b'"00-Foo-2026 07:00:00 +0000"', None),
        (b"NIL", None),
    ],
)
def test_internaldate(spelled: bytes, instant: datetime | None) -> None:
    (row,) = rows([b"1 (UID 1 RFC822.SIZE 3 FLAGS () INTERNALDATE " + spelled + b")"]).values()
    assert head(row).received == instant
    assert head(row).size == 3


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        (b"Date: Sun, 01 Nov 2026 07:00:00 +0700\r\n\r\n", datetime(2026, 11, 1, tzinfo=UTC)),
        (b"Date: Sun, 01 Nov 2026 07:00:00 -0000\r\n\r\n", datetime(2026, 11, 1, 7, tzinfo=UTC)),
        (b"Date: yesterday\r\n\r\n", datetime(1970, 1, 1, tzinfo=UTC)),
        (b"Date: Sun, 01 Nov 2026 07:00:00 +9999\r\n\r\n", datetime(1970, 1, 1, tzinfo=UTC)),
        (b"Date: Sun, 01 Jan 0001 00:00:00 +1400\r\n\r\n", datetime(2000, 12, 31, 10, tzinfo=UTC)),
        (b"Date: \xff\xfe\r\n\r\n", datetime(1970, 1, 1, tzinfo=UTC)),
        (b"\r\n", datetime(1970, 1, 1, tzinfo=UTC)),
        (b"", datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_mail_without_internaldate_goes_by_its_own_date(raw: bytes, instant: datetime) -> None:
    assert dated(raw) == instant


def test_a_suspect_is_asked_for_alone() -> None:
    trouble = Trouble()
    assert list(trouble.runs(PLACES, 4)) == [tuple(PLACES[:4]), tuple(PLACES[4:])]
    trouble.note(PLACES[2:4])
    assert list(trouble.runs(PLACES, 4)) == [
        tuple(PLACES[:2]),
        (PLACES[2],),
        (PLACES[3],),
        tuple(PLACES[4:]),
    ]
    trouble.clear(PLACES)
    assert list(trouble.runs(PLACES, 9)) == [tuple(PLACES)]


def test_less_and_less_is_asked_of_a_mail_that_fails() -> None:
    trouble, place = Trouble(), PLACES[0]
    asked = []
    while not trouble.hopeless(place):
        asked.append(trouble.part(place))
        trouble.note([place])
    assert asked == [Part.WHOLE] * 3 + [Part.HEADER] * 2 + [Part.NOTHING] * 2


def test_folder_names_in_commands() -> None:
    assert folder_argument("INBOX") == '"INBOX"'
    assert folder_argument('a "b" \\ c') == '"a \\"b\\" \\\\ c"'
    assert folder_argument("Отправленные") == '"&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"'
    assert folder_argument("Q&A") == '"Q&-A"'
