"""How long to wait before a server is tried again."""

from __future__ import annotations

from shopdesk.domain.alarm.backoff import SHORT_PATIENCE_S, Backoff


def test_from_a_second_to_a_minute_with_jitter() -> None:
    slow, quick = Backoff(), Backoff()
    most = [slow.failed(passing=True, chance=1) for _ in range(9)]
    least = [quick.failed(passing=True, chance=0) for _ in range(9)]
    assert most == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert least == [s * 0.75 for s in most]
    slow.succeeded()
    assert slow.failed(passing=True, chance=1) == 1


def test_a_wrong_password_is_tried_rarely() -> None:
    backoff = Backoff()
    assert [backoff.failed(passing=False, chance=1) for _ in range(7)] == [
        *(30, 60, 120, 240, 480),
        *(900, 900),
    ]


def test_a_server_that_greets_again_is_tried_early_but_once() -> None:
    backoff = Backoff()
    assert backoff.comes_early(greeted=True)
    assert not backoff.comes_early(greeted=True)
    assert not backoff.comes_early(greeted=False)
    assert backoff.comes_early(greeted=True)
    backoff.succeeded()
    assert backoff.comes_early(greeted=True)


def test_patience_is_short_while_the_line_is_bad_and_long_now_and_then() -> None:
    backoff, found = Backoff(), []
    for _ in range(9):
        found.append(backoff.patience_s)
        backoff.failed(passing=True, chance=1)
    short = SHORT_PATIENCE_S
    assert found == [None, short, short, short, 2 * short, short, short, short, 4 * short]
