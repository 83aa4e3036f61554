-- The desk: what officials know and do of each point, in a narrow table of its own, so that a list reads little and changing
-- very many points takes seconds. `point` keeps what a point says, `point_work` how far the work on it is.

-- Rounds ------------------------------------------------------------------------------------------------------------

alter table contribution
  add column round text not null default 'inspraak'
    check (round in ('priorities', 'partners', 'inspraak', 'secondInspraak')),
  add column ordinal int not null default 1 check (ordinal > 0),
  add column formal_state text check (formal_state in ('withdrawn', 'double', 'test', 'notRelevant', 'referred')),
  add column formal_reason text not null default '' check (char_length(formal_reason) <= 2000),
  add column double_of uuid,
  add column referred_to text not null default '' check (char_length(referred_to) <= 300),
  add column formal_at timestamptz,
  add column formal_by uuid,
  add foreign key (municipality_id, process_id, double_of) references contribution (municipality_id, process_id, id),
  add foreign key (municipality_id, formal_by) references account (municipality_id, id),
  add check ((formal_state is null) = (formal_reason = '')),
  add check ((formal_state is null) = (formal_at is null)),
  add check (double_of is null or formal_state = 'double'),
  add check (referred_to = '' or formal_state = 'referred');
comment on column contribution.round is 'In which round of the process it was given';
comment on column contribution.ordinal is 'Which of the contributions of its contributor it is, in order of receipt; given with the number of the contributor';
comment on column contribution.formal_state is 'Why it is not treated as a contribution, with a reason that an official gave; null for most';

update contribution set round = case
  when kind = 'groupMotivation' then 'priorities'
  when kind = 'partnerResponse' then 'partners'
  when kind = 'conversationReport' and exists (
    select from process where process.municipality_id = contribution.municipality_id and process.id = contribution.process_id
      and process.starts_on is not null and contribution.received_at < process.starts_on) then 'partners'
  else 'inspraak' end
where kind <> 'reaction';

-- Work on points ----------------------------------------------------------------------------------------------------

-- The place of a point in lists, as one number that only grows with the number of the contributor, then with the contributions
-- of that contributor, then along the text. Points in own words come behind those that quote it; who has no number yet, is last.
create function reading_place(contributor_number int, contribution_ordinal int, quote_start int) returns bigint
language sql immutable parallel safe as $$
  select (coalesce(contributor_number, 8388607)::bigint << 38) + (least(contribution_ordinal, 262143)::bigint << 20)
    + least(coalesce(quote_start, 1048575), 1048575)
$$;

create table point_work (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  place bigint not null,
  round text not null,
  kind text not null,
  channel text not null,
  timeliness text not null,
  theme_id uuid,
  chapter text,
  step smallint not null default 1 check (step > 0),
  assignee_id uuid,
  due_on date,
  disposition text,
  campaign_id uuid,
  has_findings boolean not null default false,
  changed_since_answer boolean not null default false,
  is_released boolean not null default false,
  is_public boolean not null default false,
  is_set_aside boolean not null default false,
  state text not null generated always as (case
    when is_set_aside then 'setAside'
    when is_public then 'public'
    when is_released then 'released'
    when disposition is not null then 'answered'
    else 'open' end) stored,
  changed_at timestamptz not null,
  primary key (municipality_id, point_id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, process_id, theme_id) references theme (municipality_id, process_id, id),
  foreign key (municipality_id, assignee_id) references account (municipality_id, id)
);
comment on table point_work is 'One row for each point: what lists filter and sort by, and how far the work on it is';
comment on column point_work.place is 'See reading_place; the order of every list';
comment on column point_work.chapter is 'Number of the chapter of the plan that the point is about; null while nobody knows';
comment on column point_work.step is 'Position among the steps of the process; one more than the last when all are done';
comment on column point_work.disposition is 'Of its answer; null while it has none';
comment on column point_work.changed_since_answer is 'Its words changed after it was answered, and nobody looked at the answer since';
comment on column point_work.is_set_aside is 'Its contribution has a formal state';
create index point_work_in_order on point_work (municipality_id, process_id, place, point_id);
create index point_work_by_assignee on point_work (municipality_id, process_id, assignee_id, place) where assignee_id is not null;
create index point_work_by_theme on point_work (municipality_id, process_id, theme_id, place);
create index point_work_by_state on point_work (municipality_id, process_id, state, step, place);
create index point_work_by_due on point_work (municipality_id, process_id, due_on, place) where due_on is not null;
create index point_work_by_campaign on point_work (municipality_id, process_id, campaign_id, place) where campaign_id is not null;

create table point_history (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  event_id uuid not null,
  field text not null,
  from_value text,
  to_value text,
  primary key (municipality_id, point_id, event_id, field),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);
comment on table point_history is 'What changed of a point, from what to what; its event says who and when. Values are ids and codes, never what people wrote';
create index point_history_by_event on point_history (municipality_id, event_id);

-- What a point has from elsewhere is copied here by whatever door it changes.

create function add_point_work() returns trigger language plpgsql as $$
begin
  insert into point_work (municipality_id, process_id, point_id, place, round, kind, channel, timeliness, chapter, is_set_aside, changed_at)
  select added.municipality_id, added.process_id, added.id,
    reading_place(contributor.number, contribution.ordinal, added.quote_start),
    contribution.round, contribution.kind, contribution.channel, contribution.timeliness,
    nullif(split_part(section.number, '.', 1), ''), contribution.formal_state is not null, added.created_at
  from added
  join contribution on contribution.municipality_id = added.municipality_id and contribution.id = added.contribution_id
  join contributor on contributor.municipality_id = added.municipality_id and contributor.id = contribution.contributor_id
  left join section on section.municipality_id = added.municipality_id and section.id = contribution.section_id;
  return null;
end
$$;
create trigger add_work after insert on point referencing new table as added
  for each statement execute function add_point_work();

create function move_point_work() returns trigger language plpgsql as $$
begin
  update point_work set place = (point_work.place >> 20 << 20) + least(coalesce(new.quote_start, 1048575), 1048575)
  where municipality_id = new.municipality_id and point_id = new.id;
  return null;
end
$$;
create trigger move_work after update on point
  for each row when (old.quote_start is distinct from new.quote_start) execute function move_point_work();

create function number_point_work() returns trigger language plpgsql as $$
begin
  update point_work set place = reading_place(after.number, contribution.ordinal, point.quote_start)
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join contribution on contribution.municipality_id = after.municipality_id and contribution.process_id = after.process_id
    and contribution.contributor_id = after.id
  join point on point.municipality_id = after.municipality_id and point.contribution_id = contribution.id
  where before.number is distinct from after.number
    and point_work.municipality_id = after.municipality_id and point_work.point_id = point.id;
  return null;
end
$$;
create trigger number_work after update on contributor referencing old table as before new table as after
  for each statement execute function number_point_work();

create function follow_contribution() returns trigger language plpgsql as $$
begin
  update point_work set round = after.round, kind = after.kind, channel = after.channel, timeliness = after.timeliness,
    is_set_aside = after.formal_state is not null,
    place = reading_place(contributor.number, after.ordinal, point.quote_start)
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join contributor on contributor.municipality_id = after.municipality_id and contributor.id = after.contributor_id
  join point on point.municipality_id = after.municipality_id and point.contribution_id = after.id
  where (before.round, before.kind, before.channel, before.timeliness, before.formal_state, before.ordinal, before.contributor_id)
      is distinct from (after.round, after.kind, after.channel, after.timeliness, after.formal_state, after.ordinal, after.contributor_id)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = point.id;
  return null;
end
$$;
create trigger follow_work after update on contribution referencing old table as before new table as after
  for each statement execute function follow_contribution();

create function take_disposition_away() returns trigger language plpgsql as $$
begin
  update point_work set disposition = null, changed_since_answer = false from gone
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = gone.point_id;
  return null;
end
$$;
create trigger take_disposition_away after delete on answer_point referencing old table as gone
  for each statement execute function take_disposition_away();

create function give_disposition() returns trigger language plpgsql as $$
begin
  update point_work set disposition = answer.disposition
  from added join answer on answer.municipality_id = added.municipality_id and answer.id = added.answer_id
  where point_work.municipality_id = added.municipality_id and point_work.point_id = added.point_id;
  return null;
end
$$;
create trigger give_disposition after insert on answer_point referencing new table as added
  for each statement execute function give_disposition();

create function follow_answer() returns trigger language plpgsql as $$
begin
  update point_work set disposition = after.disposition
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join answer_point on answer_point.municipality_id = after.municipality_id and answer_point.answer_id = after.id
  where before.disposition is distinct from after.disposition
    and point_work.municipality_id = after.municipality_id and point_work.point_id = answer_point.point_id;
  return null;
end
$$;
create trigger follow_answer after update on answer referencing old table as before new table as after
  for each statement execute function follow_answer();

-- What is there already.

insert into point_work (municipality_id, process_id, point_id, place, round, kind, channel, timeliness, theme_id, chapter, disposition, is_public, changed_at)
select point.municipality_id, point.process_id, point.id, reading_place(contributor.number, contribution.ordinal, point.quote_start),
  contribution.round, contribution.kind, contribution.channel, contribution.timeliness, point.theme_id,
  nullif(split_part(section.number, '.', 1), ''), answer.disposition, process.state = 'answered', point.created_at
from point
join process on process.municipality_id = point.municipality_id and process.id = point.process_id
join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
left join section on section.municipality_id = point.municipality_id and section.id = contribution.section_id
left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id;

-- The theme of a point is part of the work on it: giving thousands of points a theme writes narrow rows.
alter table point drop column theme_id;
