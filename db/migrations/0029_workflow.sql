-- Workflow: which steps a point takes, who may do each, who gets what by rule, and what colleagues tell each other.

-- Steps -------------------------------------------------------------------------------------------------------------

create table workflow_step (
  municipality_id uuid not null references municipality (id) on delete cascade,
  position smallint not null check (position between 1 and 12),
  name text not null check (name <> '' and char_length(name) <= 40),
  role text not null check (role in ('processor', 'reviewer', 'approver')),
  four_eyes boolean not null default false,
  due_days smallint check (due_days between 0 and 365),
  primary key (municipality_id, position)
);
comment on table workflow_step is 'The steps that new processes of a municipality begin with';
comment on column workflow_step.four_eyes is 'Whoever last wrote the answer may not complete it';
comment on column workflow_step.due_days is 'Days from arriving at the step to its due date; null: no due date';

create table process_step (
  municipality_id uuid not null,
  process_id uuid not null,
  position smallint not null check (position between 1 and 12),
  name text not null check (name <> '' and char_length(name) <= 40),
  role text not null check (role in ('processor', 'reviewer', 'approver')),
  four_eyes boolean not null default false,
  due_days smallint check (due_days between 0 and 365),
  primary key (municipality_id, process_id, position),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table process_step is 'The steps of a process, copied from its municipality when it got its first point';

create function add_default_steps() returns trigger language plpgsql as $$
begin
  insert into workflow_step (municipality_id, position, name, role, four_eyes)
  select added.id, step.position, step.name, step.role, step.four_eyes
  from added
  cross join (values (1, 'Voorbereiden', 'processor', false), (2, 'Inhoud', 'reviewer', false),
    (3, 'Juridisch', 'reviewer', false), (4, 'Goedkeuren', 'approver', true)) as step (position, name, role, four_eyes);
  return null;
end
$$;
create trigger add_default_steps after insert on municipality referencing new table as added
  for each statement execute function add_default_steps();
insert into workflow_step (municipality_id, position, name, role, four_eyes)
select municipality.id, step.position, step.name, step.role, step.four_eyes
from municipality
cross join (values (1, 'Voorbereiden', 'processor', false), (2, 'Inhoud', 'reviewer', false),
  (3, 'Juridisch', 'reviewer', false), (4, 'Goedkeuren', 'approver', true)) as step (position, name, role, four_eyes);

insert into process_step (municipality_id, process_id, position, name, role, four_eyes, due_days)
select municipality_id, process.id, position, name, role, four_eyes, due_days
from process join workflow_step using (municipality_id)
where exists (select from point_work where point_work.municipality_id = process.municipality_id and point_work.process_id = process.id);

-- Who gets a point that nobody has ----------------------------------------------------------------------------------

create table assignment_rule (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  theme_id uuid,
  chapter text check (chapter <> '' and char_length(chapter) <= 20),
  step smallint,
  assignee_id uuid not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, process_id, theme_id) references theme (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, assignee_id) references account (municipality_id, id) on delete cascade,
  check (theme_id is not null or chapter is not null or step is not null)
);
comment on table assignment_rule is 'Who gets a point that comes to this theme, chapter and step while nobody has it; what is null may be anything';
create unique index assignment_rule_once on assignment_rule (municipality_id, process_id, theme_id, chapter, step) nulls not distinct;

alter table point_work
  add column answered_by uuid,
  add column return_id uuid;
comment on column point_work.answered_by is 'Who last wrote its answer; null while it has none, and for the command line';
comment on column point_work.return_id is 'Event by which it was sent back, until the step is completed again';
create index point_work_returned on point_work (municipality_id, process_id, assignee_id) where return_id is not null;

create table step_return (
  municipality_id uuid not null,
  process_id uuid not null,
  event_id uuid not null,
  reason text not null check (reason <> '' and char_length(reason) <= 2000),
  returned_by uuid,
  returned_at timestamptz not null,
  primary key (municipality_id, event_id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table step_return is 'Why points were sent back to an earlier step; the history of each point names the event';

-- The most telling rule counts: of the step, then of the theme, then of the chapter. Someone who is blocked, or may not do the
-- step, gets nothing by rule. What was assigned is an event of the system, with its history.
create function assign_by_rules(municipality uuid, process uuid, points uuid[], moment timestamptz) returns void language plpgsql as $$
declare
  event_id uuid := uuidv7();
begin
  with matched as materialized (
    select kind.theme_id, kind.chapter, kind.step, rule.assignee_id
    from (
      select distinct theme_id, chapter, step from point_work
      where municipality_id = municipality and point_id = any (points) and assignee_id is null and not is_public and not is_set_aside
    ) as kind
    cross join lateral (
      select assignment_rule.assignee_id
      from assignment_rule
      join account on account.municipality_id = municipality and account.id = assignment_rule.assignee_id and account.blocked_at is null
      join process_step on process_step.municipality_id = municipality and process_step.process_id = process
        and process_step.position = kind.step
      join membership on membership.municipality_id = municipality and membership.account_id = account.id
        and membership.role = 'official' and membership.inner_roles && array[process_step.role, 'administrator']::text[]
      where assignment_rule.municipality_id = municipality and assignment_rule.process_id = process
        and (assignment_rule.theme_id is null or assignment_rule.theme_id = kind.theme_id)
        and (assignment_rule.chapter is null or assignment_rule.chapter = kind.chapter)
        and (assignment_rule.step is null or assignment_rule.step = kind.step)
      order by assignment_rule.step is null, assignment_rule.theme_id is null, assignment_rule.chapter is null
      limit 1
    ) as rule
  ),
  given as (
    update point_work set assignee_id = matched.assignee_id, changed_at = moment
    from matched
    where point_work.municipality_id = municipality and point_work.point_id = any (points) and point_work.assignee_id is null
      and not point_work.is_public and not point_work.is_set_aside
      and (point_work.theme_id, point_work.chapter) is not distinct from (matched.theme_id, matched.chapter)
      and point_work.step = matched.step
    returning point_work.point_id, matched.assignee_id
  ),
  kept as (
    insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
    select municipality, process, given.point_id, event_id, 'assignee', null, given.assignee_id::text from given
  )
  insert into event (municipality_id, id, at, actor_kind, act, subject_kind, subject_id, process_id, detail)
  select municipality, event_id, moment, 'system', 'assignByRules', 'process', process, process, jsonb_build_object('points', count(*))
  from given having count(*) > 0;
end
$$;

-- A point begins at the first step: its process has steps from its first point on, and the step may have a due date.
create function begin_work() returns trigger language plpgsql as $$
declare
  begun record;
begin
  insert into process_step (municipality_id, process_id, position, name, role, four_eyes, due_days)
  select workflow_step.municipality_id, which.process_id, position, name, role, four_eyes, due_days
  from (select distinct municipality_id, process_id from added) as which
  join workflow_step on workflow_step.municipality_id = which.municipality_id
  where not exists (
    select from process_step where process_step.municipality_id = which.municipality_id and process_step.process_id = which.process_id)
  on conflict do nothing;
  update point_work set due_on = (added.changed_at at time zone 'Europe/Amsterdam')::date + process_step.due_days
  from added
  join process_step on process_step.municipality_id = added.municipality_id and process_step.process_id = added.process_id
    and process_step.position = added.step and process_step.due_days is not null
  where point_work.municipality_id = added.municipality_id and point_work.point_id = added.point_id and point_work.due_on is null;
  for begun in
    select added.municipality_id, added.process_id, array_agg(point_id) as points, max(changed_at) as moment from added
    where exists (select from assignment_rule
      where assignment_rule.municipality_id = added.municipality_id and assignment_rule.process_id = added.process_id)
    group by 1, 2
  loop
    perform assign_by_rules(begun.municipality_id, begun.process_id, begun.points, begun.moment);
  end loop;
  return null;
end
$$;
create trigger begin_work after insert on point_work referencing new table as added
  for each statement execute function begin_work();

create function apply_rules() returns trigger language plpgsql as $$
declare
  changed record;
begin
  if not exists (select from assignment_rule) then
    return null;
  end if;
  for changed in
    select after.municipality_id, after.process_id, array_agg(after.point_id) as points, max(after.changed_at) as moment
    from after
    join before on before.municipality_id = after.municipality_id and before.point_id = after.point_id
    where after.assignee_id is null and (before.theme_id, before.chapter, before.step) is distinct from (after.theme_id, after.chapter, after.step)
      and exists (select from assignment_rule
        where assignment_rule.municipality_id = after.municipality_id and assignment_rule.process_id = after.process_id)
    group by 1, 2
  loop
    perform assign_by_rules(changed.municipality_id, changed.process_id, changed.points, changed.moment);
  end loop;
  return null;
end
$$;
create trigger apply_rules after update on point_work referencing old table as before new table as after
  for each statement execute function apply_rules();

-- Four eyes: who last wrote the answer is copied where its disposition is.

create or replace function take_disposition_away() returns trigger language plpgsql as $$
begin
  update point_work set disposition = null, answered_by = null, changed_since_answer = false from gone
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = gone.point_id;
  return null;
end
$$;

create or replace function give_disposition() returns trigger language plpgsql as $$
begin
  update point_work set disposition = answer.disposition, answered_by = answer.updated_by
  from added join answer on answer.municipality_id = added.municipality_id and answer.id = added.answer_id
  where point_work.municipality_id = added.municipality_id and point_work.point_id = added.point_id;
  return null;
end
$$;

create or replace function follow_answer() returns trigger language plpgsql as $$
begin
  update point_work set disposition = after.disposition, answered_by = after.updated_by
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join answer_point on answer_point.municipality_id = after.municipality_id and answer_point.answer_id = after.id
  where (before.disposition, before.updated_by) is distinct from (after.disposition, after.updated_by)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = answer_point.point_id;
  return null;
end
$$;

update point_work set answered_by = answer.updated_by
from answer_point join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
where point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id;

-- Messages between colleagues ---------------------------------------------------------------------------------------

create table desk_message (
  municipality_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  process_id uuid not null,
  kind text not null check (kind in ('assigned', 'returned', 'mentioned', 'adviceAnswered', 'due')),
  point_id uuid,
  points int not null default 1 check (points > 0),
  from_account_id uuid,
  says text not null default '' check (char_length(says) <= 4000),
  created_at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade,
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, from_account_id) references account (municipality_id, id)
);
comment on table desk_message is 'What an official is told at the desk, and by mail when they want that';
comment on column desk_message.point_id is 'Null when it is about more points than one';
comment on column desk_message.says is 'A reason or a note; never in a mail';
create index desk_message_unread on desk_message (municipality_id, account_id, created_at) where read_at is null;
create index desk_message_to_mail on desk_message (created_at) where read_at is null and mailed_at is null;
-- What comes in many small parts is one message until it is read.
create unique index desk_message_gathered on desk_message (municipality_id, account_id, process_id, kind)
  where read_at is null and kind in ('assigned', 'due');

create table desk_setting (
  municipality_id uuid not null,
  account_id uuid not null,
  wants_mail boolean not null,
  mailed_at timestamptz,
  primary key (municipality_id, account_id),
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on table desk_setting is 'Whether an official wants messages by mail too; without a row they do';
comment on column desk_setting.mailed_at is 'When messages last went out together';

create table assignments_told (
  municipality_id uuid primary key references municipality (id) on delete cascade,
  until_event uuid not null
);
comment on table assignments_told is 'Up to which event people were told what was assigned to them';

-- Acts on many points at once ---------------------------------------------------------------------------------------

create table bulk_change (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  filter text,
  point_ids uuid[],
  change jsonb,
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  event_id uuid,
  done_at timestamptz,
  points int not null default 0,
  undone_at timestamptz,
  restored int not null default 0,
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, chosen_by) references account (municipality_id, id),
  check (num_nonnulls(filter, point_ids) >= 1),
  check ((done_at is null) = (event_id is null))
);
comment on table bulk_change is 'Points chosen to be changed together, and what was then done with them; what was only chosen is forgotten after a week';
comment on column bulk_change.filter is 'The list that was chosen whole; null when points were chosen one by one';
comment on column bulk_change.point_ids is 'The points that were chosen; once it is done, those that were changed';
create index bulk_change_done on bulk_change (municipality_id, process_id, done_at desc) where done_at is not null;
