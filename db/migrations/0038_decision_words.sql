-- A municipality's own words for the eight dispositions, and own dispositions that each count as one of them.

create table disposition_words (
  municipality_id uuid not null references municipality (id) on delete cascade,
  disposition text not null check (disposition in
    ('adopted', 'partlyAdopted', 'notAdopted', 'noted', 'alreadyInPlan', 'outOfScope', 'forwarded', 'noSpecificPoints')),
  label text not null check (char_length(label) between 1 and 60),
  short text not null check (char_length(short) between 1 and 24),
  plain text not null check (char_length(plain) <= 60),
  explanation text not null check (char_length(explanation) between 1 and 300),
  primary key (municipality_id, disposition)
);
comment on table disposition_words is 'What a municipality calls a disposition; without a row it is called as ours';
comment on column disposition_words.plain is 'What residents read before the label; empty where the label is plain enough';

create table own_disposition (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  disposition text not null check (disposition in
    ('adopted', 'partlyAdopted', 'notAdopted', 'noted', 'alreadyInPlan', 'outOfScope', 'forwarded', 'noSpecificPoints')),
  position smallint not null check (position between 1 and 99),
  label text not null check (char_length(label) between 1 and 60),
  short text not null check (char_length(short) between 1 and 24),
  plain text not null check (char_length(plain) <= 60),
  explanation text not null check (char_length(explanation) between 1 and 300),
  retired_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, id, disposition)
);
comment on table own_disposition is 'A disposition of a municipality itself, which counts everywhere as one of the eight';
comment on column own_disposition.position is 'Its place among those of the same disposition';
comment on column own_disposition.retired_at is 'Since when nobody is offered it; answers that have it keep it';

-- The three columns together: an own disposition that counts as another one is refused, also where someone changes what it counts as.
alter table answer
  add column own_disposition_id uuid,
  add column decision text generated always as (disposition || coalesce('.' || own_disposition_id::text, '')) virtual,
  add foreign key (municipality_id, own_disposition_id, disposition) references own_disposition (municipality_id, id, disposition);
create index answer_by_own_disposition on answer (municipality_id, own_disposition_id) where own_disposition_id is not null;
comment on column answer.decision is 'The disposition with the own one under which it was given: ''partlyAdopted'' or ''partlyAdopted.<id>''';

alter table answer_version
  add column own_disposition_id uuid,
  add column decision text generated always as (disposition || coalesce('.' || own_disposition_id::text, '')) virtual,
  add foreign key (municipality_id, own_disposition_id, disposition) references own_disposition (municipality_id, id, disposition);
create index answer_version_by_own_disposition on answer_version (municipality_id, own_disposition_id) where own_disposition_id is not null;

create or replace function keep_added_answers() returns trigger language plpgsql as $$
begin
  insert into answer_version (municipality_id, process_id, answer_id, number, disposition, own_disposition_id, reply, forwarded_to, saved_at, saved_by)
  -- One that was taken away may come back: what it said is kept already.
  select municipality_id, process_id, id, 1 + coalesce((select max(number) from answer_version
      where answer_version.municipality_id = added.municipality_id and answer_version.answer_id = added.id), 0),
    disposition, own_disposition_id, reply, forwarded_to, updated_at, updated_by from added;
  return null;
end
$$;

create or replace function keep_changed_answers() returns trigger language plpgsql as $$
begin
  insert into answer_version (municipality_id, process_id, answer_id, number, disposition, own_disposition_id, reply, forwarded_to, saved_at, saved_by)
  select after.municipality_id, after.process_id, after.id,
    1 + coalesce((select max(number) from answer_version
      where answer_version.municipality_id = after.municipality_id and answer_version.answer_id = after.id), 0),
    after.disposition, after.own_disposition_id, after.reply, after.forwarded_to, after.updated_at, after.updated_by
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  where (before.disposition, before.own_disposition_id, before.reply, before.forwarded_to)
    is distinct from (after.disposition, after.own_disposition_id, after.reply, after.forwarded_to);
  return null;
end
$$;

create or replace function take_release_back_by_answer() returns trigger language plpgsql as $$
begin
  update point_work set is_released = false
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join answer_point on answer_point.municipality_id = after.municipality_id and answer_point.answer_id = after.id
  where (before.disposition, before.own_disposition_id, before.reply, before.forwarded_to)
      is distinct from (after.disposition, after.own_disposition_id, after.reply, after.forwarded_to)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = answer_point.point_id
    and point_work.is_released and not point_work.is_public;
  return null;
end
$$;

alter table boilerplate
  add column own_disposition_id uuid,
  add column decision text generated always as (disposition || coalesce('.' || own_disposition_id::text, '')) virtual,
  add foreign key (municipality_id, own_disposition_id, disposition) references own_disposition (municipality_id, id, disposition),
  add check (own_disposition_id is null or disposition is not null);
create index boilerplate_by_own_disposition on boilerplate (municipality_id, own_disposition_id) where own_disposition_id is not null;
