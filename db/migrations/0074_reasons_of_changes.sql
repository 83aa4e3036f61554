-- Why a paragraph changed: the points behind it, the executive's own initiative, or an amendment of the council.
-- A reason hangs on paragraphs, and a change has those of all its paragraphs together: so it stays right when paragraphs are joined or split again.

create table amendment (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  number int not null check (number > 0),
  title text not null check (title <> ''),
  reason text not null,
  movers text not null,
  outcome text not null default 'proposed' check (outcome in ('proposed', 'adopted', 'rejected', 'withdrawn')),
  entered_at timestamptz not null,
  entered_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, number),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, entered_by) references account (municipality_id, id)
);
comment on table amendment is 'A change to the plan that council members propose to the council, entered by the clerk';
comment on column amendment.number is 'Within the process, given once and kept';
comment on column amendment.movers is 'Who proposed it, as the council writes it';

create table change_reason (
  municipality_id uuid not null,
  plan_version_id uuid not null,
  paragraph_id uuid not null,
  sentence text,
  amendment_id uuid,
  set_at timestamptz not null,
  set_by uuid,
  primary key (municipality_id, plan_version_id, paragraph_id),
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, amendment_id) references amendment (municipality_id, id),
  foreign key (municipality_id, set_by) references account (municipality_id, id),
  check (sentence is not null or amendment_id is not null),
  check (sentence <> '')
);
comment on table change_reason is 'Why a paragraph changed in this version, where that is the own initiative of the executive or an amendment';
comment on column change_reason.paragraph_id is 'A paragraph of this version, or of the version before it when the paragraph is gone';
comment on column change_reason.sentence is 'Own initiative (ambtshalve): the reason that people read';
comment on column change_reason.set_by is 'Null for the command line';
create index change_reason_of_paragraph on change_reason (municipality_id, paragraph_id);
create index change_reason_of_amendment on change_reason (municipality_id, amendment_id);

create table change_point (
  municipality_id uuid not null,
  plan_version_id uuid not null,
  paragraph_id uuid not null,
  point_id uuid not null,
  linked_at timestamptz not null,
  linked_by uuid,
  primary key (municipality_id, plan_version_id, paragraph_id, point_id),
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, point_id) references point (municipality_id, id) on delete cascade,
  foreign key (municipality_id, linked_by) references account (municipality_id, id)
);
comment on table change_point is 'The points for which a paragraph changed in this version';
comment on column change_point.paragraph_id is 'A paragraph of this version, or of the version before it when the paragraph is gone';
comment on column change_point.linked_by is 'Null for the command line';
create index change_point_of_paragraph on change_point (municipality_id, paragraph_id);
create index change_point_of_point on change_point (municipality_id, point_id);
