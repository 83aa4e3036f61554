-- The points of a process as everyone may read them, in a table of their own: after publication they never come, go or change place,
-- so a page of them is found by its index and a count is kept instead of taken.

create table published_point (
  municipality_id uuid not null,
  process_id uuid not null,
  place int not null check (place > 0),
  point_id uuid not null,
  contributor_id uuid not null,
  contributor_number int not null,
  point_number int not null,
  kind text not null,
  disposition text,
  theme_id uuid,
  words tsvector not null,
  said text,
  primary key (municipality_id, process_id, place),
  unique (municipality_id, point_id),
  unique (municipality_id, process_id, contributor_number, point_number),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);
comment on table published_point is 'Written when the answers are published; after that only words and said change, with what is public of the point';
comment on column published_point.place is 'From 1, in the order of the numbers of contributor and point';
comment on column published_point.point_number is 'The 3 of 7.3: through all contributions of the contributor';
comment on column published_point.kind is 'Of the contributor';
comment on column published_point.words is 'For searching by the public: of its public words, its answer and the public name of the contributor';
comment on column published_point.said is 'The same in small letters without accents, to find a word inside a longer one; null until the worker has kept it';
create index published_point_by_disposition on published_point (municipality_id, process_id, disposition, place);
create index published_point_by_theme on published_point (municipality_id, process_id, theme_id, place);
create index published_point_by_kind on published_point (municipality_id, process_id, kind, place);
create index published_point_words on published_point using gin (words);
create index published_point_said on published_point using gin (said gin_trgm_ops) where said is not null;

create table published_place (
  municipality_id uuid not null,
  process_id uuid not null,
  section_number text not null,
  place int not null,
  kind text not null,
  disposition text,
  theme_id uuid,
  primary key (municipality_id, process_id, section_number, place),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table published_place is 'About which parts of the plan a published point is: of its reaction and of its answer, with every part above those';
comment on column published_place.kind is 'As of the point, like disposition and theme: a choice of these in a part of the plan is found in one table';

create table published_count (
  municipality_id uuid not null,
  process_id uuid not null,
  counted text not null check (counted in ('contributors', 'disposition', 'theme', 'kind', 'section', 'paragraph')),
  value text not null,
  count int not null,
  primary key (municipality_id, process_id, counted, value),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table published_count is 'Points with the same value, counted at publication; contributors, also those without points, by their kind';
comment on column published_count.value is 'A disposition (empty: none), the id of a theme, a kind of contributor, the number of a section, the id of a paragraph';

-- Without statistics of very many new rows the database would go along all of them for each rare word, until autovacuum looks.
-- As the owner, because no other role may; the transaction that stored the rows calls it, and waits for nobody.
create function analyze_published(which text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  case which
    when 'published_point' then analyze (skip_locked) public.published_point;
    when 'published_place' then analyze (skip_locked) public.published_place;
  end case;
end
$$;

-- What is public already.

with redacted as (
  select municipality_id, contribution_id, range_agg(int4range(range_start, range_end)) as ranges from redaction group by 1, 2
),
placed as (
  select contribution.municipality_id, contribution.id, coalesce(sum(counted.points) over (
    partition by contribution.municipality_id, contributor_id order by received_at, contribution.id rows between unbounded preceding and 1 preceding), 0)::int as before
  from contribution
  left join (select municipality_id, contribution_id, count(*) as points from point group by 1, 2) as counted
    on counted.municipality_id = contribution.municipality_id and counted.contribution_id = contribution.id
),
told as (
  select point.municipality_id, point.process_id, point.id as point_id, contributor.id as contributor_id, contributor.number as contributor_number,
    placed.before + point.number as point_number, contributor.kind, answer.disposition, point.theme_id,
    coalesce(point.public_words, point.words) || case when point.withdrawn_at is null then coalesce(answer.words, '') else '' end as words,
    case when point.withdrawn_at is not null then ''
      when point.summary <> '' and not (point.shows_quotation and point.quote_start is not null) then point.summary
      else public_quote(in_utf16_places(contribution.text), point.quote_start, point.quote_end, redacted.ranges) end as shown,
    case when point.withdrawn_at is null then answer.reply end as reply,
    case when contributor.resident_number is not null then 'Inspreker ' || contributor.resident_number
      else coalesce(nullif(contributor.organisation, ''), contributor.name) end as name
  from point
  join process on process.municipality_id = point.municipality_id and process.id = point.process_id and process.state = 'answered'
  join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
  join placed on placed.municipality_id = contribution.municipality_id and placed.id = contribution.id
  join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id and contributor.number is not null
  left join redacted on redacted.municipality_id = contribution.municipality_id and redacted.contribution_id = contribution.id
  left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
  left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
)
insert into published_point (municipality_id, process_id, place, point_id, contributor_id, contributor_number, point_number, kind, disposition, theme_id, words, said)
select municipality_id, process_id, row_number() over (partition by municipality_id, process_id order by contributor_number, point_number),
  point_id, contributor_id, contributor_number, point_number, kind, disposition, theme_id,
  words || to_tsvector('dutch_unaccent', name), unaccent(lower(concat_ws(' ', shown, reply, name)))
from told;

insert into published_place (municipality_id, process_id, section_number, place, kind, disposition, theme_id)
select distinct published_point.municipality_id, published_point.process_id, above.number, published_point.place,
  published_point.kind, published_point.disposition, published_point.theme_id
from published_point
join point on point.municipality_id = published_point.municipality_id and point.id = published_point.point_id
join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
left join answer_section on answer_section.municipality_id = point.municipality_id and answer_section.answer_id = answer_point.answer_id
join section on section.municipality_id = point.municipality_id and section.id in (contribution.section_id, answer_section.section_id)
cross join lateral (
  select array_to_string((string_to_array(section.number, '.'))[1:depth], '.') as number
  from generate_series(1, array_length(string_to_array(section.number, '.'), 1)) as depth
) as above;

insert into published_count (municipality_id, process_id, counted, value, count)
select contributor.municipality_id, process_id, 'contributors', kind, count(*) from contributor
join process on process.municipality_id = contributor.municipality_id and process.id = process_id and state = 'answered'
where number is not null group by 1, 2, 4
union all select municipality_id, process_id, 'disposition', coalesce(disposition, ''), count(*) from published_point group by 1, 2, 4
union all select municipality_id, process_id, 'theme', theme_id::text, count(*) from published_point where theme_id is not null group by 1, 2, 4
union all select municipality_id, process_id, 'kind', kind, count(*) from published_point group by 1, 2, 4
union all select municipality_id, process_id, 'section', section_number, count(*) from published_place group by 1, 2, 4
union all select contribution.municipality_id, contribution.process_id, 'paragraph', paragraph_id::text, count(*)
from published_point
join point on point.municipality_id = published_point.municipality_id and point.id = published_point.point_id
join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
where paragraph_id is not null group by 1, 2, 4;
