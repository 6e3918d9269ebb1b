-- Surveys: what was asked, and what was answered. `contact` is a folded address. The key signs the
-- ratings in the links.

CREATE TABLE survey (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    contact TEXT NOT NULL,
    scale TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    sent INTEGER NOT NULL,
    rating INTEGER,
    rated INTEGER,
    comment TEXT NOT NULL DEFAULT ''
);

CREATE INDEX survey_contact ON survey (contact, sent);
CREATE INDEX survey_sent ON survey (sent);
CREATE INDEX survey_conversation ON survey (conversation_id);

CREATE TABLE survey_key (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    key BLOB NOT NULL
);

-- Which wait of a conversation was its first; and what began when.
CREATE INDEX wait_of ON wait (coalesce(begun_in, conversation_id), started, id);
CREATE INDEX conversation_begun ON conversation (begun);

-- A survey whose mail came back asked nobody. One about an order names it.
ALTER TABLE survey ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE survey ADD COLUMN order_id INTEGER REFERENCES shop_order (id);

-- Orders that were delivered: when, as the source tells, else when it was first seen; `settled` when
-- the buyer was asked, or will not be.
CREATE TABLE delivery (
    order_id INTEGER PRIMARY KEY REFERENCES shop_order (id),
    at INTEGER NOT NULL,
    settled INTEGER
);

CREATE INDEX delivery_open ON delivery (at) WHERE settled IS NULL;
CREATE INDEX shop_order_delivered ON shop_order (placed) WHERE status = 'delivered';

-- Whether the owner changed the words of the template that a reply was made with; NULL: not known.
ALTER TABLE outbox ADD COLUMN edited INTEGER;

-- Reports by mail: one for each instant at which one was due. Without an outbox_id none was sent.
CREATE TABLE weekly_report (
    due INTEGER PRIMARY KEY,
    outbox_id INTEGER REFERENCES outbox (id)
);
