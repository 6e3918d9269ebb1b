"""One order from its parts: rows of one number that do not stand together in the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from shopdesk.domain.guests.order import OrderStatus
from shopdesk.domain.guests.order_sum import ROWS, reckoned
from shopdesk.domain.money import written
from shopdesk.ports.order_files import Refused, StagedOrder
from shopdesk.words import _


def merged(parts: Sequence[StagedOrder]) -> tuple[StagedOrder, list[Refused]]:
    """The whole, and the rows that cannot belong to it, by the file's order."""
    whole, refused = parts[0], []
    for part in parts[1:]:
        if _another(whole, part):
            why = _("order {number} is another one in line {line}").format(
                number=part.number, line=whole.line
            )
            refused.append(Refused(part.line, why))
        else:
            whole = _joined(whole, part)
    return whole, refused


def _another(one: StagedOrder, other: StagedOrder) -> bool:
    totals = {p.total for p in (one, other) if p.total and not p.reckoned}
    return (
        len(totals) > 1
        or one.currency != other.currency
        or len({one.contact, other.contact} - {""}) > 1
    )


def _joined(one: StagedOrder, other: StagedOrder) -> StagedOrder:
    lines = json.loads(one.lines) + json.loads(other.lines)
    charges: dict[str, str] = json.loads(one.charges)
    for name, amount in json.loads(other.charges).items():
        if name == ROWS and name in charges:
            total = Decimal(charges[name]) + Decimal(amount)
            charges[name] = written(total, one.currency)
        else:
            charges.setdefault(name, amount)
    said = next((p.total for p in (one, other) if p.total and not p.reckoned), "")
    return one._replace(
        contact=one.contact or other.contact,
        email=one.email or other.email,
        name=one.name or other.name,
        phone=one.phone or other.phone,
        placed=other.placed if one.placed is None else one.placed,
        status=other.status if one.status == OrderStatus.UNKNOWN else one.status,
        said=one.said or other.said,
        total=said or reckoned([line[4] for line in lines], charges, one.currency),
        reckoned=0 if said else 1,
        refunded=one.refunded or other.refunded,
        carrier=one.carrier or other.carrier,
        tracking=", ".join(dict.fromkeys(t for p in (one, other) for t in _parcels(p.tracking))),
        note=one.note or other.note,
        lines=json.dumps(lines, ensure_ascii=False, separators=(",", ":")),
        charges=json.dumps(charges, ensure_ascii=False, separators=(",", ":")),
        changed=max(one.changed, other.changed),
    )


def _parcels(tracking: str) -> list[str]:
    return [number for number in tracking.split(", ") if number]
