-- The decision file: what the council gets with the proposal. Handing it over fixes the version and the points that the council may read.

alter table plan_version add column handed_over_at timestamptz;
comment on column plan_version.handed_over_at is 'When it was handed over to the council; from then on its words stay as they are';

create table decision_file (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  number int not null check (number > 0),
  plan_version_id uuid not null,
  meets_on date not null,
  handed_over_at timestamptz not null,
  handed_over_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, number),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id),
  foreign key (municipality_id, handed_over_by) references account (municipality_id, id)
);
comment on table decision_file is 'The appendix to a proposal as it was handed over to the council; of several the last one counts';
comment on column decision_file.meets_on is 'The meeting of the council that it is for';
comment on column decision_file.handed_over_by is 'Null for the command line';
create index decision_file_of_version on decision_file (municipality_id, plan_version_id);

create table decision_file_point (
  municipality_id uuid not null,
  file_id uuid not null,
  point_id uuid not null,
  primary key (municipality_id, file_id, point_id),
  foreign key (municipality_id, file_id) references decision_file (municipality_id, id) on delete cascade,
  foreign key (municipality_id, point_id) references point (municipality_id, id) on delete cascade
);
comment on table decision_file_point is 'The answered points that the council may read with the file, public or not';
create index decision_file_point_of_point on decision_file_point (municipality_id, point_id);

create table motivation_match (
  municipality_id uuid not null,
  plan_version_id uuid not null,
  paragraph_id uuid not null,
  group_id uuid not null,
  topic_id uuid not null,
  linked_at timestamptz not null,
  linked_by uuid,
  primary key (municipality_id, plan_version_id, paragraph_id, group_id, topic_id),
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, group_id, topic_id) references ranking_entry (municipality_id, group_id, topic_id) on delete cascade,
  foreign key (municipality_id, linked_by) references account (municipality_id, id)
);
comment on table motivation_match is 'That what a group of the council wrote fits a changed paragraph: an official said so';
comment on column motivation_match.paragraph_id is 'A paragraph of this version, or of the version before it when the paragraph is gone';
comment on column motivation_match.linked_by is 'Null for the command line';
create index motivation_match_of_paragraph on motivation_match (municipality_id, paragraph_id);
create index motivation_match_of_entry on motivation_match (municipality_id, group_id, topic_id);
