BEGIN TRANSACTION;
CREATE TABLE acknowledgement (
    outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id),
    key TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE TABLE answered_flag (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    at INTEGER NOT NULL
);
CREATE TABLE apart (
    one INTEGER NOT NULL REFERENCES conversation (id),
    other INTEGER NOT NULL REFERENCES conversation (id),
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE campaign (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    template TEXT NOT NULL,
    pool TEXT NOT NULL,
    begun INTEGER NOT NULL,
    stopped INTEGER
);
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
INSERT INTO "conversation" VALUES(1,1,1,1794042000000,'answered',NULL,0,'delivery','en','1042','Where is my order?','email','',NULL);
INSERT INTO "conversation" VALUES(2,1,1,1794042000000,'open',NULL,0,'delivery','en','1042','Where is my order?','email','',NULL);
INSERT INTO "conversation" VALUES(3,1,2,1794042000000,'closed','spam',0,'delivery','en','1042','Where is my order?','email','',NULL);
INSERT INTO "conversation" VALUES(4,1,3,1794042000000,'closed','handled elsewhere',0,'delivery','en','1042','Where is my order?','email','',NULL);
INSERT INTO "conversation" VALUES(5,1,1,1794042000000,'open',NULL,0,'delivery','en','1042','Where is my order?','email','',NULL);
INSERT INTO "conversation" VALUES(6,1,4,1793869200000,'open',NULL,1,'delivery','en','1042','Where is my order?','email','',NULL);
CREATE TABLE correction (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    category TEXT NOT NULL,
    words TEXT NOT NULL,
    decided INTEGER NOT NULL
);
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
CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    since INTEGER NOT NULL,
    heard INTEGER NOT NULL
);
INSERT INTO "customer" VALUES(1,'Jane Roe','jane@customer.example',1794042000000,1794042000000);
INSERT INTO "customer" VALUES(2,'Jane Roe','spam@x.example',1794042000000,1794042000000);
INSERT INTO "customer" VALUES(3,'Jane Roe','anton@x.example',1794042000000,1794042000000);
INSERT INTO "customer" VALUES(4,'Jane Roe','minh@x.example',1793869200000,1793869200000);
CREATE TABLE customer_address (
    key TEXT NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id)
) WITHOUT ROWID;
INSERT INTO "customer_address" VALUES('jane@customer.example',1);
INSERT INTO "customer_address" VALUES('spam@x.example',2);
INSERT INTO "customer_address" VALUES('anton@x.example',3);
INSERT INTO "customer_address" VALUES('minh@x.example',4);
CREATE TABLE customer_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    at INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE deed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    other_id INTEGER REFERENCES conversation (id),
    undone INTEGER NOT NULL DEFAULT 0,
    details TEXT NOT NULL
);
CREATE TABLE delivery (
    order_id INTEGER PRIMARY KEY REFERENCES shop_order (id),
    at INTEGER NOT NULL,
    settled INTEGER
);
CREATE TABLE draft (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    body TEXT NOT NULL,
    template TEXT NOT NULL,
    subject TEXT NOT NULL,
    headers TEXT NOT NULL -- JSON: to, cc, files
);
INSERT INTO "draft" VALUES(2,'Dear Jane,
sorry','late','','{"to": [], "cc": [], "files": [], "play": null}');
CREATE TABLE folder (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    name TEXT NOT NULL,
    uidvalidity INTEGER,
    uid INTEGER,
    newest INTEGER,
    PRIMARY KEY (mailbox_id, name)
) WITHOUT ROWID;
INSERT INTO "folder" VALUES(1,'INBOX',7,6,1794042000000);
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
CREATE TABLE loose_id (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    id TEXT NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (mailbox_id, id, message_id)
) WITHOUT ROWID;
CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    watched_since INTEGER
);
INSERT INTO "mailbox" VALUES(1,'help@shoes.example','help@shoes.example',1794042000000);
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
INSERT INTO "message" VALUES(1,1,1,0,NULL,1794042000000,1794042002000,'INBOX',7,1,'a4a8c82363a6dc3f34d0436b513cfb222d0646bb1bced92137563bfd8c9f778b','answered@x.example','Jane Roe','jane@customer.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(2,1,1,1,NULL,1794042060000,1794042062000,NULL,NULL,NULL,'0c562743026186169cd5924eb1b064780abbf78cc72edf62818020cd4d75abf3','ours@shoes.example','Jane Roe','jane@customer.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":["answered@x.example"],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(3,1,2,0,NULL,1794042000000,1794042002000,'INBOX',7,2,'e83aaa0761dc675675aada7b1cc5e8a17d5d482c7c5e4dfa896e20f278080b54','burning@x.example','Jane Roe','jane@customer.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(4,1,3,0,NULL,1794042000000,1794042002000,'INBOX',7,3,'9ceeaf45201ae45924dd22445ea70f602fd368171af5971aaa47374c6833d8cb','spam@x.example','Jane Roe','spam@x.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(5,1,4,0,NULL,1794042000000,1794042002000,'INBOX',7,4,'3b9c958db777e9b9aa411498831c719dd0a077e90dc68e0d0fb0b7920758c4b0','anton@x.example','Jane Roe','anton@x.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(6,1,5,0,NULL,1794042000000,1794042002000,'INBOX',7,5,'049d914c578927b36dbadee6ab7410360aff2054d7ce9f3a62be9c04969e3e02','phone@x.example','Jane Roe','jane@customer.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(7,1,6,0,NULL,1793869200000,1793869202000,'INBOX',7,1,'1544bb76d94c1334bbf4bb3eeee536646a82326f5f144dd4ee1443db8a415f0b','old@x.example','Jane Roe','jane@customer.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
INSERT INTO "message" VALUES(8,1,NULL,0,'newsletter',1794042000000,1794042002000,'INBOX',7,6,'c688c29b2d4a77a14ff63ba94debe2d20d0b26fbe4c5bbe86d5ce32fb4951289','news@x.example','Jane Roe','jane@customer.example','Đơn hàng #1042 ở đâu?','Where is my order?','Where is my order?

> quoted','{"references":[],"reply_to":null,"to":[["Lan''s Shoes","help@shoes.example"],["","cc@customer.example"]],"date":"2026-11-07T15:59:58+07:00","attachments":[["../left shoe.jpg","image/jpeg",81234,false]],"headers":[["from","Jane Roe <jane@customer.example>"],["x-odd","a\tb; [/red]"]],"warnings":[]}','',NULL,NULL,'');
CREATE TABLE message_copy (
    message_id INTEGER NOT NULL REFERENCES message (id),
    folder TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    PRIMARY KEY (message_id, folder, uidvalidity, uid)
) WITHOUT ROWID;
CREATE TABLE message_order (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    contact TEXT NOT NULL,
    number TEXT NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (mailbox_id, contact, number, message_id)
) WITHOUT ROWID;
CREATE TABLE opted_out (
    contact TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) WITHOUT ROWID;
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
CREATE TABLE order_mapping (
    headings TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    columns TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
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
    raw BLOB NOT NULL, after TEXT NOT NULL DEFAULT '{}', automatic INTEGER NOT NULL DEFAULT 0, edited INTEGER,
    UNIQUE (mailbox_id, message_id)
);
INSERT INTO "outbox" VALUES(1,1,1,'ours@shoes.example','help@shoes.example','["jane@customer.example"]','[1]','order-status','accepted',1794042010000,1794042000000,1794042060000,1,'',X'7801732BCACFB552C848CD297028CEC84F2DD64BAD48CC2DC849E5E5E2E50ACE2F2AAA545418A546836034158C6684D1B260B4381CAD11466BC3D1DA70B4361C96B521000DF0BF6F','{}',0,NULL);
INSERT INTO "outbox" VALUES(2,2,1,'held@shoes.example','help@shoes.example','["jane@customer.example"]','[]','','held',1794042010000,NULL,NULL,1,'Không gửi được.',X'7801732BCACFB552C848CD297028CEC84F2DD64BAD48CC2DC849E5E5E2E50ACE2F2AAA545418A546836034158C6684D1B260B4381CAD11466BC3D1DA70B4361C96B521000DF0BF6F','{}',0,NULL);
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
CREATE TABLE prevention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    problem TEXT NOT NULL,
    step TEXT NOT NULL,
    made INTEGER NOT NULL,
    due INTEGER NOT NULL,
    done INTEGER
);
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
INSERT INTO "quarantine" VALUES(1,1,'INBOX',7,7,1794042000000,'no end to its parts',X'780163F80F0001010100');
CREATE TABLE quiet (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    until INTEGER NOT NULL
);
CREATE TABLE raw (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    data BLOB NOT NULL
);
INSERT INTO "raw" VALUES(1,X'78014BCC2B2E4F2D4A4D71A8D04BAD48CC2DC84905004494072C');
INSERT INTO "raw" VALUES(2,X'7801CB2F2D2A7628CEC84F2DD64BAD48CC2DC849050045A40746');
INSERT INTO "raw" VALUES(3,X'78014B2A2DCACBCC4B77A8D04BAD48CC2DC84905003D6006C8');
INSERT INTO "raw" VALUES(4,X'78012B2E48CC75A8D04BAD48CC2DC849050029240584');
INSERT INTO "raw" VALUES(5,X'78014BCC2BC9CF73A8D04BAD48CC2DC84905002F7505F3');
INSERT INTO "raw" VALUES(6,X'78012BC8C8CF4B75A8D04BAD48CC2DC84905002F5205ED');
INSERT INTO "raw" VALUES(7,X'7801CBCF4971A8D04BAD48CC2DC849050022ED0512');
INSERT INTO "raw" VALUES(8,X'7801CB4B2D2F76A8D04BAD48CC2DC849050029990590');
CREATE TABLE recovery (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    recovered INTEGER NOT NULL,
    at INTEGER NOT NULL
);
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
CREATE TABLE return_number (
    prefix TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE sender_rule (
    key TEXT NOT NULL PRIMARY KEY,
    kind TEXT,
    decided INTEGER NOT NULL
) WITHOUT ROWID;
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
CREATE TABLE spend_level (
    currency TEXT NOT NULL PRIMARY KEY,
    loyal TEXT NOT NULL,
    vip TEXT NOT NULL
) WITHOUT ROWID;
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
, returned INTEGER NOT NULL DEFAULT 0, order_id INTEGER REFERENCES shop_order (id));
CREATE TABLE survey_key (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    key BLOB NOT NULL
);
CREATE TABLE thread_id (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    message_id TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    own INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, message_id, conversation_id)
) WITHOUT ROWID;
INSERT INTO "thread_id" VALUES(1,'answered@x.example',1,1);
INSERT INTO "thread_id" VALUES(1,'anton@x.example',4,1);
INSERT INTO "thread_id" VALUES(1,'burning@x.example',2,1);
INSERT INTO "thread_id" VALUES(1,'held@shoes.example',2,1);
INSERT INTO "thread_id" VALUES(1,'old@x.example',6,1);
INSERT INTO "thread_id" VALUES(1,'ours@shoes.example',1,1);
INSERT INTO "thread_id" VALUES(1,'phone@x.example',5,1);
INSERT INTO "thread_id" VALUES(1,'spam@x.example',3,1);
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
, hidden_until INTEGER, acknowledged INTEGER, target_ms INTEGER);
INSERT INTO "wait" VALUES(1,1,0,1794042000000,1794042300000,-1,1794042000000,NULL,1,'answered',NULL,1794042060000,120000,60000,1,2,1,NULL,NULL,NULL);
INSERT INTO "wait" VALUES(2,2,0,1794042000000,1794042300000,3,1794042000000,1794042360000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,NULL,NULL,NULL);
INSERT INTO "wait" VALUES(3,3,0,1794042000000,1794042300000,-1,1794042000000,NULL,2,'dismissed','spam',1794042120000,120000,120000,1,NULL,3,NULL,NULL,NULL);
INSERT INTO "wait" VALUES(4,4,0,1794042000000,1794042300000,-1,1794042000000,NULL,3,'dismissed','handled elsewhere',1794042120000,120000,120000,1,NULL,4,NULL,NULL,NULL);
INSERT INTO "wait" VALUES(5,5,0,1794042000000,1794042300000,-1,1794042000000,NULL,4,'elsewhere, time unknown',NULL,1794042120000,NULL,NULL,1,NULL,5,NULL,NULL,NULL);
INSERT INTO "wait" VALUES(6,6,1,1793869200000,1793869500000,-1,1794042000000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,6,NULL,NULL,NULL);
CREATE TABLE wait_message (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    wait_id INTEGER NOT NULL REFERENCES wait (id),
    received INTEGER NOT NULL,
    target_ms INTEGER NOT NULL,
    category TEXT,
    channel TEXT
);
INSERT INTO "wait_message" VALUES(1,1,1794042000000,300000,NULL,NULL);
INSERT INTO "wait_message" VALUES(3,2,1794042000000,300000,NULL,NULL);
INSERT INTO "wait_message" VALUES(4,3,1794042000000,300000,NULL,NULL);
INSERT INTO "wait_message" VALUES(5,4,1794042000000,300000,NULL,NULL);
INSERT INTO "wait_message" VALUES(6,5,1794042000000,300000,NULL,NULL);
INSERT INTO "wait_message" VALUES(7,6,1793869200000,300000,NULL,NULL);
CREATE TABLE weekly_report (
    due INTEGER PRIMARY KEY,
    outbox_id INTEGER REFERENCES outbox (id)
);
CREATE TABLE wow (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact TEXT NOT NULL,
    conversation_id INTEGER REFERENCES conversation (id),
    what TEXT NOT NULL,
    cost TEXT NOT NULL,
    currency TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX customer_address_customer ON customer_address (customer_id);
CREATE INDEX conversation_status ON conversation (mailbox_id, status, backlog);
CREATE INDEX conversation_customer ON conversation (customer_id);
CREATE INDEX message_conversation ON message (conversation_id, received);
CREATE INDEX message_digest ON message (mailbox_id, digest);
CREATE INDEX message_automatic ON message (mailbox_id) WHERE automatic IS NOT NULL;
CREATE INDEX wait_ending ON wait (conversation_id, ending);
CREATE INDEX wait_started ON wait (started);
CREATE INDEX wait_message_wait ON wait_message (wait_id, received);
CREATE INDEX outbox_stage ON outbox (stage);
CREATE INDEX outbox_conversation ON outbox (conversation_id, stage);
CREATE INDEX correction_decided ON correction (decided);
CREATE INDEX message_filed ON message (received) WHERE automatic IS NOT NULL;
CREATE INDEX message_lies ON message (mailbox_id, folder, uidvalidity, uid) WHERE uid IS NOT NULL;
CREATE INDEX loose_id_message ON loose_id (message_id);
CREATE INDEX thread_id_conversation ON thread_id (conversation_id);
CREATE INDEX apart_other ON apart (other);
CREATE INDEX wait_running ON wait (conversation_id) WHERE outcome IS NULL;
CREATE INDEX wait_by_message ON wait (by_message) WHERE by_message IS NOT NULL;
CREATE INDEX wait_turn ON wait (ending);
CREATE VIEW settled_message AS
SELECT m.*, NOT EXISTS (
    SELECT 1 FROM wait_message AS x JOIN wait AS w ON w.id = x.wait_id
    WHERE x.message_id = m.id AND w.outcome IS NULL
) AS settled
FROM message AS m;
CREATE INDEX outbox_answered ON outbox (accepted, id)
WHERE accepted IS NOT NULL AND template != '' AND answers != '[]';
CREATE INDEX message_bounced ON message (received) WHERE bounced != '';
CREATE INDEX reminder_open ON reminder (message_id) WHERE done IS NULL;
CREATE INDEX reminder_message ON reminder (message_id);
CREATE INDEX reminder_by_message ON reminder (by_message) WHERE by_message IS NOT NULL;
CREATE INDEX acknowledgement_key ON acknowledgement (key, at);
CREATE INDEX acknowledgement_at ON acknowledgement (at);
CREATE INDEX shop_order_key ON shop_order (key);
CREATE INDEX shop_order_contact ON shop_order (contact) WHERE contact != '';
CREATE INDEX shop_order_placed ON shop_order (placed);
CREATE VIEW order_line AS
SELECT o.id AS order_id, l.key AS position, json_extract(l.value, '$[0]') AS sku,
    json_extract(l.value, '$[1]') AS name, json_extract(l.value, '$[2]') AS quantity,
    json_extract(l.value, '$[3]') AS price, json_extract(l.value, '$[4]') AS total, o.currency
FROM shop_order AS o, json_each(o.lines) AS l;
CREATE INDEX listed_person_contact ON listed_person (contact) WHERE contact != '';
CREATE INDEX customer_note_customer ON customer_note (customer_id, at);
CREATE INDEX message_order_number ON message_order (number);
CREATE INDEX message_order_message ON message_order (message_id);
CREATE INDEX goods_return_open ON goods_return (id) WHERE stage NOT IN ('settled', 'cancelled');
CREATE INDEX goods_return_contact ON goods_return (contact);
CREATE INDEX goods_return_conversation ON goods_return (conversation_id);
CREATE INDEX credit_entry_contact ON credit_entry (contact, currency, id);
CREATE TRIGGER credit_entry_stays BEFORE DELETE ON credit_entry
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE INDEX coupon_left ON coupon (pool, code) WHERE given IS NULL AND held_for IS NULL;
CREATE INDEX perk_contact ON perk (contact, at);
CREATE INDEX perk_at ON perk (at);
CREATE INDEX incident_problem ON incident (problem, at);
CREATE INDEX incident_conversation ON incident (conversation_id);
CREATE INDEX campaign_mail_due ON campaign_mail (number) WHERE queued IS NULL AND left_out = 0;
CREATE INDEX campaign_mail_queued ON campaign_mail (queued) WHERE queued IS NOT NULL;
CREATE INDEX survey_contact ON survey (contact, sent);
CREATE INDEX survey_sent ON survey (sent);
CREATE INDEX survey_conversation ON survey (conversation_id);
CREATE INDEX wait_of ON wait (coalesce(begun_in, conversation_id), started, id);
CREATE INDEX conversation_begun ON conversation (begun);
CREATE INDEX delivery_open ON delivery (at) WHERE settled IS NULL;
CREATE INDEX shop_order_delivered ON shop_order (placed) WHERE status = 'delivered';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('wait',6);
COMMIT;
PRAGMA application_id = 1936221296;
PRAGMA user_version = 7;
