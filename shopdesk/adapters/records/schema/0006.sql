-- The moves: returns, store credit, perks, incidents, and what was learned from them. `contact` is a
-- folded address: who has it is the customer, so that people who are merged share all of it.
-- Amounts are decimals as text, with their currency.

-- `lines` is JSON: [sku, name, quantity, price]; `reached` too: [stage, instant].
CREATE TABLE goods_return (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL UNIQUE,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    contact TEXT NOT NULL,
    order_number TEXT NOT NULL,
    lines TEXT NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    worth TEXT NOT NULL,
    currency TEXT NOT NULL,
    stage TEXT NOT NULL,
    reached TEXT NOT NULL
);

CREATE INDEX goods_return_open ON goods_return (id) WHERE stage NOT IN ('settled', 'cancelled');
CREATE INDEX goods_return_contact ON goods_return (contact);
CREATE INDEX goods_return_conversation ON goods_return (conversation_id);

-- The last number of each year that was given away; one whose mail was never sent is not used again.
CREATE TABLE return_number (
    prefix TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID;

-- Append-only. `token` names the deed that made the entry: the same deed twice is one entry.
CREATE TABLE credit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('grant', 'redeem', 'void')),
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires INTEGER,
    voids INTEGER UNIQUE REFERENCES credit_entry (id),
    conversation_id INTEGER REFERENCES conversation (id),
    goods_return_id INTEGER REFERENCES goods_return (id),
    token TEXT UNIQUE
);

CREATE INDEX credit_entry_contact ON credit_entry (contact, currency, id);

CREATE TRIGGER credit_entry_stays BEFORE DELETE ON credit_entry
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

-- A pool's codes; each is given once. `held_for` names the mail that is being written with it: nobody
-- else gets it meanwhile. Codes that the shop makes itself are in the pool ''.
CREATE TABLE coupon (
    code TEXT NOT NULL PRIMARY KEY,
    pool TEXT NOT NULL,
    cost TEXT NOT NULL,
    currency TEXT NOT NULL,
    expires INTEGER,
    contact TEXT,
    held_for TEXT UNIQUE,
    given INTEGER
) WITHOUT ROWID;

CREATE INDEX coupon_left ON coupon (pool, code) WHERE given IS NULL AND held_for IS NULL;

CREATE TABLE perk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    contact TEXT NOT NULL,
    conversation_id INTEGER REFERENCES conversation (id),
    what TEXT NOT NULL,
    cost TEXT NOT NULL,
    currency TEXT NOT NULL,
    why TEXT NOT NULL,
    at INTEGER NOT NULL,
    token TEXT UNIQUE
);

CREATE INDEX perk_contact ON perk (contact, at);
CREATE INDEX perk_at ON perk (at);

CREATE TABLE incident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    problem TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    contact TEXT NOT NULL,
    order_number TEXT NOT NULL,
    product TEXT NOT NULL,
    carrier TEXT NOT NULL,
    cause TEXT NOT NULL,
    cost TEXT NOT NULL,
    currency TEXT NOT NULL,
    at INTEGER NOT NULL,
    token TEXT UNIQUE
);

CREATE INDEX incident_problem ON incident (problem, at);
CREATE INDEX incident_conversation ON incident (conversation_id);

CREATE TABLE prevention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    problem TEXT NOT NULL,
    step TEXT NOT NULL,
    made INTEGER NOT NULL,
    due INTEGER NOT NULL,
    done INTEGER
);

-- How a complaint ended in the customer's eyes, as the owner or a rating says.
CREATE TABLE recovery (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    recovered INTEGER NOT NULL,
    at INTEGER NOT NULL
);

-- Above and beyond: what was done that nobody asked for.
CREATE TABLE wow (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact TEXT NOT NULL,
    conversation_id INTEGER REFERENCES conversation (id),
    what TEXT NOT NULL,
    cost TEXT NOT NULL,
    currency TEXT NOT NULL,
    at INTEGER NOT NULL
);

-- Who wants no surveys and no campaigns.
CREATE TABLE opted_out (
    contact TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE campaign (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    template TEXT NOT NULL,
    pool TEXT NOT NULL,
    begun INTEGER NOT NULL,
    stopped INTEGER
);

-- One line for everybody it goes to; made once, sent once. `number` stands in the mail's own link to
-- leave the list. `left_out`: opted out meanwhile, or nothing could be written.
CREATE TABLE campaign_mail (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    contact TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    outbox_id INTEGER REFERENCES outbox (id),
    code TEXT,
    queued INTEGER,
    left_out INTEGER NOT NULL DEFAULT 0,
    UNIQUE (campaign_id, contact)
);

CREATE INDEX campaign_mail_due ON campaign_mail (number) WHERE queued IS NULL AND left_out = 0;
CREATE INDEX campaign_mail_queued ON campaign_mail (queued) WHERE queued IS NOT NULL;
