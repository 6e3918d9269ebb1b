-- "Be quiet": until when nothing is to ring, in any process. At most one row.
CREATE TABLE quiet (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    until INTEGER NOT NULL
);
