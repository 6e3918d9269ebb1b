-- What is hidden, what the owner is on, and what comes back by itself.

-- Hidden before that instant; acknowledged since then. Both end with the customer's next message.
ALTER TABLE wait ADD COLUMN hidden_until INTEGER;
ALTER TABLE wait ADD COLUMN acknowledged INTEGER;

-- Open while it has no end. It is of the conversation that the message of ours is in, the reply
-- that it was made with; `by_message` is what ended it. Numbers are never used again: the screen
-- may still hold an old one.
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES message (id),
    kind TEXT NOT NULL,
    made INTEGER NOT NULL,
    due INTEGER NOT NULL,
    rung INTEGER NOT NULL,
    hidden_until INTEGER,
    acknowledged INTEGER,
    done INTEGER,
    ending TEXT,
    by_message INTEGER REFERENCES message (id)
);

CREATE INDEX reminder_open ON reminder (message_id) WHERE done IS NULL;
CREATE INDEX reminder_message ON reminder (message_id);
CREATE INDEX reminder_by_message ON reminder (by_message) WHERE by_message IS NOT NULL;

-- What happens when the server has accepted the reply, as JSON: close, remind_ms, promise.
ALTER TABLE outbox ADD COLUMN after TEXT NOT NULL DEFAULT '{}';
