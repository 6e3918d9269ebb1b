-- What a wait that has ended was allowed: business time from its start to its due instant, by the
-- hours of that time.
ALTER TABLE wait ADD COLUMN target_ms INTEGER;

-- Mails in the outbox that no person wrote: they answer nothing and are not counted.
ALTER TABLE outbox ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0;

-- Whom the shop's machine told that the mail has come; `key` is the folded address.
CREATE TABLE acknowledgement (
    outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id),
    key TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX acknowledgement_key ON acknowledgement (key, at);
CREATE INDEX acknowledgement_at ON acknowledgement (at);

-- Messages whose \Answered was taken notice of, once and for all: what the owner undoes stays so.
CREATE TABLE answered_flag (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    at INTEGER NOT NULL
);
