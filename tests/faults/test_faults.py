"""A handful of each fault. What takes how long is not looked at: `python -m tests.faults` does."""

from __future__ import annotations

from pathlib import Path

from tests.faults import cuts, kills
from tests.faults.fuzz import fuzzed
from tests.faults.proxy import Fault
from tests.servers.dovecot import Dovecot

BREAKS = {
    (False, "IDLE", Fault.CUT, True),
    (False, "LOGIN", Fault.RESET, False),
    (True, "EHLO", Fault.RESET, True),
    (True, "the mail", Fault.CUT, False),
}
"""Each is noticed at once; a stall is found only when its time is up."""


def test_killed_in_the_worst_moments_nothing_is_lost_or_doubled(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    found = kills.aimed(tmp_path, dovecot, len(kills.AIMS))
    assert found.mails == len(kills.AIMS)
    assert [f for f in found.figures("chosen moments") if not f.met] == []


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path, dovecot: Dovecot) -> None:
    found = kills.at_random(tmp_path, dovecot, 3)
    assert found.mails == 3
    assert [f for f in found.figures("any moment") if not f.met] == []


def test_a_broken_line_costs_nothing_but_time(tmp_path: Path, dovecot: Dovecot) -> None:
    chosen = [c for c in cuts.cases() if (c.smtp, c.moment, c.fault, c.in_answer) in BREAKS]
    assert len(chosen) == len(BREAKS)
    found = cuts.broken(tmp_path, dovecot, chosen, at_once=4, longest_s=1)
    assert found.hangs == []
    assert found.mails >= len(BREAKS)
    lost = (found.mails_lost, found.replies_lost, found.replies_twice, found.asked_before_the_dot)
    assert lost == (0, 0, 0, 0)


def test_damaged_input_is_refused_or_read_and_nothing_else(tmp_path: Path) -> None:
    found = fuzzed(tmp_path, seconds=1, seed=7)
    assert [f for f in found if not f.met] == []
