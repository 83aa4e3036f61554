-- Numbers that never change: a contributor gets its number once, by a job, and a point once, when its contribution was split.

comment on column contributor.number is 'Given once, in order of registration, by a job or by the publication; null until then';
comment on column contributor.resident_number is 'The 7 of "Inspreker 7" where that was public before everyone had one series of numbers; null for all others';
alter table contributor add column last_point_number int not null default 0 check (last_point_number >= 0);
comment on column contributor.last_point_number is 'The highest number that any of its points ever had: what is removed leaves a gap';
create index contributor_without_number on contributor (municipality_id, process_id) where number is null;

-- Who has no number yet gets the one that officials saw, which was the order of receipt, behind those who have theirs.
with received as (
  select municipality_id, process_id, contributor_id, min(received_at) as at from contribution group by 1, 2, 3
),
taken as (
  select municipality_id, process_id, max(number) as last from contributor group by 1, 2
),
given as (
  select contributor.municipality_id, contributor.id, coalesce(taken.last, 0)
    + row_number() over (partition by contributor.municipality_id, contributor.process_id order by received.at, contributor.id) as number
  from contributor
  join taken on taken.municipality_id = contributor.municipality_id and taken.process_id = contributor.process_id
  left join received on received.municipality_id = contributor.municipality_id and received.contributor_id = contributor.id
  where contributor.number is null
)
update contributor set number = given.number from given
where contributor.municipality_id = given.municipality_id and contributor.id = given.id;

-- A contribution of someone who is new is the first; the job places a later one.
alter table contribution alter column ordinal drop not null, alter column ordinal drop default;
comment on column contribution.ordinal is 'Which of the contributions of its contributor it is, from 1; null until the job has placed it';
with placed as (
  select municipality_id, id, row_number() over (partition by municipality_id, contributor_id order by received_at, id) as ordinal
  from contribution
)
update contribution set ordinal = placed.ordinal from placed
where contribution.municipality_id = placed.municipality_id and contribution.id = placed.id and contribution.ordinal <> placed.ordinal;
alter table contribution add unique (municipality_id, contributor_id, ordinal);
create index contribution_without_ordinal on contribution (municipality_id, process_id) where ordinal is null;

-- What is public keeps its number, and so does what officials saw of a contribution that was split.
alter table point drop constraint point_municipality_id_contribution_id_number_key;
alter table point alter column number drop not null, add column contributor_id uuid;
comment on column point.number is 'The 3 of 7.3, through all contributions of its contributor; null until its contribution was split';
comment on column point.contributor_id is 'As of its contribution: within it a number is given once';
with placed as (
  select contribution.municipality_id, contribution.id, contribution.contributor_id, split_done_at is not null as is_split,
    coalesce(sum(counted.points) over (partition by contribution.municipality_id, contributor_id order by received_at, contribution.id
      rows between unbounded preceding and 1 preceding), 0)::int as before
  from contribution
  left join (select municipality_id, contribution_id, count(*) as points from point group by 1, 2) as counted
    on counted.municipality_id = contribution.municipality_id and counted.contribution_id = contribution.id
),
given as (
  select point.municipality_id, point.id, placed.contributor_id,
    coalesce(published_point.point_number, case when placed.is_split then placed.before + point.number end) as number
  from point
  join placed on placed.municipality_id = point.municipality_id and placed.id = point.contribution_id
  left join published_point on published_point.municipality_id = point.municipality_id and published_point.point_id = point.id
)
update point set contributor_id = given.contributor_id, number = given.number from given
where point.municipality_id = given.municipality_id and point.id = given.id;
alter table point alter column contributor_id set not null,
  add unique (municipality_id, contributor_id, number),
  add foreign key (municipality_id, process_id, contributor_id) references contributor (municipality_id, process_id, id);
update contributor set last_point_number = numbered.last
from (select municipality_id, contributor_id, max(number) as last from point group by 1, 2) as numbered
where contributor.municipality_id = numbered.municipality_id and contributor.id = numbered.contributor_id and numbered.last is not null;

-- Names -------------------------------------------------------------------------------------------------------------

-- The same choice that isNamedInPublic makes: natural persons are numbered unless they chose to be named.
create function is_named_in_public(kind text, name text, organisation text, named_in_public boolean) returns boolean
language sql immutable parallel safe as $$
  select case when kind in ('resident', 'household') then named_in_public and name <> '' else organisation <> '' or name <> '' end
$$;

-- And that publicName makes.
create function public_name(kind text, name text, organisation text, named_in_public boolean, number int, resident_number int) returns text
language sql immutable parallel safe as $$
  select case when is_named_in_public(kind, name, organisation, named_in_public) then coalesce(nullif(organisation, ''), name)
    else concat_ws(' ', 'Inspreker', coalesce(resident_number, number)) end
$$;

-- Some points of a process, as far as its answers are public. The same choice that publicWords makes, and
-- keep_words_of_point. What has a formal state is not public.
create or replace function search_points(of_municipality uuid, of_process uuid, points uuid[]) returns void language plpgsql as $$
begin
  delete from search_entry where municipality_id = of_municipality and process_id = of_process and kind = 'point' and id = any(points);
  if not exists (select from process where municipality_id = of_municipality and id = of_process and state = 'answered') then
    return;
  end if;
  insert into search_entry (municipality_id, kind, id, process_id, label, words)
  with chosen as materialized (
    select point.id, contribution_id, point.contributor_id, number, quote_start, quote_end, summary, shows_quotation
    from point
    join contribution on contribution.municipality_id = of_municipality and contribution.id = point.contribution_id
    where point.municipality_id = of_municipality and point.process_id = of_process and withdrawn_at is null and number is not null
      and point.id = any(points) and formal_state is null
  ),
  redacted as materialized (
    select contribution_id, range_agg(int4range(range_start, range_end)) as ranges
    from redaction where municipality_id = of_municipality and process_id = of_process group by contribution_id
  ),
  spelled as materialized (
    select id, in_utf16_places(text) as text from contribution
    where municipality_id = of_municipality and id in (select contribution_id from chosen)
  )
  select of_municipality, 'point', chosen.id, of_process, contributor.number || '.' || chosen.number,
    setweight(whole_words(case
      when chosen.summary <> '' and not (chosen.shows_quotation and chosen.quote_start is not null) then chosen.summary
      when redacted.ranges is null then substr(spelled.text, chosen.quote_start + 1, chosen.quote_end - chosen.quote_start)
      else public_quote(spelled.text, chosen.quote_start, chosen.quote_end, redacted.ranges) end), 'C')
    || setweight(whole_words(concat_ws(' ', answer.reply, case when answer.disposition = 'forwarded' then answer.forwarded_to end,
      public_name(contributor.kind, name, organisation, named_in_public, contributor.number, resident_number))), 'D')
  from chosen
  join contributor on contributor.municipality_id = of_municipality and contributor.id = chosen.contributor_id
    and contributor.number is not null
  join spelled on spelled.id = chosen.contribution_id
  left join redacted on redacted.contribution_id = chosen.contribution_id
  left join answer_point on answer_point.municipality_id = of_municipality and answer_point.point_id = chosen.id
  left join answer on answer.municipality_id = of_municipality and answer.id = answer_point.answer_id;
end
$$;

-- What has a formal state is counted apart, and is little.
create index contribution_by_formal_state on contribution (municipality_id, process_id, formal_state) where formal_state is not null;
create index contribution_by_double on contribution (municipality_id, double_of) where double_of is not null;
