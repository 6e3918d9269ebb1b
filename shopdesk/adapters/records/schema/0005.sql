-- What customers bought, and what the owner knows about them.

-- An order of a source: a shop, a marketplace. `key` is its number and `contact` the buyer's address,
-- both folded; who has that address is the customer, so that people who are merged share their
-- orders. Amounts are decimals as text: a total that the source tells, else what the lines and the
-- charges add up to. Lines are JSON: [sku, name, quantity, price, total]. What is newer is told by
-- the latest day that the source names (`changed`), the latest of the whole file (`reach`), the
-- file's own age (`as_of`), in this order.
CREATE TABLE shop_order (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    number TEXT NOT NULL,
    contact TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    placed INTEGER,
    status TEXT NOT NULL,
    said TEXT NOT NULL,
    currency TEXT NOT NULL,
    total TEXT NOT NULL,
    refunded TEXT NOT NULL,
    carrier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    note TEXT NOT NULL,
    lines TEXT NOT NULL,
    charges TEXT NOT NULL,
    reckoned INTEGER NOT NULL,
    format TEXT NOT NULL,
    changed INTEGER NOT NULL,
    reach INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    UNIQUE (source, key)
);

CREATE INDEX shop_order_key ON shop_order (key);
CREATE INDEX shop_order_contact ON shop_order (contact) WHERE contact != '';
CREATE INDEX shop_order_placed ON shop_order (placed);

CREATE VIEW order_line AS
SELECT o.id AS order_id, l.key AS position, json_extract(l.value, '$[0]') AS sku,
    json_extract(l.value, '$[1]') AS name, json_extract(l.value, '$[2]') AS quantity,
    json_extract(l.value, '$[3]') AS price, json_extract(l.value, '$[4]') AS total, o.currency
FROM shop_order AS o, json_each(o.lines) AS l;

-- What a list of customers says of a person; `key` is the source's own number, or the address.
CREATE TABLE listed_person (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    contact TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    currency TEXT NOT NULL,
    spent TEXT NOT NULL,
    orders INTEGER NOT NULL,
    reach INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    UNIQUE (source, key)
);

CREATE INDEX listed_person_contact ON listed_person (contact) WHERE contact != '';

-- The files that were taken in: the very same bytes again are as old as they were then.
CREATE TABLE order_import (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    at INTEGER NOT NULL,
    report TEXT NOT NULL,
    UNIQUE (source, digest)
);

-- How the owner reads the files of a source: which column is what, by the heading's columns.
CREATE TABLE order_mapping (
    headings TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    columns TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

-- Spend from which on customers belong to the shop's best, by currency.
CREATE TABLE spend_level (
    currency TEXT NOT NULL PRIMARY KEY,
    loyal TEXT NOT NULL,
    vip TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE customer_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    at INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE INDEX customer_note_customer ON customer_note (customer_id, at);

-- Who named an order: from the number to the customer, for orders whose source tells no address.
CREATE INDEX message_order_number ON message_order (number);
CREATE INDEX message_order_message ON message_order (message_id);
