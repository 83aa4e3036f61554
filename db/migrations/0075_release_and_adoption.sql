-- The version that people read changes: an approver releases a revised one, and records that a body adopted the plan.

alter table plan_version
  add column released_at timestamptz,
  add column released_by uuid,
  add column dated_on date,
  add constraint plan_version_released_by foreign key (municipality_id, released_by) references account (municipality_id, id);
comment on column plan_version.released_at is 'When it became the version that people read; of the first version the process says it';
comment on column plan_version.released_by is 'Who signed for that; null for the command line and for the first version';
comment on column plan_version.dated_on is 'The day by which readers know it: of its release, or of the decision that adopted it; of the first version the process says it';

create table adoption (
  municipality_id uuid not null,
  process_id uuid not null,
  plan_version_id uuid not null,
  body text not null check (body <> ''),
  decided_on date not null,
  decision text not null check (decision <> ''),
  note text not null default '',
  decision_url text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, process_id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, recorded_by) references account (municipality_id, id)
);
comment on table adoption is 'The decision by which the plan of a process was adopted; from then on its words are fixed, but for errata';
comment on column adoption.plan_version_id is 'The words that were adopted';
comment on column adoption.body is 'Who adopted it, such as "de gemeenteraad"';
comment on column adoption.decided_on is 'Day of the decision, Europe/Amsterdam';
comment on column adoption.decision is 'Number or name of the decision';
comment on column adoption.note is 'What readers may know besides, such as that it was adopted with amendments; empty for nothing';
comment on column adoption.decision_url is 'Address where the decision can be read; empty when there is none';
comment on column adoption.recorded_by is 'Null for the command line';

-- A second inspraak is on the version that people read then.
alter table process add column second_scope text not null default 'all' check (second_scope in ('changed', 'all'));
comment on column process.second_scope is 'What people are asked about in the second inspraak: what changed since the concept, or all of the plan; without one it says nothing';

-- Who gave something is told of a new version by a job, some hundreds at a time.
create table plan_announcement (
  municipality_id uuid not null,
  plan_version_id uuid not null,
  kind text not null check (kind in ('released', 'secondRound', 'adopted')),
  process_id uuid not null,
  announced_at timestamptz not null,
  told_to text not null default '',
  queued int not null default 0,
  done_at timestamptz,
  primary key (municipality_id, plan_version_id, kind),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade
);
comment on table plan_announcement is 'What everyone who gave something is told about the plan, each thing once';
comment on column plan_announcement.kind is 'A revised version was released; it has a second inspraak; the plan was adopted';
comment on column plan_announcement.told_to is 'Hash of the last address that was written to; they go in this order';
comment on column plan_announcement.queued is 'How many messages were queued';
create index plan_announcement_due on plan_announcement (municipality_id, plan_version_id) where done_at is null;

-- What people find is made anew when another version is theirs, not at each change to a draft.
drop trigger search_changed on plan_version;
create function search_version_of_readers() returns trigger language plpgsql as $$
begin
  perform search_plan(municipality_id, process_id) from (
    select distinct after.municipality_id, after.process_id from after
    join before on before.municipality_id = after.municipality_id and before.id = after.id
    join process on process.municipality_id = after.municipality_id and process.id = after.process_id
    where process.state in ('released', 'answered') and before.is_for_readers <> after.is_for_readers
  ) as touched;
  return null;
end
$$;
create trigger search_changed after update on plan_version referencing old table as before new table as after
  for each statement execute function search_version_of_readers();
