-- Search: a smaller index that knows the filters, and names by their sound.

DROP TABLE message_search;

-- Pairs of characters and a term for each filter (services/storage/search_index); the
-- rowid is the message's id. No positions: the texts themselves decide. The terms are
-- cut and folded before they come here, so the plainest tokenizer is the right one.
CREATE VIRTUAL TABLE message_search USING fts5(
    terms, content='', contentless_delete=1, detail=none, tokenize='ascii'
);

CREATE TABLE sender (
    name VARCHAR NOT NULL,
    PRIMARY KEY (name)
);

ALTER TABLE customer ADD COLUMN pinyin VARCHAR DEFAULT '' NOT NULL;

CREATE INDEX ix_customer_names ON customer (nickname, pinyin);
