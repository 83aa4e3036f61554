-- Splitting again, later: where points came out of, what was proposed and skipped, and the last acts, so that they can be undone.

create table point_origin (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  event_id uuid not null,
  from_point_id uuid not null,
  from_number int,
  how text not null check (how in ('split', 'joined')),
  at timestamptz not null,
  primary key (municipality_id, point_id, event_id, from_point_id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);
comment on table point_origin is 'Which point a point came out of, and which went up in it';
comment on column point_origin.from_point_id is 'No foreign key: a point that went up in another is gone';
comment on column point_origin.from_number is 'The number that it had then; null when it had none yet';

create table skipped_suggestion (
  municipality_id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  quote_start int not null check (quote_start >= 0),
  quote_end int not null check (quote_end > quote_start),
  at timestamptz not null,
  by_id uuid,
  primary key (municipality_id, contribution_id, quote_start),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, by_id) references account (municipality_id, id)
);
comment on table skipped_suggestion is 'Pieces of a text that were proposed as points and that an official skipped: they are not proposed again';

create table split_act (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  at timestamptz not null,
  by_id uuid not null,
  act text not null,
  before jsonb not null,
  after jsonb not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, by_id) references account (municipality_id, id)
);
comment on table split_act is 'The last acts of an official in the splitting of a contribution, as far as they were not undone';
comment on column split_act.before is 'What of the marks the act changed, as it was: only points that differ';
create index split_act_in_order on split_act (municipality_id, contribution_id, by_id, at desc, id desc);

create table sender_heading (
  municipality_id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  quote_start int not null check (quote_start >= 0),
  quote_end int not null check (quote_end > quote_start),
  primary key (municipality_id, contribution_id, quote_start),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade
);
comment on table sender_heading is 'Headings in a text that the file says are headings; of a text without any, they are found by their shape';

-- A point has the place in the plan of the one that it came out of, or that went up in it; notes of what went up in another stay.
create function follow_origin() returns trigger language plpgsql as $$
begin
  insert into point_place (municipality_id, process_id, point_id, plan_version_id, section_id, lineage_id)
  select municipality_id, process_id, new.point_id, plan_version_id, section_id, lineage_id from point_place
  where municipality_id = new.municipality_id and point_id = new.from_point_id
  on conflict do nothing;
  if new.how = 'joined' then
    update point_note set point_id = new.point_id where municipality_id = new.municipality_id and point_id = new.from_point_id;
  end if;
  return null;
end
$$;
create trigger follow_origin after insert on point_origin for each row execute function follow_origin();

-- What was kept to undo holds summaries and replies: it goes when a text is erased.
create function forget_split_acts() returns trigger language plpgsql as $$
begin
  delete from split_act where municipality_id = new.municipality_id and contribution_id = new.id;
  return null;
end
$$;
create trigger forget_split_acts after update of text on contribution for each row execute function forget_split_acts();
