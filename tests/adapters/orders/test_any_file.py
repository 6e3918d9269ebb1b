"""Whatever is in a file: no exception but our own, and every order whole."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.errors import FileTrouble
from tests.adapters.orders import exports
from tests.adapters.orders.reading import read

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "#1",
            "#2",
            "1",
            "-1",
            "1.50",
            "1,5",
            "(5)",
            "£3",
            "2026-05-11",
            "99/99/99",
            '"',
            "'1",
            "=cmd|x",
            "paid",
            "yes",
            "\ufeff",
            "a@b.c",
            "\x00",
            "1E+12",
            "٣",
            "½",
            "\r",
            "Ⅳ",
        ]
    ),
    st.text(max_size=12),
)
HEADINGS = st.sampled_from(
    [
        exports.SHOPIFY,
        exports.ETSY_ITEMS,
        exports.AMAZON_NEW,
        exports.WOOCOMMERCE,
        exports.EBAY,
        exports.OZON,
        exports.RUSSIAN,
        exports.SAPO,
        exports.KIOTVIET,
        exports.SHOPIFY_CUSTOMERS,
    ]
)
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@MANY
@given(
    headings=HEADINGS,
    rows=st.lists(st.lists(CELLS, max_size=60), max_size=8),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"]),
)
def test_any_cells_under_a_known_heading(
    tmp_path: Path, headings: list[str], rows: list[list[str]], separator: str, encoding: str
) -> None:
    lines = [separator.join(f'"{h}"' for h in headings), *(separator.join(row) for row in rows)]
    try:
        found = read(tmp_path, "\n".join(lines).encode(encoding, "replace"))
    except FileTrouble:
        return
    for order in found.orders:
        assert order.key
        assert len(order.currency) == 3
        for amount in (order.total, order.refunded):
            assert not amount or Decimal(amount) >= 0
        assert all(len(line) == 5 for line in json.loads(order.lines))
        assert isinstance(json.loads(order.charges), dict)
    assert len(found.orders) + len(found.people) + len(found.refused) <= found.rows + 1
    assert all(refused.line >= 2 and refused.reason for refused in found.refused)


@MANY
@given(content=st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    for content_ in (content, b"PK\x03\x04" + content):
        try:
            read(tmp_path, content_)
        except FileTrouble:
            continue


@MANY
@given(cut=st.integers(0, 4000), noise=st.binary(max_size=8))
def test_an_export_that_was_cut_or_damaged(tmp_path: Path, cut: int, noise: bytes) -> None:
    whole = exports.shopify(exports.JANES, exports.MINHS).encode()
    try:
        found = read(tmp_path, whole[:cut] + noise + whole[cut + len(noise) :])
    except FileTrouble:
        return
    assert len(found.orders) <= 4
