"""Coupons, returns and the ledger under several processes: nothing is given twice."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.moves.credit import Credit
from shopdesk.desk.moves.returning import Asked, Returning
from shopdesk.domain.money import Money
from shopdesk.domain.moves.returns import ReturnLine, ReturnOutcome, ReturnPolicy, ReturnStage
from tests.adapters.records.builders import NINE, begin
from tests.shop import settings

FIVE = Money(Decimal(5), "GBP")
CODES = 200
_START = """
    import json, sys
    from datetime import timedelta
    from decimal import Decimal
    from pathlib import Path
    from shopdesk.adapters.records import SqliteRecords
    from shopdesk.desk.moves.credit import Credit
    from shopdesk.desk.moves.returning import Returning
    from shopdesk.domain.moves.credit import CreditRefused
    from shopdesk.domain.money import Money
    from shopdesk.domain.moves.returns import ReturnPolicy, ReturnRefused, ReturnStage
    from tests.adapters.records.builders import NINE
    from tests.shop import settings

    name, records = sys.argv[2], SqliteRecords(Path(sys.argv[1]))
    print("ready", flush=True)
    sys.stdin.readline()
"""
_TAKER = """
    # one alone cannot empty the pool: both get some, whoever is faster
    found = []
    for _ in range(150):
        if (code := records.take_coupon("thanks", name, NINE)) is not None:
            found.append(code)
    print(json.dumps(found), flush=True)
"""
_HOLDER = """
    found = []
    for _ in range(150):
        held = records.hold_coupon("thanks", f"{name}:{len(found)}", NINE)
        if held is not None:
            assert records.coupon_given(held.code, name, NINE)
            found.append(held.code)
    print(json.dumps(found), flush=True)
"""
_SETTLER = """
    credit = Credit(records, None)
    returning = Returning(records, credit, settings(), ReturnPolicy())
    done = []
    for number in range(1, 21):
        try:
            returning.advance(f"R26-{number:04}", ReturnStage.SETTLED, NINE + timedelta(days=1))
        except ReturnRefused:
            continue
        done.append(number)
    print(json.dumps(done), flush=True)
"""
_SPENDER = """
    credit, done = Credit(records, None), []
    for number in range(30):
        try:
            credit.redeem("jane@customer.example", Money(Decimal(1), "GBP"), "", NINE)
        except CreditRefused:
            continue
        done.append(number)
    print(json.dumps(done), flush=True)
"""


def race(file: Path, script: str) -> list[list[object]]:
    """Two processes that begin at once; what each says at its end."""
    code = textwrap.dedent(_START) + textwrap.dedent(script)
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(file), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one@x.example", "two@x.example")
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = [json.loads(racer.communicate(timeout=60)[0]) for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    return said


@pytest.mark.parametrize("script", [_TAKER, _HOLDER], ids=["taken", "held and given"])
def test_a_coupon_is_never_given_twice(tmp_path: Path, script: str) -> None:
    file = tmp_path / "records.sqlite"
    records = SqliteRecords(file)
    records.add_coupons("thanks", [f"C{n:04}" for n in range(CODES)], FIVE, None)
    first, second = race(file, script)
    assert first
    assert second
    assert len(first) + len(second) == CODES
    assert set(first).isdisjoint(second)
    assert all(code.given is not None for code in records.coupons("thanks"))
    assert {c.code for c in records.coupons() if c.contact == "one@x.example"} == set(first)
    records.close()


def test_a_return_is_settled_once(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    records = SqliteRecords(file)
    returning = Returning(records, Credit(records, None), settings(), ReturnPolicy())
    line = ReturnLine("S1", "Brogues", 1, FIVE)
    for _number in range(20):
        conversation = begin(records)
        returning.begin(Asked(conversation, (line,), "small", ReturnOutcome.CREDIT), NINE)
    first, second = race(file, _SETTLER)
    assert sorted(map(str, (*first, *second))) == sorted(map(str, range(1, 21)))
    assert all(one.stage is ReturnStage.SETTLED for one in records.returns())
    entries = records.credit_between(NINE, NINE + timedelta(days=2))
    assert len(entries) == len({entry.goods_return for entry in entries}) == 20
    records.close()


def test_credit_is_spent_once(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    records = SqliteRecords(file)
    credit = Credit(records, None)
    credit.grant("jane@customer.example", Money(Decimal(20), "GBP"), "sorry", NINE)
    first, second = race(file, _SPENDER)
    assert len(first) + len(second) == 20
    (account,) = credit.accounts("jane@customer.example", NINE)
    assert not account.balance
    records.close()
