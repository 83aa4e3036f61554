-- Source files beside what officials registered: a study, a signed report.

create table contribution_file (
  municipality_id uuid not null,
  id uuid not null,
  contribution_id uuid not null,
  name text not null check (char_length(name) between 1 and 160),
  type text not null check (type in ('pdf', 'docx', 'odt', 'jpeg', 'png')),
  size int not null check (size between 1 and 10485760),
  sha256 text not null,
  bytes bytea not null check (length(bytes) = size),
  added_at timestamptz not null,
  added_by uuid,

  primary key (municipality_id, id),
  unique (municipality_id, contribution_id, sha256),
  foreign key (municipality_id, contribution_id) references contribution (municipality_id, id) on delete cascade,
  foreign key (municipality_id, added_by) references account (municipality_id, id)
);
comment on table contribution_file is 'For officials only: no page, file or message for others reads it';
comment on column contribution_file.type is 'What the bytes are, whatever the name says';
comment on column contribution_file.sha256 is 'The same file sent twice is one';
-- These files are compressed already.
alter table contribution_file alter column bytes set storage external;
