-- How long a municipality keeps what people gave, by kind, and what was erased by which rule.

create table retention_rule (
  municipality_id uuid not null references municipality (id) on delete cascade,
  kind text not null check (kind in ('contactAddress', 'contribution', 'sourceFile', 'advice', 'formerWording')),
  months int not null check (months between 1 and 1200),
  basis text not null check (char_length(basis) between 1 and 300),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, kind),
  foreign key (municipality_id, changed_by) references account (municipality_id, id)
);
comment on column retention_rule.months is 'Months after the end of a process from which it is due for erasure';
comment on column retention_rule.basis is 'The rule that the term comes from (grondslag)';

create table erasure (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  kind text not null,
  count int not null check (count > 0),
  months int not null,
  basis text not null,
  erased_at timestamptz not null,
  approved_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, approved_by) references account (municipality_id, id)
);
comment on table erasure is 'What was erased, when, by which rule and who approved it; nothing of what it said';
create index erasure_in_order on erasure (municipality_id, erased_at desc, id);

alter table contribution add column erased_at timestamptz;
comment on column contribution.erased_at is 'Since when its text holds only what is public of it, at the same places';
