"""Files of orders taken in: put aside first, then all of a file in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from shopdesk.adapters.records.order_merge import merged
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import milliseconds
from shopdesk.domain.money import Money
from shopdesk.ports.order_files import Batch, Refused, StagedOrder, StagedPerson
from shopdesk.ports.orders import Stamp, Taken
from shopdesk.words import _

TOLD = 1_000
"""Rows that repeat a number: more than these are only counted."""
_AT_ONCE = 2_000
LARGE = 64 << 20
"""Bytes of a file from which on it is put aside on the disk rather than in memory."""

_COLUMNS = StagedOrder._fields
_PERSON = StagedPerson._fields
_STAGE = (
    f"CREATE TEMP TABLE IF NOT EXISTS staged_order ({', '.join(_COLUMNS)}, order_id, newer)",
    f"CREATE TEMP TABLE IF NOT EXISTS staged_person ({', '.join(_PERSON)})",
)
_PUT = f"INSERT INTO temp.staged_order VALUES ({', '.join('?' * len(_COLUMNS))}, NULL, 1)"  # noqa: S608
_PUT_PERSON = f"INSERT INTO temp.staged_person VALUES ({', '.join('?' * len(_PERSON))})"  # noqa: S608
_REPEATED = "SELECT key FROM temp.staged_order GROUP BY key HAVING count(*) > 1"
_TWICE = """
SELECT s.line, s.number, f.first FROM (
    SELECT key, min(line) AS first FROM temp.staged_order GROUP BY key HAVING count(*) > 1
) AS f JOIN temp.staged_order AS s ON s.key = f.key WHERE s.line != f.first ORDER BY s.line
"""
_WITHOUT_LATER = """
DELETE FROM temp.staged_order WHERE rowid IN (
    SELECT s.rowid FROM (
        SELECT key, min(line) AS first FROM temp.staged_order GROUP BY key HAVING count(*) > 1
    ) AS f JOIN temp.staged_order AS s ON s.key = f.key WHERE s.line != f.first)
"""
# Within one kind of file the days that it names tell what is newer; between two kinds, which name
# different days, only the age of the files does.
_MATCH = """
UPDATE temp.staged_order AS s SET order_id = o.id, newer = CASE
    WHEN o.format != ? THEN ? >= o.as_of
    ELSE (s.changed, ?, ?) >= (o.changed, o.reach, o.as_of) END
FROM shop_order AS o WHERE o.source = ? AND o.key = s.key
"""
_PLAIN = (
    *("number", "contact", "email", "name", "phone", "said", "refunded", "carrier"),
    *("tracking", "note"),
)
_TOTAL = ("currency", "total", "reckoned")


def _filled(column: str, empty: str = "''") -> str:
    return (
        f"{column} = CASE WHEN s.newer THEN coalesce(nullif(s.{column}, {empty}), o.{column}) "
        f"ELSE coalesce(nullif(o.{column}, {empty}), s.{column}) END"
    )


# What the source says itself goes before what we added up, whichever is newer.
_SAYS = """s.total != '' AND (o.total = '' OR s.reckoned < o.reckoned
    OR (s.newer AND s.reckoned = o.reckoned))"""
_COMPLETE = f"""
UPDATE temp.staged_order AS s SET
    {", ".join(_filled(column) for column in _PLAIN)},
    {", ".join(f"{c} = CASE WHEN {_SAYS} THEN s.{c} ELSE o.{c} END" for c in _TOTAL)},
    {_filled("status", "'unknown'")}, {_filled("lines", "'[]'")}, {_filled("charges", "'{}'")},
    placed = CASE WHEN s.newer THEN coalesce(s.placed, o.placed)
        ELSE coalesce(o.placed, s.placed) END
FROM shop_order AS o WHERE o.id = s.order_id
"""  # noqa: S608 - our own words
_KEPT = (*_PLAIN, *_TOTAL, "status", "lines", "charges", "placed")
_CHANGE = f"""
UPDATE shop_order AS o SET ({", ".join(_KEPT)}) = ({", ".join(f"s.{c}" for c in _KEPT)})
FROM temp.staged_order AS s WHERE o.id = s.order_id AND s.newer = ?
    AND ({", ".join(f"o.{c}" for c in _KEPT)}) IS NOT ({", ".join(f"s.{c}" for c in _KEPT)})
"""  # noqa: S608 - our own words
_STAMP = """
UPDATE shop_order AS o SET format = ?1, changed = s.changed, reach = ?2, as_of = ?3
FROM temp.staged_order AS s WHERE o.id = s.order_id AND s.newer
    AND (o.format, o.changed, o.reach, o.as_of) IS NOT (?1, s.changed, ?2, ?3)
"""
_NEW = ("key", *_KEPT, "changed")
_ADD = f"""
INSERT INTO shop_order (source, format, reach, as_of, {", ".join(_NEW)})
SELECT ?, ?, ?, ?, {", ".join(_NEW)} FROM temp.staged_order WHERE order_id IS NULL ORDER BY rowid
"""  # noqa: S608 - our own words
_PERSON_KEPT = tuple(column for column in _PERSON if column not in ("line", "key"))
_FIRST_OF_PERSON = "SELECT min(rowid) FROM temp.staged_person GROUP BY key"
_TAKE_PERSON = f"""
INSERT INTO listed_person (source, key, reach, as_of, {", ".join(_PERSON_KEPT)})
SELECT ?, key, 0, ?, {", ".join(_PERSON_KEPT)} FROM temp.staged_person
WHERE rowid IN ({_FIRST_OF_PERSON})
ON CONFLICT (source, key) DO UPDATE SET as_of = excluded.as_of,
    {", ".join(f"{c} = excluded.{c}" for c in _PERSON_KEPT)}
WHERE excluded.as_of >= as_of
    AND ({", ".join(_PERSON_KEPT)}) IS NOT ({", ".join(f"excluded.{c}" for c in _PERSON_KEPT)})
"""  # noqa: S608 - our own words


class Orders(Section):
    """The records' methods about taking orders in."""

    def stage(self, batch: Batch) -> None:
        """Put some of a file aside; nobody sees it."""
        for sql in _STAGE:
            self._db.execute(sql)
        # only the temporary database is written: no other connection waits for it
        self._db.execute("SAVEPOINT stage")
        self._db.many(_PUT, batch.orders)
        self._db.many(_PUT_PERSON, batch.people)
        self._db.execute("RELEASE stage")

    def unstage(self, size: int = 0) -> None:
        """Forget what was put aside; what comes next is of a file of so many bytes."""
        for table in ("staged_order", "staged_person"):
            self._db.execute(f"DROP TABLE IF EXISTS temp.{table}")
        self._db.keep_aside(on_disk=size > LARGE)

    def take_orders(self, stamp: Stamp) -> Taken:
        """The staged orders into the records; newer goes before older, whatever came first."""
        self.stage(Batch())
        self._db.execute("CREATE INDEX IF NOT EXISTS temp.staged_key ON staged_order (key)")
        twice = tuple(self._joined() if stamp.repeats else self._once())
        totals = self._totals()
        as_of = milliseconds(stamp.as_of)
        reach = self._db.number("SELECT coalesce(max(changed), 0) FROM temp.staged_order")
        with self._db.transaction():
            self._db.execute(_MATCH, stamp.format, as_of, reach, as_of, stamp.source)
            known, older = self._matched()
            changed = self._updated(stamp, reach, as_of) if known else 0
            added = self._db.execute(_ADD, stamp.source, stamp.format, reach, as_of).rowcount
        return Taken(added, changed, known - older - changed, older, twice, totals)

    def _updated(self, stamp: Stamp, reach: int, as_of: int) -> int:
        """Orders that were there already, completed; how many newer ones changed."""
        self._db.execute(_COMPLETE)
        changed = self._db.execute(_CHANGE, 1).rowcount
        self._db.execute(_CHANGE, 0)
        self._db.execute(_STAMP, stamp.format, reach, as_of)
        return changed

    def take_people(self, stamp: Stamp) -> Taken:
        """The same for a list of customers."""
        self.stage(Batch())
        as_of = milliseconds(stamp.as_of)
        with self._db.transaction():
            every = self._db.number("SELECT count(DISTINCT key) FROM temp.staged_person")
            twice = tuple(self._people_twice())
            known = """
            SELECT count(*) FROM listed_person WHERE source = ?
                AND key IN (SELECT key FROM temp.staged_person) AND as_of > ?
            """
            older = self._db.number(known, stamp.source, as_of)
            count = "SELECT count(*) FROM listed_person"
            before = self._db.number(count)
            written = self._db.execute(_TAKE_PERSON, stamp.source, as_of).rowcount
            added = self._db.number(count) - before
        return Taken(added, written - added, every - written - older, older, twice)

    def _totals(self) -> tuple[Money, ...]:
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for currency, total in self._db.each(
            "SELECT currency, total FROM temp.staged_order WHERE total != ''"
        ):
            sums[currency] += Decimal(total)
        return tuple(Money(amount, currency) for currency, amount in sums.items())

    def _matched(self) -> tuple[int, int]:
        row = self._db.rows(
            "SELECT count(order_id), coalesce(sum(order_id IS NOT NULL AND NOT newer), 0)"
            " FROM temp.staged_order"
        )[0]
        return int(row[0]), int(row[1])

    def _once(self) -> Iterator[Refused]:
        """A number that stands there again is a mistake; the first one counts."""
        for row in self._db.rows(f"{_TWICE} LIMIT {TOLD}"):
            yield Refused(
                row["line"],
                _("order {number} is in line {line} already").format(
                    number=row["number"], line=row["first"]
                ),
            )
        self._db.execute(_WITHOUT_LATER)

    def _joined(self) -> Iterator[Refused]:
        """Rows of one order that do not stand together become one order."""
        if self._db.row(f"{_REPEATED} LIMIT 1") is None:
            return
        columns = ", ".join(_COLUMNS)
        self._db.execute(
            f"CREATE TEMP TABLE joined AS SELECT {columns} FROM temp.staged_order"  # noqa: S608
            f" WHERE key IN ({_REPEATED}) ORDER BY key, line"
        )
        self._db.execute("DELETE FROM temp.staged_order WHERE key IN (SELECT key FROM temp.joined)")
        parts = map(StagedOrder._make, self._db.each(f"SELECT {columns} FROM temp.joined"))  # noqa: S608
        ready: list[StagedOrder] = []
        for _key, of_one in groupby(parts, attrgetter("key")):
            whole, refused = merged(list(of_one))
            ready.append(whole)
            yield from refused
            if len(ready) >= _AT_ONCE:
                self._put(ready)
        self._put(ready)
        self._db.execute("DROP TABLE temp.joined")

    def _put(self, ready: list[StagedOrder]) -> None:
        self._db.many(_PUT, ready)
        ready.clear()

    def _people_twice(self) -> Iterable[Refused]:
        again = (
            f"SELECT line, key FROM temp.staged_person WHERE rowid NOT IN ({_FIRST_OF_PERSON})"  # noqa: S608
            f" ORDER BY line LIMIT {TOLD}"
        )
        return [
            Refused(row["line"], _("{key} is in an earlier line already").format(key=row["key"]))
            for row in self._db.rows(again)
        ]
