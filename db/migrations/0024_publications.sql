-- Publications: answers become public per round and more than once. A contribution belongs to one publication, and what is public of a
-- process is what has a row in published_point.

create table publication (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  number int not null check (number > 0),
  title text not null check (char_length(title) between 1 and 200),
  rounds text[] not null check (cardinality(rounds) > 0 and rounds <@ array['priorities', 'partners', 'inspraak', 'secondInspraak']),
  planned_on date,
  note text not null default '' check (char_length(note) <= 2000),
  early_reason text not null default '' check (char_length(early_reason) <= 2000),
  key uuid not null,
  created_at timestamptz not null,
  created_by uuid,
  published_at timestamptz,
  signed_by uuid,
  is_supplement boolean not null default false,
  contributions int,
  points int,
  messages int,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  unique (municipality_id, process_id, number),
  unique (municipality_id, key),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, created_by) references account (municipality_id, id),
  foreign key (municipality_id, signed_by) references account (municipality_id, id),
  check ((published_at is null) = (contributions is null)),
  check ((published_at is null) = (points is null)),
  check ((published_at is null) = (messages is null))
);
comment on table publication is 'Answers that become public together: a draft until it is published, and from then on it stands';
comment on column publication.number is 'In order of creation, from 1 in each process';
comment on column publication.rounds is 'Its sources: it takes all of these rounds that no earlier publication took';
comment on column publication.note is 'For officials: why it is made';
comment on column publication.early_reason is 'Why it was published while post that counts could still arrive';
comment on column publication.signed_by is 'The approver; null for the command line';
comment on column publication.is_supplement is 'All its rounds were public before';
comment on column publication.contributions is 'How many it made public, as counted then, like points and messages';

alter table process
  add column published_at timestamptz,
  add column finished_because text not null default '' check (char_length(finished_because) <= 2000),
  add column redaction_needs_two boolean not null default false,
  drop constraint process_check,
  add check (state = 'draft' or finished_because <> '' or (starts_on is not null and last_day is not null and closes_at is not null));
comment on column process.published_at is 'Since when anything of its answers is public';
comment on column process.finished_because is 'For a process that ended without inspraak: what was done, in words for everyone';
comment on column process.redaction_needs_two is 'What one official leaves out is provisional until another looked at it';

alter table contribution
  add column publication_id uuid,
  add foreign key (municipality_id, process_id, publication_id) references publication (municipality_id, process_id, id);
comment on column contribution.publication_id is 'With which it became public; from then on its points and answers are fixed';
create index contribution_by_publication on contribution (municipality_id, publication_id) where publication_id is not null;

alter table redaction
  add column state text not null default 'final' check (state in ('provisional', 'final')),
  add column final_at timestamptz,
  add column final_by uuid,
  add foreign key (municipality_id, final_by) references account (municipality_id, id);
comment on column redaction.state is 'Provisional until another official than who left it out made it final; final at once where one is enough';
comment on column redaction.final_by is 'The second official';
create index redaction_provisional on redaction (municipality_id, process_id) where state = 'provisional';

-- The place of a published point only depends on its number, so that a later publication moves no other point.

alter table published_place alter column place type bigint;
update published_place set place = (published_point.contributor_number::bigint << 20) + published_point.point_number
from published_point
where published_point.municipality_id = published_place.municipality_id and published_point.process_id = published_place.process_id
  and published_point.place = published_place.place;
alter table published_point drop column place;
alter table published_point
  add column place bigint not null generated always as ((contributor_number::bigint << 20) + point_number) stored,
  add primary key (municipality_id, process_id, place);
comment on column published_point.place is 'The order of the list: the number of the contributor, then that of the point';
comment on table published_point is 'Written when its contribution is published; after that only words and said change, with what is public of the point';
create index published_point_by_disposition on published_point (municipality_id, process_id, disposition, place);
create index published_point_by_theme on published_point (municipality_id, process_id, theme_id, place);
create index published_point_by_kind on published_point (municipality_id, process_id, kind, place);
comment on table published_count is 'Points with the same value, counted at each publication; contributors, also those without points, by their kind';

-- What is public already: one publication for each process, which has the id of the process, so that the keys of messages that left
-- ('answers:' and that id) keep meaning what they meant.

insert into publication (municipality_id, id, process_id, number, title, rounds, key, created_at, published_at, contributions, points, messages)
select process.municipality_id, process.id, process.id, 1, 'Antwoorden op alle inbreng', taken.rounds, process.id, process.answered_at, process.answered_at,
  taken.contributions, taken.points, (
    select count(*) from notification where notification.municipality_id = process.municipality_id
      and template in ('answers', 'sharedAnswers') and split_part(message_key, ':', 2) = process.id::text)
from process
cross join lateral (
  select coalesce(array_agg(distinct round), array['inspraak']) as rounds, count(distinct contribution.id) as contributions,
    count(published_point.point_id) as points
  from published_point
  join point on point.municipality_id = published_point.municipality_id and point.id = published_point.point_id
  join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
  where published_point.municipality_id = process.municipality_id and published_point.process_id = process.id
) as taken
where process.state = 'answered' and process.answered_at is not null;

update process set published_at = answered_at where state = 'answered';

update contribution set publication_id = contribution.process_id
from publication
where publication.municipality_id = contribution.municipality_id and publication.id = contribution.process_id and exists (
  select from point join published_point on published_point.municipality_id = point.municipality_id and published_point.point_id = point.id
  where point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id);

update point_work set is_public = not is_public
where is_public <> exists (
  select from published_point where published_point.municipality_id = point_work.municipality_id and published_point.point_id = point_work.point_id);

-- A release holds for words and answer as they were ------------------------------------------------------------------

create function take_release_back_by_answer() returns trigger language plpgsql as $$
begin
  update point_work set is_released = false
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join answer_point on answer_point.municipality_id = after.municipality_id and answer_point.answer_id = after.id
  where (before.disposition, before.reply, before.forwarded_to) is distinct from (after.disposition, after.reply, after.forwarded_to)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = answer_point.point_id
    and point_work.is_released and not point_work.is_public;
  return null;
end
$$;
create trigger take_release_back after update on answer referencing old table as before new table as after
  for each statement execute function take_release_back_by_answer();

create function take_release_back_by_link() returns trigger language plpgsql as $$
begin
  update point_work set is_released = false from gone
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = gone.point_id
    and point_work.is_released and not point_work.is_public;
  return null;
end
$$;
create trigger take_release_back after delete on answer_point referencing old table as gone
  for each statement execute function take_release_back_by_link();

create function take_release_back_by_section() returns trigger language plpgsql as $$
begin
  update point_work set is_released = false
  from gone
  join answer_point on answer_point.municipality_id = gone.municipality_id and answer_point.answer_id = gone.answer_id
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = answer_point.point_id
    and point_work.is_released and not point_work.is_public;
  return null;
end
$$;
create trigger take_release_back after delete on answer_section referencing old table as gone
  for each statement execute function take_release_back_by_section();

create function take_release_back_by_words() returns trigger language plpgsql as $$
begin
  update point_work set is_released = false
  where municipality_id = new.municipality_id and point_id = new.id and is_released and not is_public;
  return null;
end
$$;
create trigger take_release_back after update on point for each row
  when ((old.quote_start, old.quote_end, old.summary, old.shows_quotation) is distinct from (new.quote_start, new.quote_end, new.summary, new.shows_quotation))
  execute function take_release_back_by_words();

-- The public finds published points: once one has a row, whatever the state of its process ------------------------------

create or replace function search_points(of_municipality uuid, of_process uuid, points uuid[]) returns void language plpgsql as $$
begin
  delete from search_entry where municipality_id = of_municipality and process_id = of_process and kind = 'point' and id = any(points);
  insert into search_entry (municipality_id, kind, id, process_id, label, words)
  with chosen as materialized (
    select point.id, point.contribution_id, quote_start, quote_end, summary, shows_quotation, published.contributor_id,
      published.contributor_number || '.' || published.point_number as label
    from published_point as published
    join point on point.municipality_id = published.municipality_id and point.id = published.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where published.municipality_id = of_municipality and published.process_id = of_process and withdrawn_at is null
      and formal_state is null and published.point_id = any(points)
  ),
  redacted as materialized (
    select contribution_id, range_agg(int4range(range_start, range_end)) as ranges
    from redaction where municipality_id = of_municipality and process_id = of_process group by contribution_id
  ),
  spelled as materialized (
    select id, in_utf16_places(text) as text from contribution
    where municipality_id = of_municipality and id in (select contribution_id from chosen)
  )
  select of_municipality, 'point', chosen.id, of_process, chosen.label,
    setweight(whole_words(case
      when chosen.summary <> '' and not (chosen.shows_quotation and chosen.quote_start is not null) then chosen.summary
      when redacted.ranges is null then substr(spelled.text, chosen.quote_start + 1, chosen.quote_end - chosen.quote_start)
      else public_quote(spelled.text, chosen.quote_start, chosen.quote_end, redacted.ranges) end), 'C')
    || setweight(whole_words(concat_ws(' ', answer.reply, case when answer.disposition = 'forwarded' then answer.forwarded_to end,
      public_name(contributor.kind, name, organisation, named_in_public, contributor.number, resident_number))), 'D')
  from chosen
  join contributor on contributor.municipality_id = of_municipality and contributor.id = chosen.contributor_id
  join spelled on spelled.id = chosen.contribution_id
  left join redacted on redacted.contribution_id = chosen.contribution_id
  left join answer_point on answer_point.municipality_id = of_municipality and answer_point.point_id = chosen.id
  left join answer on answer.municipality_id = of_municipality and answer.id = answer_point.answer_id;
end
$$;

drop function search_all_points(uuid, uuid);

-- Of a process that ended without inspraak the plan was never released.
create or replace function search_plan(of_municipality uuid, of_process uuid) returns void language plpgsql as $$
declare
  latest uuid;
begin
  delete from search_entry
  where municipality_id = of_municipality and process_id = of_process and kind in ('section', 'paragraph');
  select plan_version.id into latest from plan_version
  join process on process.municipality_id = plan_version.municipality_id and process.id = plan_version.process_id
  where plan_version.municipality_id = of_municipality and plan_version.process_id = of_process
    and process.state in ('released', 'answered') and process.released_at is not null
  order by plan_version.created_at desc limit 1;
  insert into search_entry (municipality_id, kind, id, process_id, label, words)
  select municipality_id, 'section', id, of_process, number, setweight(whole_words(heading), 'B')
  from section where municipality_id = of_municipality and plan_version_id = latest
  union all
  select municipality_id, 'paragraph', id, of_process, number::text, setweight(whole_words(text), 'C')
  from paragraph where municipality_id = of_municipality and plan_version_id = latest;
end
$$;

create or replace function search_changed_processes() returns trigger language plpgsql as $$
declare
  one record;
begin
  for one in
    select after.municipality_id, after.id, before.state is distinct from after.state as is_other_state
    from after join before on before.municipality_id = after.municipality_id and before.id = after.id
    where (before.state, before.title, before.question, before.summary)
      is distinct from (after.state, after.title, after.question, after.summary)
    order by 1, 2
  loop
    perform search_process(one.municipality_id, one.id);
    if one.is_other_state then
      perform search_plan(one.municipality_id, one.id);
    end if;
  end loop;
  return null;
end
$$;

-- So many at once are left to the worker, which goes on until all can be found.
create function search_new_published() returns trigger language plpgsql as $$
declare
  one record;
begin
  for one in
    select municipality_id, process_id, array_agg(point_id) as ids from changed group by 1, 2 order by 1, 2
  loop
    if cardinality(one.ids) <= 2000 then
      perform search_points(one.municipality_id, one.process_id, one.ids);
    else
      insert into search_due (municipality_id, process_id) values (one.municipality_id, one.process_id)
      on conflict (municipality_id, process_id) do update set after_point = excluded.after_point;
    end if;
  end loop;
  return null;
end
$$;
create trigger search_new after insert on published_point referencing new table as changed
  for each statement execute function search_new_published();

-- Each asks first whether anything of the process is public, which costs ordinary work next to nothing.
create or replace function search_changed_points() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(changed.id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id and process.published_at is not null
    where exists (select from published_point as published where published.municipality_id = changed.municipality_id and published.point_id = changed.id)
    group by 1, 2
  ) as touched;
  return null;
end
$$;
drop trigger search_new on point;
drop trigger search_gone on point;
create function search_gone_points() returns trigger language plpgsql as $$
begin
  delete from search_entry using changed
  where search_entry.municipality_id = changed.municipality_id and search_entry.kind = 'point' and search_entry.id = changed.id;
  return null;
end
$$;
create trigger search_gone after delete on point referencing old table as changed
  for each statement execute function search_gone_points();

create or replace function search_changed_links() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(changed.point_id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id and process.published_at is not null
    where exists (select from published_point as published where published.municipality_id = changed.municipality_id and published.point_id = changed.point_id)
    group by 1, 2
  ) as touched;
  return null;
end
$$;

create or replace function search_changed_answers() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(answer_point.point_id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id and process.published_at is not null
    join answer_point on answer_point.municipality_id = changed.municipality_id and answer_point.answer_id = changed.id
    where exists (select from published_point as published where published.municipality_id = changed.municipality_id and published.point_id = answer_point.point_id)
    group by 1, 2
  ) as touched;
  return null;
end
$$;

create or replace function search_changed_contributors() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(published.point_id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id and process.published_at is not null
    join published_point as published on published.municipality_id = changed.municipality_id and published.process_id = changed.process_id
      and published.contributor_number = changed.number and published.contributor_id = changed.id
    group by 1, 2
  ) as touched;
  return null;
end
$$;
