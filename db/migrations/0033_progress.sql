-- How far the work on points is, from day to day, as a job counts it: a page that shows it then reads a few dozen rows.

alter table process add column answers_planned_on date;
comment on column process.answers_planned_on is 'When officials mean to have all answers approved; only they see it. answers_expected is what residents read';

create table work_day (
  municipality_id uuid not null,
  process_id uuid not null,
  day date not null,
  received int not null,
  split int not null,
  points int not null,
  answered int not null,
  checked int not null,
  approved int not null,
  counted_at timestamptz not null,
  primary key (municipality_id, process_id, day),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table work_day is 'How far the work was at the end of a day, Europe/Amsterdam; on the last one, when it was counted last. A day on which nothing changed may miss';
comment on column work_day.received is 'Contributions so far';
comment on column work_day.split is 'Of those, the ones that need no more splitting';
comment on column work_day.points is 'Points that ask for an answer: those of contributions with a formal state do not count';
comment on column work_day.checked is 'Points of which only the last step is left, or none';
comment on column work_day.approved is 'Points that went through all steps, or are public';

create table work_share (
  municipality_id uuid not null,
  process_id uuid not null,
  kind text not null check (kind in ('theme', 'person', 'writer')),
  value text not null,
  step smallint not null,
  points int not null,
  answered int not null,
  checked int not null,
  approved int not null,
  late int not null,
  stuck int not null,
  unchanged_since timestamptz,
  primary key (municipality_id, process_id, kind, value, step),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table work_share is 'The points of a process divided by theme, by who has them at which step, and by who wrote their answers; counted with work_day';
comment on column work_share.value is 'Id of the theme or account; empty for none';
comment on column work_share.step is 'Position of the step; 0 where all steps are taken together';
comment on column work_share.stuck is 'Points under way on which nothing changed for working days (STUCK_AFTER)';
comment on column work_share.unchanged_since is 'When the one of those changed that lies still longest';

-- What is answered or answered anew has changed: its point does not lie still.

create or replace function give_disposition() returns trigger language plpgsql as $$
begin
  update point_work set disposition = answer.disposition, answered_by = answer.updated_by,
    changed_at = greatest(point_work.changed_at, answer.updated_at)
  from added join answer on answer.municipality_id = added.municipality_id and answer.id = added.answer_id
  where point_work.municipality_id = added.municipality_id and point_work.point_id = added.point_id;
  return null;
end
$$;

create or replace function follow_answer() returns trigger language plpgsql as $$
begin
  update point_work set disposition = after.disposition, answered_by = after.updated_by,
    changed_at = greatest(point_work.changed_at, after.updated_at)
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join answer_point on answer_point.municipality_id = after.municipality_id and answer_point.answer_id = after.id
  where (before.disposition, before.updated_by) is distinct from (after.disposition, after.updated_by)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = answer_point.point_id;
  return null;
end
$$;
