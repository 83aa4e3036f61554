-- One point at the desk: where in the plan it belongs, what is written about it inside, and every text that its answer had.

-- Place in the plan -------------------------------------------------------------------------------------------------

create table point_place (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  plan_version_id uuid not null,
  section_id uuid not null,
  lineage_id uuid,
  primary key (municipality_id, point_id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, section_id) references section (municipality_id, id) on delete cascade
);
comment on table point_place is 'The part of the plan that officials say a point is about; without a row nobody said so';
comment on column point_place.lineage_id is 'Of the paragraph; null for the whole section';
create index point_place_by_section on point_place (municipality_id, section_id);

create table answer_paragraph (
  municipality_id uuid not null,
  answer_id uuid not null,
  plan_version_id uuid not null,
  lineage_id uuid not null,
  primary key (municipality_id, answer_id, lineage_id),
  foreign key (municipality_id, answer_id) references answer (municipality_id, id) on delete cascade,
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade
);
comment on table answer_paragraph is 'The paragraphs that an answer names; their sections are in answer_section too';
create index answer_paragraph_by_lineage on answer_paragraph (municipality_id, lineage_id);

-- Drafts ------------------------------------------------------------------------------------------------------------

create table answer_draft (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  account_id uuid not null,
  fields jsonb not null,
  seen text not null default '',
  saved_at timestamptz not null,
  primary key (municipality_id, point_id, account_id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on table answer_draft is 'What an official typed of an answer and did not save yet; nobody else reads it';
comment on column answer_draft.seen is 'Mark of the answer that it was typed over';
create index answer_draft_by_age on answer_draft (saved_at);

-- Earlier texts of answers ------------------------------------------------------------------------------------------

create table answer_version (
  municipality_id uuid not null,
  process_id uuid not null,
  answer_id uuid not null,
  number int not null check (number > 0),
  disposition text not null,
  reply text not null,
  forwarded_to text not null,
  saved_at timestamptz not null,
  saved_by uuid,
  primary key (municipality_id, answer_id, number),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, saved_by) references account (municipality_id, id)
);
comment on table answer_version is 'Each text that an answer had, also of one that was taken away, so that it can be seen and taken back';
create trigger answer_version_is_fixed before update on answer_version
  for each row execute function refuse_change();

-- By whatever door an answer comes or changes, its text is kept.
create function keep_added_answers() returns trigger language plpgsql as $$
begin
  insert into answer_version (municipality_id, process_id, answer_id, number, disposition, reply, forwarded_to, saved_at, saved_by)
  -- One that was taken away may come back: what it said is kept already.
  select municipality_id, process_id, id, 1 + coalesce((select max(number) from answer_version
      where answer_version.municipality_id = added.municipality_id and answer_version.answer_id = added.id), 0),
    disposition, reply, forwarded_to, updated_at, updated_by from added;
  return null;
end
$$;
create trigger keep_added_answers after insert on answer referencing new table as added
  for each statement execute function keep_added_answers();

create function keep_changed_answers() returns trigger language plpgsql as $$
begin
  insert into answer_version (municipality_id, process_id, answer_id, number, disposition, reply, forwarded_to, saved_at, saved_by)
  select after.municipality_id, after.process_id, after.id,
    1 + coalesce((select max(number) from answer_version
      where answer_version.municipality_id = after.municipality_id and answer_version.answer_id = after.id), 0),
    after.disposition, after.reply, after.forwarded_to, after.updated_at, after.updated_by
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  where (before.disposition, before.reply, before.forwarded_to) is distinct from (after.disposition, after.reply, after.forwarded_to);
  return null;
end
$$;
create trigger keep_changed_answers after update on answer referencing old table as before new table as after
  for each statement execute function keep_changed_answers();

insert into answer_version (municipality_id, process_id, answer_id, number, disposition, reply, forwarded_to, saved_at, saved_by)
select municipality_id, process_id, id, 1, disposition, reply, forwarded_to, updated_at, updated_by from answer;

-- Notes and who is there --------------------------------------------------------------------------------------------

create table point_note (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  point_id uuid not null,
  text text not null check (text <> '' and char_length(text) <= 4000),
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, written_by) references account (municipality_id, id)
);
comment on table point_note is 'What officials tell each other about a point; never public';
create index point_note_by_point on point_note (municipality_id, point_id, written_at);

create table point_note_mention (
  municipality_id uuid not null,
  note_id uuid not null,
  account_id uuid not null,
  primary key (municipality_id, note_id, account_id),
  foreign key (municipality_id, note_id) references point_note (municipality_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);

create table point_presence (
  municipality_id uuid not null,
  point_id uuid not null,
  account_id uuid not null,
  writes_at timestamptz,
  seen_at timestamptz not null,
  primary key (municipality_id, point_id, account_id),
  foreign key (municipality_id, point_id) references point (municipality_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on table point_presence is 'Who has a point open now, and when they last typed at its answer';
