-- The list of the workbench: points are found by who sent them, and what came in since an official last looked is marked.

-- Names are no Dutch words: none is cut back to its stem.
create function name_words(name text, organisation text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('public.whole_words'::regconfig, translate(name || ' ' || organisation, '-–.,@_''’/', '         '))
$$;
create index contributor_by_name on contributor using gin (name_words(name, organisation));

create table desk_visit (
  municipality_id uuid not null,
  process_id uuid not null,
  account_id uuid not null,
  looked_at timestamptz not null,
  new_since timestamptz,
  opened uuid[] not null default '{}',
  primary key (municipality_id, process_id, account_id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on table desk_visit is 'When an official last looked at the points of a process, so that what came in since is new to them';
comment on column desk_visit.new_since is 'When the visit before this one ended; null at the first';
comment on column desk_visit.opened is 'New points that they opened since: these are new no longer';

comment on column suggestion.value is 'Id of the theme; or of the plan the lineage of a paragraph, the id of a section or the number of a chapter';

-- Notes of a point that goes up in another go with it, and come back when that is undone.
alter table point_note add column came_from uuid[] not null default '{}';
comment on column point_note.came_from is 'Points that went up in one another with this note, the last one first';

create or replace function follow_origin() returns trigger language plpgsql as $$
begin
  insert into point_place (municipality_id, process_id, point_id, plan_version_id, section_id, lineage_id)
  select municipality_id, process_id, new.point_id, plan_version_id, section_id, lineage_id from point_place
  where municipality_id = new.municipality_id and point_id = new.from_point_id
  on conflict do nothing;
  if new.how = 'joined' then
    update point_note set point_id = new.point_id, came_from = point_id || came_from
    where municipality_id = new.municipality_id and point_id = new.from_point_id;
  end if;
  return null;
end
$$;

create function return_notes() returns trigger language plpgsql as $$
begin
  update point_note set point_id = old.from_point_id, came_from = came_from[2:]
  where municipality_id = old.municipality_id and point_id = old.point_id and came_from[1] = old.from_point_id
    and exists (select from point where point.municipality_id = old.municipality_id and point.id = old.from_point_id);
  return null;
end
$$;
create trigger return_notes after delete on point_origin for each row when (old.how = 'joined') execute function return_notes();
