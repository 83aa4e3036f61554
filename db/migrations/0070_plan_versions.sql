-- A plan has any number of versions. Two of them are current, and say so themselves: the one that people read and the one that
-- officials work on. What links to words keeps linking to the version it was made on; where those words went is told by the origins.

alter table plan_version
  drop constraint plan_version_municipality_id_process_id_kind_key,
  add column ordinal int not null default 1,
  add column previous_id uuid,
  add column is_for_readers boolean not null default true,
  add column is_for_editors boolean not null default true,
  add column fixed_at timestamptz,
  add constraint plan_version_ordinal unique (municipality_id, process_id, ordinal),
  add constraint plan_version_previous foreign key (municipality_id, previous_id) references plan_version (municipality_id, id),
  add constraint plan_version_has_previous check ((ordinal = 1) = (previous_id is null));
comment on column plan_version.ordinal is '1 for the first version of a plan, 2 for the one made from it';
comment on column plan_version.previous_id is 'The version that this one was made from';
comment on column plan_version.is_for_readers is 'Whether this is the version that people read; for the first version also before its release';
comment on column plan_version.is_for_editors is 'Whether this is the version that officials work on, or would make the next one from';
comment on column plan_version.fixed_at is 'When the words were fixed by a release or a decision; of the first version the state of the process says it';
create unique index plan_version_for_readers on plan_version (municipality_id, process_id) where is_for_readers;
create unique index plan_version_for_editors on plan_version (municipality_id, process_id) where is_for_editors;
create unique index plan_version_adopted on plan_version (municipality_id, process_id) where kind = 'adopted';

alter table section add column lineage_id uuid;
alter table section disable trigger user;
update section set lineage_id = id;
alter table section enable trigger user;
alter table section alter column lineage_id set not null;
comment on column section.lineage_id is 'The same over all versions of the plan';
create index section_by_lineage on section (municipality_id, lineage_id);
create index paragraph_by_lineage on paragraph (municipality_id, lineage_id);

create table paragraph_origin (
  municipality_id uuid not null,
  paragraph_id uuid not null,
  origin_id uuid not null,
  is_doubtful boolean not null default false,
  primary key (municipality_id, paragraph_id, origin_id),
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, origin_id) references paragraph (municipality_id, id)
);
comment on table paragraph_origin is 'Which paragraphs of the version before it a paragraph comes from: none is new, several are merged; an origin of several is split';
comment on column paragraph_origin.is_doubtful is 'Whether an official still has to confirm it';
create index paragraph_origin_by_origin on paragraph_origin (municipality_id, origin_id);

-- People find what they read.
create or replace function search_plan(of_municipality uuid, of_process uuid) returns void language plpgsql as $$
declare
  current uuid;
begin
  delete from search_entry
  where municipality_id = of_municipality and process_id = of_process and kind in ('section', 'paragraph');
  select plan_version.id into current from plan_version
  join process on process.municipality_id = plan_version.municipality_id and process.id = plan_version.process_id
  where plan_version.municipality_id = of_municipality and plan_version.process_id = of_process and is_for_readers
    and process.state in ('released', 'answered') and process.released_at is not null;
  insert into search_entry (municipality_id, kind, id, process_id, label, words)
  select municipality_id, 'section', id, of_process, number, setweight(whole_words(heading), 'B')
  from section where municipality_id = of_municipality and plan_version_id = current
  union all
  select municipality_id, 'paragraph', id, of_process, number::text, setweight(whole_words(text), 'C')
  from paragraph where municipality_id = of_municipality and plan_version_id = current;
end
$$;

-- What officials change in a version that nobody reads yet is not to be found.
create or replace function search_changed_places() returns trigger language plpgsql as $$
begin
  perform search_plan(municipality_id, process_id) from (
    select distinct plan_version.municipality_id, plan_version.process_id from changed
    join plan_version on plan_version.municipality_id = changed.municipality_id and plan_version.id = changed.plan_version_id
    join process on process.municipality_id = plan_version.municipality_id and process.id = plan_version.process_id
    where process.state in ('released', 'answered') and plan_version.is_for_readers
  ) as touched;
  return null;
end
$$;
