-- What each edit of a version of a plan changed, so that whoever made it can take it back while nobody changed the same part since.

create table plan_edit (
  municipality_id uuid not null,
  id uuid not null,
  plan_version_id uuid not null,
  made_by uuid,
  placed uuid[] not null,
  patch jsonb not null,
  kept jsonb not null,
  undone_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, made_by) references account (municipality_id, id)
);
comment on table plan_edit is 'The last edits of a version of a plan by each official; they go when a file replaces its words';
comment on column plan_edit.made_by is 'Null for the command line';
comment on column plan_edit.placed is 'The headings and paragraphs that it added, moved or took away';
comment on column plan_edit.patch is 'Of each part that it changed the words and the place before and after, and where paragraphs came from';
comment on column plan_edit.kept is 'Rows that hung on its parts before, by the name of what keeps them';
comment on column plan_edit.undone_at is 'When it was taken back; null while it counts';
create index plan_edit_of_version on plan_edit (municipality_id, plan_version_id, id);
create index plan_edit_by_maker on plan_edit (municipality_id, made_by);
