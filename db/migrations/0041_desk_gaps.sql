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
