-- An obvious error in a plan that lies fixed is corrected in the open: the paragraph has the right words, and this keeps what stood there.
create table erratum (
  municipality_id uuid not null,
  id uuid not null,
  paragraph_id uuid not null,
  kind text not null,
  old_text text not null,
  old_html text,
  reason text not null check (reason <> ''),
  corrected_at timestamptz not null,
  corrected_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, corrected_by) references account (municipality_id, id)
);
comment on table erratum is 'An obvious error of a paragraph in a plan that was released or adopted, corrected with a reason; the paragraph has the new words';
comment on column erratum.kind is 'What the old words were: text, list, table and so on';
comment on column erratum.old_html is 'Safe markup of the old words, as of a paragraph';
create index erratum_of_paragraph on erratum (municipality_id, paragraph_id, corrected_at);
