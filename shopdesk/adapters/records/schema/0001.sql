-- Instants (…_at, received, due, …) are milliseconds since 1970 in UTC, durations (…_ms)
-- milliseconds, truth values 0 and 1. Addresses are compared by their folded key.

CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    watched_since INTEGER
);

-- How far a folder was taken in, and the newest mail taken in from it.
CREATE TABLE folder (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    name TEXT NOT NULL,
    uidvalidity INTEGER,
    uid INTEGER,
    newest INTEGER,
    PRIMARY KEY (mailbox_id, name)
) WITHOUT ROWID;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    since INTEGER NOT NULL,
    heard INTEGER NOT NULL
);

CREATE TABLE customer_address (
    key TEXT NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id)
) WITHOUT ROWID;

CREATE INDEX customer_address_customer ON customer_address (customer_id);

CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    begun INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'closed')),
    reason TEXT,
    backlog INTEGER NOT NULL,
    category TEXT NOT NULL,
    language TEXT NOT NULL,
    order_number TEXT NOT NULL,
    subject TEXT NOT NULL,
    channel TEXT NOT NULL DEFAULT 'email',
    why TEXT NOT NULL DEFAULT '',
    merged_into INTEGER REFERENCES conversation (id)
);

CREATE INDEX conversation_status ON conversation (mailbox_id, status, backlog);
CREATE INDEX conversation_customer ON conversation (customer_id);

-- The place (folder, uidvalidity, uid) is empty for a message that lies nowhere on the server.
-- `rest` is the remainder of the read message as JSON.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    conversation_id INTEGER REFERENCES conversation (id),
    outgoing INTEGER NOT NULL,
    automatic TEXT,
    received INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    folder TEXT,
    uidvalidity INTEGER,
    uid INTEGER,
    digest TEXT NOT NULL,
    message_id TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    sender_email TEXT NOT NULL,
    subject TEXT NOT NULL,
    new_text TEXT NOT NULL,
    text TEXT NOT NULL,
    rest TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    contact_name TEXT,
    contact_email TEXT,
    bounced TEXT NOT NULL DEFAULT ''
);

CREATE INDEX message_conversation ON message (conversation_id, received);
CREATE INDEX message_digest ON message (mailbox_id, digest);
CREATE INDEX message_automatic ON message (mailbox_id) WHERE automatic IS NOT NULL;

-- The mails' own bytes, zlib.
CREATE TABLE raw (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    data BLOB NOT NULL
);

-- Message-IDs that lead to a conversation: those of its messages (own) and those that they refer
-- to, so that a mail which arrives out of order finds its conversation too.
CREATE TABLE thread_id (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    message_id TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    own INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, message_id, conversation_id)
) WITHOUT ROWID;

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    folder TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    received INTEGER NOT NULL,
    why TEXT NOT NULL,
    raw BLOB NOT NULL,
    UNIQUE (mailbox_id, folder, uidvalidity, uid)
);

-- A wait runs while it has no outcome. `ending` counts the endings of its conversation, `reason`
-- says why it was dismissed. Numbers are never used again: the screen may still hold an old one.
CREATE TABLE wait (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    backlog INTEGER NOT NULL,
    started INTEGER NOT NULL,
    due INTEGER NOT NULL,
    rung INTEGER NOT NULL,
    alarmed INTEGER NOT NULL,
    opened INTEGER,
    ending INTEGER,
    outcome TEXT,
    reason TEXT,
    ended INTEGER,
    business_ms INTEGER,
    calendar_ms INTEGER,
    in_target INTEGER,
    by_message INTEGER REFERENCES message (id),
    begun_in INTEGER REFERENCES conversation (id)
);

CREATE INDEX wait_ending ON wait (conversation_id, ending);
CREATE INDEX wait_started ON wait (started);

CREATE TABLE wait_message (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    wait_id INTEGER NOT NULL REFERENCES wait (id),
    received INTEGER NOT NULL,
    target_ms INTEGER NOT NULL,
    category TEXT,
    channel TEXT
);

CREATE INDEX wait_message_wait ON wait_message (wait_id, received);

-- Lists are JSON; `raw` is the finished mail, zlib.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    answers TEXT NOT NULL,
    template TEXT NOT NULL,
    stage TEXT NOT NULL,
    due INTEGER NOT NULL,
    created INTEGER,
    accepted INTEGER,
    attempts INTEGER NOT NULL,
    trouble TEXT NOT NULL,
    raw BLOB NOT NULL,
    UNIQUE (mailbox_id, message_id)
);

CREATE INDEX outbox_stage ON outbox (stage);
CREATE INDEX outbox_conversation ON outbox (conversation_id, stage);

CREATE TABLE draft (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    body TEXT NOT NULL,
    template TEXT NOT NULL,
    subject TEXT NOT NULL,
    headers TEXT NOT NULL -- JSON: to, cc, files
);

-- What the owner taught: which senders and lists are people's or machines', and what mails are
-- about.

-- `key` is an address or `list:id`, folded; without a kind, a person writes.
CREATE TABLE sender_rule (
    key TEXT NOT NULL PRIMARY KEY,
    kind TEXT,
    decided INTEGER NOT NULL
) WITHOUT ROWID;

-- The telling words of a conversation whose category the owner corrected, as a JSON list.
CREATE TABLE correction (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    category TEXT NOT NULL,
    words TEXT NOT NULL,
    decided INTEGER NOT NULL
);

CREATE INDEX correction_decided ON correction (decided);

-- One mail, one conversation: how mails find theirs, and what joins or parts conversations by hand.




CREATE INDEX message_filed ON message (received) WHERE automatic IS NOT NULL;
CREATE INDEX message_lies ON message (mailbox_id, folder, uidvalidity, uid) WHERE uid IS NOT NULL;

-- Where the very same mail lies a second time in one folder.
CREATE TABLE message_copy (
    message_id INTEGER NOT NULL REFERENCES message (id),
    folder TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    PRIMARY KEY (message_id, folder, uidvalidity, uid)
) WITHOUT ROWID;

-- The orders that a customer's message names; address and number are folded.
CREATE TABLE message_order (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    contact TEXT NOT NULL,
    number TEXT NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (mailbox_id, contact, number, message_id)
) WITHOUT ROWID;

-- Message-IDs that answers made elsewhere bear or name, while their conversation is not known.
CREATE TABLE loose_id (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    id TEXT NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (mailbox_id, id, message_id)
) WITHOUT ROWID;

CREATE INDEX loose_id_message ON loose_id (message_id);

CREATE INDEX thread_id_conversation ON thread_id (conversation_id);

-- Two conversations that the owner parted: no mail joins them by itself again. `one` is the lower.
CREATE TABLE apart (
    one INTEGER NOT NULL REFERENCES conversation (id),
    other INTEGER NOT NULL REFERENCES conversation (id),
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE INDEX apart_other ON apart (other);

CREATE INDEX wait_running ON wait (conversation_id) WHERE outcome IS NULL;
CREATE INDEX wait_by_message ON wait (by_message) WHERE by_message IS NOT NULL;
CREATE INDEX wait_turn ON wait (ending);

-- A message, and whether nobody waits for an answer to it.
CREATE VIEW settled_message AS
SELECT m.*, NOT EXISTS (
    SELECT 1 FROM wait_message AS x JOIN wait AS w ON w.id = x.wait_id
    WHERE x.message_id = m.id AND w.outcome IS NULL
) AS settled
FROM message AS m;

-- What can be taken back: corrections, merges, splits. The lists in `details` are JSON.
CREATE TABLE deed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    other_id INTEGER REFERENCES conversation (id),
    undone INTEGER NOT NULL DEFAULT 0,
    details TEXT NOT NULL
);

-- Answers that went out with a template, in the order in which suggestions are learned from them;
-- and those that came back.

CREATE INDEX outbox_answered ON outbox (accepted, id)
WHERE accepted IS NOT NULL AND template != '' AND answers != '[]';

CREATE INDEX message_bounced ON message (received) WHERE bounced != '';
