-- Footnotes are paragraphs of their own kind. Pictures of a document are kept with the plan; the markup of a figure names them.

alter table paragraph
  drop constraint paragraph_kind_check,
  add constraint paragraph_kind_check
    check (kind in ('text', 'list', 'table', 'figure', 'action_item', 'narrative', 'quote', 'note'));

create table plan_image (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  type text not null check (type in ('png', 'jpeg', 'webp')),
  width int not null check (width > 0),
  height int not null check (height > 0),
  sha256 text not null,
  bytes bytea not null check (length(bytes) between 1 and 5242880),
  added_at timestamptz not null,
  primary key (municipality_id, id),
  -- Each version of a document brings the same pictures.
  unique (municipality_id, process_id, sha256),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table plan_image is 'A picture from the document of a plan, written anew without what a camera or program kept in it';
comment on column plan_image.type is 'What the bytes are, whatever the document said';
-- These files are compressed already.
alter table plan_image alter column bytes set storage external;
