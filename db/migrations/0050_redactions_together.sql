-- Words that many letters say in the same place are left out of all of them by one act, made final together and put back together.

alter table redaction add column shared_id uuid not null default gen_random_uuid();
comment on column redaction.shared_id is 'The same for pieces that were left out together, of letters that say the same; else its own';
create index redaction_by_shared_id on redaction (municipality_id, shared_id);
