-- An amendment has parts: other words for a paragraph, a new paragraph behind one, or a paragraph that goes. Adopted, officials write them into the plan.

alter table amendment
  add column decided_on date,
  add column idempotency_key text not null,
  add column plan_version_id uuid not null,
  add column written_version_id uuid,
  add column written_at timestamptz,
  add column written_by uuid,
  add check ((outcome = 'proposed') = (decided_on is null)),
  add unique (municipality_id, idempotency_key),
  add foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  add foreign key (municipality_id, written_version_id) references plan_version (municipality_id, id) on delete set null (written_version_id),
  add foreign key (municipality_id, written_by) references account (municipality_id, id);
comment on column amendment.decided_on is 'The day on which the council adopted or rejected it, or its movers withdrew it';
comment on column amendment.plan_version_id is 'The version before the council when it was entered; the paragraphs of its parts are of this one';
comment on column amendment.written_version_id is 'The version into which officials wrote it; null before, and after its outcome was taken back';
create index amendment_of_version on amendment (municipality_id, plan_version_id);
create index amendment_written_in on amendment (municipality_id, written_version_id);

create table amendment_part (
  municipality_id uuid not null,
  id uuid not null,
  amendment_id uuid not null,
  position int not null,
  kind text not null check (kind in ('words', 'added', 'removed')),
  paragraph_id uuid not null,
  old_words text not null,
  words text not null check ((kind = 'removed') = (words = '')),
  written uuid[] not null default '{}',
  primary key (municipality_id, id),
  foreign key (municipality_id, amendment_id) references amendment (municipality_id, id) on delete cascade,
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade
);
comment on column amendment_part.paragraph_id is 'The paragraph that changes or goes, or behind which a new one comes';
comment on column amendment_part.old_words is 'The words of that paragraph on which the part was made, with their marks';
comment on column amendment_part.words is 'The words that the amendment asks for, with their marks; of several paragraphs with an empty line between them';
comment on column amendment_part.written is 'The paragraphs that have these words, in the version into which they were written';
create index amendment_part_of_amendment on amendment_part (municipality_id, amendment_id);
create index amendment_part_of_paragraph on amendment_part (municipality_id, paragraph_id);
