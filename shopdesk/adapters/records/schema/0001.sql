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
    subject TEXT NOT NULL
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
    rest TEXT NOT NULL
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
    by_message INTEGER REFERENCES message (id)
);

CREATE UNIQUE INDEX wait_running ON wait (conversation_id) WHERE outcome IS NULL;
CREATE INDEX wait_ending ON wait (conversation_id, ending);
CREATE INDEX wait_started ON wait (started);

CREATE TABLE wait_message (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    wait_id INTEGER NOT NULL REFERENCES wait (id),
    received INTEGER NOT NULL,
    target_ms INTEGER NOT NULL
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
    template TEXT NOT NULL
);
