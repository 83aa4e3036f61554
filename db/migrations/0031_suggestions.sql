-- Points that say the same, and suggestions of what officials give a point: its theme and its place in the plan.

alter table point add column said bigint;
comment on column point.said is 'Hash of its words, without capitals, accents and marks: the same for points that say the same';

create function hash_of_words(written text) returns bigint language sql stable parallel safe as $$
  select hashtextextended(said, 0)
  from (select trim(regexp_replace(lower(unaccent(coalesce(written, ''))), '[^[:alnum:]]+', ' ', 'g')) as said) as words
  where said <> ''
$$;

create or replace function keep_words_of_point() returns trigger language plpgsql as $$
declare
  spelled text;
  redacted int4multirange;
  quoted text;
  shown text;
begin
  if new.quote_start is not null then
    select in_utf16_places(text) into spelled
    from contribution where municipality_id = new.municipality_id and id = new.contribution_id;
    select range_agg(int4range(range_start, range_end)) into redacted
    from redaction where municipality_id = new.municipality_id and contribution_id = new.contribution_id;
    quoted := substr(spelled, new.quote_start + 1, new.quote_end - new.quote_start);
  end if;
  shown := case
    when new.withdrawn_at is not null then ''
    when new.summary <> '' and not (new.shows_quotation and new.quote_start is not null) then new.summary
    when redacted is null then quoted
    else public_quote(spelled, new.quote_start, new.quote_end, redacted)
  end;
  new.words := to_tsvector('dutch_unaccent', concat_ws(' ', new.summary, quoted));
  new.said := hash_of_words(coalesce(quoted, new.summary));
  new.public_words := nullif(to_tsvector('dutch_unaccent', coalesce(shown, '')), new.words);
  return new;
end
$$;
update point set said = hash_of_words(coalesce((
  select substr(in_utf16_places(text), quote_start + 1, quote_end - quote_start) from contribution
  where contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id and quote_start is not null), summary));
create index point_by_said on point (municipality_id, process_id, said);

-- Near points are looked up word by word.
create index if not exists point_by_words on point using gin (words);

create table suggestion (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  kind text not null check (kind in ('theme', 'place')),
  value text not null,
  like_points uuid[] not null,
  made_at timestamptz not null,
  shown_at timestamptz,
  outcome text check (outcome in ('taken', 'changed', 'refused')),
  settled_at timestamptz,
  primary key (municipality_id, point_id, kind),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  check ((outcome is null) = (settled_at is null)),
  check (outcome is null or shown_at is not null)
);
comment on table suggestion is 'What the nearest points that officials settled suggest for a point, and what became of it';
comment on column suggestion.value is 'Id of the theme, or number of the chapter of the plan';
comment on column suggestion.like_points is 'The points that it comes from, the nearest first';
comment on column suggestion.shown_at is 'When an official first saw it: what nobody saw is no hit and no miss';
create index suggestion_to_settle on suggestion (municipality_id, process_id) where outcome is null and shown_at is not null;
create index suggestion_settled on suggestion (municipality_id, process_id, kind, settled_at desc) where outcome is not null;

create table suggestion_kind (
  municipality_id uuid not null,
  process_id uuid not null,
  kind text not null check (kind in ('theme', 'place')),
  off_at timestamptz,
  counts_from timestamptz,
  primary key (municipality_id, process_id, kind),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table suggestion_kind is 'A kind of suggestion that was switched off, or on again; without a row it is on';
comment on column suggestion_kind.off_at is 'It was right too seldom, or an official had enough of it';
comment on column suggestion_kind.counts_from is 'Hits and misses from before it was switched on again do not count';

create table suggestion_due (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  primary key (municipality_id, point_id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);
comment on table suggestion_due is 'New points for which a job still has to look what is near';

create function add_suggestion_due() returns trigger language plpgsql as $$
begin
  insert into suggestion_due (municipality_id, process_id, point_id) select municipality_id, process_id, id from added;
  return null;
end
$$;
create trigger add_suggestion_due after insert on point referencing new table as added
  for each statement execute function add_suggestion_due();
