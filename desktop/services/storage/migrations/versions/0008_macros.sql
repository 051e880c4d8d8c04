-- Macros, and the publishers whose reply-book files are believed.

CREATE TABLE macro (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operator_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    steps VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    removed_at INTEGER,
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE INDEX ix_macro_operator_id ON macro (operator_id);

CREATE TABLE book_publisher (
    public_key BLOB NOT NULL,
    name VARCHAR NOT NULL,
    operator_id INTEGER NOT NULL,
    trusted_at INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    PRIMARY KEY (public_key),
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);
