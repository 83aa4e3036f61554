-- Where a paragraph comes from is proposed by comparing texts; what an official says about it counts, and can be taken back.

create table settled_origin (
  municipality_id uuid not null,
  paragraph_id uuid not null,
  settled_by uuid,
  settled_at timestamptz not null,
  act_id uuid not null,
  proposed uuid[] not null,
  was_doubtful boolean not null,
  primary key (municipality_id, paragraph_id),
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, settled_by) references account (municipality_id, id)
);
comment on table settled_origin is 'Paragraphs of which an official said where they come from; what they said is in paragraph_origin';
comment on column settled_origin.settled_by is 'Null for the command line';
comment on column settled_origin.act_id is 'The same of all that was settled at once, so that it is taken back at once';
comment on column settled_origin.proposed is 'The paragraphs that it came from before, to put back';
comment on column settled_origin.was_doubtful is 'Whether that was doubtful, to put back';
