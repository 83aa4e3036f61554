-- Whoever sends a reaction finds its draft by this key; in the last days of a term thousands of drafts are kept.
create unique index reaction_draft_by_key on reaction_draft (municipality_id, idempotency_key);
