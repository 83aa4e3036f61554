-- Searching what is public: one narrow row for each place that a hit can lead to, and the words that those rows consist of.

create extension if not exists btree_gin;

-- Whole words, folded, without the most common ones; how words of a question lead to them is decided by the vocabulary.
create text search dictionary dutch_whole_words (template = simple, stopwords = dutch);
create text search configuration whole_words (copy = simple);
alter text search configuration whole_words
  alter mapping for asciiword, word, numword with unaccent, dutch_whole_words;

create table search_entry (
  municipality_id uuid not null,
  kind text not null check (kind in ('process', 'section', 'paragraph', 'point', 'meeting')),
  id uuid not null,
  process_id uuid not null,
  label text not null default '',
  words tsvector not null,
  is_point boolean not null generated always as (kind = 'point') stored,
  primary key (municipality_id, kind, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table search_entry is 'What the public can find, and nothing else; kept by triggers in the transaction that changes what is public';
comment on column search_entry.id is 'Of the process, section, paragraph, point or meeting';
comment on column search_entry.label is 'The number that people see: 2.3 of a point or section, 25 of a paragraph';
comment on column search_entry.words is 'A: title, B: heading, C: text, D: reply, place and name';
comment on column search_entry.is_point is 'Chooses the index for words';
-- The municipality as text and the kind as is_point, so that no other index answers a question for words: to the database looking through
-- all texts for hundreds of words costs no more than for one.
-- Changes wait in a short list: without one each is slow to store, and a long one is read by every search.
create index search_entry_points on search_entry using gin ((municipality_id::text), words) with (gin_pending_list_limit = 256) where is_point;
create index search_entry_others on search_entry using gin ((municipality_id::text), words) with (gin_pending_list_limit = 256) where not is_point;
create index search_entry_by_label on search_entry (municipality_id, label text_pattern_ops) where label <> '';
create index search_entry_by_process on search_entry (municipality_id, process_id, kind);

create table search_word (
  municipality_id uuid not null references municipality (id) on delete cascade,
  word text collate "C" not null,
  stem text not null,
  primary key (municipality_id, word)
);
comment on table search_word is 'The distinct words of search_entry: a word that is public nowhere is not here';
create index search_word_by_stem on search_word (municipality_id, stem);
create index search_word_by_trigram on search_word using gin (municipality_id, word gin_trgm_ops) with (gin_pending_list_limit = 256);

create table search_due (
  municipality_id uuid not null,
  process_id uuid not null,
  after_point uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (municipality_id, process_id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table search_due is 'Processes of which so many points became public at once that a job makes their entries, a thousand at a time';
comment on column search_due.after_point is 'Up to and including this one they were made';

-- What joins words in writing becomes a space, so that the parser finds no addresses, paths or hyphenated words.
create function whole_words(written text) returns tsvector language sql stable parallel safe as $body$
  select to_tsvector('whole_words', translate(normalize(coalesce(written, '')), $c$/.,:;@_-–—'’`"&?!=+~#%<>()[]{}|\*^$c$, repeat(' ', 60)))
$body$;

-- The vocabulary follows the entries --------------------------------------------------------------------------------

-- One at a time in a municipality: otherwise who adds a word and who takes away its last place could miss each other.
create function hold_search_words(of_municipality uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtext('search_word'), hashtext(of_municipality::text))
$$;

create function add_search_words() returns trigger language plpgsql as $$
begin
  perform hold_search_words(municipality_id) from (select distinct municipality_id from changed order by 1) as touched;
  insert into search_word (municipality_id, word, stem)
  select municipality_id, word, coalesce((ts_lexize('dutch_stem', word))[1], word)
  from (select distinct municipality_id, unnest(tsvector_to_array(words)) as word from changed) as written
  where char_length(word) between 2 and 60 and word ~ '[^0-9]'
  on conflict do nothing;
  return null;
end
$$;

create function remove_search_words() returns trigger language plpgsql as $$
declare
  one record;
begin
  for one in
    select municipality_id as municipality, array_agg(distinct word) as gone
    from (select municipality_id, unnest(tsvector_to_array(words)) as word from changed) as written
    group by municipality_id order by municipality_id
  loop
    perform hold_search_words(one.municipality);
    if cardinality(one.gone) > 500 then
      -- Reading all words once is quicker than looking for so many one by one.
      delete from search_word where municipality_id = one.municipality and word = any(one.gone) and not exists (
        select from ts_stat(format('select words from search_entry where municipality_id = %L', one.municipality)) as used
        where used.word = search_word.word);
    else
      delete from search_word where municipality_id = one.municipality and word = any(one.gone)
        and not exists (
          select from search_entry where municipality_id::text = one.municipality::text and is_point
            and words @@ quote_literal(word)::tsquery)
        and not exists (
          select from search_entry where municipality_id::text = one.municipality::text and not is_point
            and words @@ quote_literal(word)::tsquery);
    end if;
  end loop;
  return null;
end
$$;

create trigger add_words after insert on search_entry referencing new table as changed
  for each statement execute function add_search_words();
create trigger remove_words after delete on search_entry referencing old table as changed
  for each statement execute function remove_search_words();

-- What is public of each kind ---------------------------------------------------------------------------------------

create function search_process(of_municipality uuid, of_process uuid) returns void language plpgsql as $$
begin
  delete from search_entry where municipality_id = of_municipality and process_id = of_process and kind = 'process';
  insert into search_entry (municipality_id, kind, id, process_id, words)
  select municipality_id, 'process', id, id,
    setweight(whole_words(title), 'A') || setweight(whole_words(question), 'B') || setweight(whole_words(summary), 'C')
  from process where municipality_id = of_municipality and id = of_process and state in ('released', 'answered');
end
$$;

-- The public reads the latest version of a plan.
create function search_plan(of_municipality uuid, of_process uuid) returns void language plpgsql as $$
declare
  latest uuid;
begin
  delete from search_entry
  where municipality_id = of_municipality and process_id = of_process and kind in ('section', 'paragraph');
  select plan_version.id into latest from plan_version
  join process on process.municipality_id = plan_version.municipality_id and process.id = plan_version.process_id
  where plan_version.municipality_id = of_municipality and plan_version.process_id = of_process
    and process.state in ('released', 'answered')
  order by plan_version.created_at desc limit 1;
  insert into search_entry (municipality_id, kind, id, process_id, label, words)
  select municipality_id, 'section', id, of_process, number, setweight(whole_words(heading), 'B')
  from section where municipality_id = of_municipality and plan_version_id = latest
  union all
  select municipality_id, 'paragraph', id, of_process, number::text, setweight(whole_words(text), 'C')
  from paragraph where municipality_id = of_municipality and plan_version_id = latest;
end
$$;

create function search_meeting(of_municipality uuid, of_meeting uuid) returns void language plpgsql as $$
begin
  delete from search_entry where municipality_id = of_municipality and kind = 'meeting' and id = of_meeting;
  insert into search_entry (municipality_id, kind, id, process_id, words)
  select meeting.municipality_id, 'meeting', meeting.id, process_id,
    setweight(whole_words(meeting.title), 'A') || setweight(whole_words(about), 'C')
      || setweight(whole_words(string_agg(item.title, ' ' order by position)), 'C')
      || setweight(whole_words(concat_ws(' ', place, address)), 'D')
  from meeting
  left join meeting_agenda_item item on item.municipality_id = meeting.municipality_id and item.meeting_id = meeting.id
  where meeting.municipality_id = of_municipality and meeting.id = of_meeting and is_public and audience = 'everyone'
  group by meeting.municipality_id, meeting.id;
end
$$;

-- Some points of a process, as far as its answers are public. The same choice that publicWords makes, and
-- keep_words_of_point. Points of a contributor are numbered through all contributions of that contributor.
create function search_points(of_municipality uuid, of_process uuid, points uuid[]) returns void language plpgsql as $$
begin
  delete from search_entry where municipality_id = of_municipality and process_id = of_process and kind = 'point' and id = any(points);
  if not exists (select from process where municipality_id = of_municipality and id = of_process and state = 'answered') then
    return;
  end if;
  insert into search_entry (municipality_id, kind, id, process_id, label, words)
  with chosen as materialized (
    select id, contribution_id, number, quote_start, quote_end, summary, shows_quotation
    from point where municipality_id = of_municipality and process_id = of_process and withdrawn_at is null and id = any(points)
  ),
  senders as materialized (
    select distinct contributor_id from contribution
    where municipality_id = of_municipality and id in (select contribution_id from chosen)
  ),
  placed as materialized (
    select id, contributor_id, coalesce(sum(counted.number) over (partition by contributor_id order by received_at, id
      rows between unbounded preceding and 1 preceding), 0) as before
    from (
      select contribution.id, contribution.contributor_id, received_at, (
        select count(*) from point where point.municipality_id = of_municipality and contribution_id = contribution.id
      ) as number
      from contribution join senders on senders.contributor_id = contribution.contributor_id
      where municipality_id = of_municipality and process_id = of_process
    ) as counted
  ),
  redacted as materialized (
    select contribution_id, range_agg(int4range(range_start, range_end)) as ranges
    from redaction where municipality_id = of_municipality and process_id = of_process group by contribution_id
  ),
  spelled as materialized (
    select id, in_utf16_places(text) as text from contribution
    where municipality_id = of_municipality and id in (select contribution_id from chosen)
  )
  select of_municipality, 'point', chosen.id, of_process, contributor.number || '.' || (placed.before + chosen.number),
    setweight(whole_words(case
      when chosen.summary <> '' and not (chosen.shows_quotation and chosen.quote_start is not null) then chosen.summary
      when redacted.ranges is null then substr(spelled.text, chosen.quote_start + 1, chosen.quote_end - chosen.quote_start)
      else public_quote(spelled.text, chosen.quote_start, chosen.quote_end, redacted.ranges) end), 'C')
    || setweight(whole_words(concat_ws(' ', answer.reply, case when answer.disposition = 'forwarded' then answer.forwarded_to end,
      case when contributor.resident_number is not null then 'Inspreker ' || contributor.resident_number
        else coalesce(nullif(contributor.organisation, ''), contributor.name) end)), 'D')
  from chosen
  join placed on placed.id = chosen.contribution_id
  join contributor on contributor.municipality_id = of_municipality and contributor.id = placed.contributor_id
    and contributor.number is not null
  join spelled on spelled.id = chosen.contribution_id
  left join redacted on redacted.contribution_id = chosen.contribution_id
  left join answer_point on answer_point.municipality_id = of_municipality and answer_point.point_id = chosen.id
  left join answer on answer.municipality_id = of_municipality and answer.id = answer_point.answer_id;
end
$$;

-- All of them, in steps of a size at which the database need not guess how many there are.
create function search_all_points(of_municipality uuid, of_process uuid) returns void language plpgsql as $$
declare
  ids uuid[];
  past uuid := '00000000-0000-0000-0000-000000000000';
begin
  loop
    select array_agg(id order by id) into ids from (
      select id from point where municipality_id = of_municipality and process_id = of_process and id > past order by id limit 1000
    ) as next;
    exit when ids is null;
    perform search_points(of_municipality, of_process, ids);
    past := ids[cardinality(ids)];
  end loop;
end
$$;

-- What changes it. Each trigger looks first whether the process is one that the public reads, which costs ordinary work nothing.

create function search_changed_processes() returns trigger language plpgsql as $$
declare
  one record;
begin
  for one in
    select after.municipality_id, after.id, after.state, before.state is distinct from after.state as is_other_state
    from after join before on before.municipality_id = after.municipality_id and before.id = after.id
    where (before.state, before.title, before.question, before.summary)
      is distinct from (after.state, after.title, after.question, after.summary)
    order by 1, 2
  loop
    perform search_process(one.municipality_id, one.id);
    if one.is_other_state then
      perform search_plan(one.municipality_id, one.id);
      delete from search_entry where municipality_id = one.municipality_id and process_id = one.id and kind = 'point';
      delete from search_due where municipality_id = one.municipality_id and process_id = one.id;
      if (select count(*) from (
        select from point where municipality_id = one.municipality_id and process_id = one.id limit 2001) as counted) <= 2000 then
        perform search_all_points(one.municipality_id, one.id);
      elsif one.state = 'answered' then
        insert into search_due (municipality_id, process_id) values (one.municipality_id, one.id);
      end if;
    end if;
  end loop;
  return null;
end
$$;
create trigger search_changed after update on process referencing old table as before new table as after
  for each statement execute function search_changed_processes();

create function search_new_processes() returns trigger language plpgsql as $$
begin
  perform search_process(municipality_id, id) from changed where state in ('released', 'answered');
  return null;
end
$$;
create trigger search_new after insert on process referencing new table as changed
  for each statement execute function search_new_processes();

create function search_changed_versions() returns trigger language plpgsql as $$
begin
  perform search_plan(municipality_id, process_id) from (
    select distinct changed.municipality_id, changed.process_id from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id
    where process.state in ('released', 'answered')
  ) as touched;
  return null;
end
$$;
create trigger search_new after insert on plan_version referencing new table as changed
  for each statement execute function search_changed_versions();
create trigger search_changed after update on plan_version referencing new table as changed
  for each statement execute function search_changed_versions();
create trigger search_gone after delete on plan_version referencing old table as changed
  for each statement execute function search_changed_versions();

create function search_changed_places() returns trigger language plpgsql as $$
begin
  perform search_plan(municipality_id, process_id) from (
    select distinct plan_version.municipality_id, plan_version.process_id from changed
    join plan_version on plan_version.municipality_id = changed.municipality_id and plan_version.id = changed.plan_version_id
    join process on process.municipality_id = plan_version.municipality_id and process.id = plan_version.process_id
    where process.state in ('released', 'answered')
  ) as touched;
  return null;
end
$$;
create trigger search_new after insert on section referencing new table as changed
  for each statement execute function search_changed_places();
create trigger search_changed after update on section referencing new table as changed
  for each statement execute function search_changed_places();
create trigger search_gone after delete on section referencing old table as changed
  for each statement execute function search_changed_places();
create trigger search_new after insert on paragraph referencing new table as changed
  for each statement execute function search_changed_places();
create trigger search_changed after update on paragraph referencing new table as changed
  for each statement execute function search_changed_places();
create trigger search_gone after delete on paragraph referencing old table as changed
  for each statement execute function search_changed_places();

create function search_changed_meetings() returns trigger language plpgsql as $$
begin
  perform search_meeting(municipality_id, id) from changed;
  return null;
end
$$;
create trigger search_new after insert on meeting referencing new table as changed
  for each statement execute function search_changed_meetings();
create trigger search_changed after update on meeting referencing new table as changed
  for each statement execute function search_changed_meetings();
create trigger search_gone after delete on meeting referencing old table as changed
  for each statement execute function search_changed_meetings();

create function search_changed_agenda() returns trigger language plpgsql as $$
begin
  perform search_meeting(municipality_id, meeting_id) from (select distinct municipality_id, meeting_id from changed) as touched;
  return null;
end
$$;
create trigger search_new after insert on meeting_agenda_item referencing new table as changed
  for each statement execute function search_changed_agenda();
create trigger search_changed after update on meeting_agenda_item referencing new table as changed
  for each statement execute function search_changed_agenda();
create trigger search_gone after delete on meeting_agenda_item referencing old table as changed
  for each statement execute function search_changed_agenda();

create function search_changed_points() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(changed.id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id
    where process.state = 'answered' group by 1, 2
  ) as touched;
  return null;
end
$$;
create trigger search_new after insert on point referencing new table as changed
  for each statement execute function search_changed_points();
create trigger search_changed after update on point referencing new table as changed
  for each statement execute function search_changed_points();
create trigger search_gone after delete on point referencing old table as changed
  for each statement execute function search_changed_points();

create function search_changed_links() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(changed.point_id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id
    where process.state = 'answered' group by 1, 2
  ) as touched;
  return null;
end
$$;
create trigger search_new after insert on answer_point referencing new table as changed
  for each statement execute function search_changed_links();
create trigger search_gone after delete on answer_point referencing old table as changed
  for each statement execute function search_changed_links();

create function search_changed_answers() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(answer_point.point_id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id
    join answer_point on answer_point.municipality_id = changed.municipality_id and answer_point.answer_id = changed.id
    where process.state = 'answered' group by 1, 2
  ) as touched;
  return null;
end
$$;
create trigger search_changed after update on answer referencing new table as changed
  for each statement execute function search_changed_answers();

create function search_changed_contributors() returns trigger language plpgsql as $$
begin
  perform search_points(municipality_id, process_id, ids) from (
    select changed.municipality_id, changed.process_id, array_agg(point.id) as ids from changed
    join process on process.municipality_id = changed.municipality_id and process.id = changed.process_id
    join contribution on contribution.municipality_id = changed.municipality_id and contribution.process_id = changed.process_id
      and contribution.contributor_id = changed.id
    join point on point.municipality_id = changed.municipality_id and point.contribution_id = contribution.id
    where process.state = 'answered' group by 1, 2
  ) as touched;
  return null;
end
$$;
create trigger search_changed after update on contributor referencing new table as changed
  for each statement execute function search_changed_contributors();

-- The indexes of a search that read the texts themselves.
drop index paragraph_search;
drop index section_search;

-- What is public already.
do $$
declare
  one record;
begin
  for one in select municipality_id, id, state from process where state in ('released', 'answered') order by 1, 2 loop
    perform search_process(one.municipality_id, one.id);
    perform search_plan(one.municipality_id, one.id);
    if one.state = 'answered' then
      perform search_all_points(one.municipality_id, one.id);
    end if;
  end loop;
  perform search_meeting(municipality_id, id) from meeting;
end
$$;
