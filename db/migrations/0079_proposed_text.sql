-- Other words that someone proposes for a paragraph are a piece of what they gave, as an answer to a question is: they stand in its text and
-- nowhere else. This says for which paragraph a piece is.
create table proposed_text (
  municipality_id uuid not null,
  contribution_id uuid not null,
  position int not null,
  paragraph_id uuid not null,
  removes boolean not null default false,
  primary key (municipality_id, contribution_id, position),
  foreign key (municipality_id, contribution_id, position)
    references contribution_item (municipality_id, contribution_id, position) on delete cascade,
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id)
);
comment on table proposed_text is 'Pieces of contributions that are other words for a paragraph of the plan';
comment on column proposed_text.position is 'Of the piece with the proposed words; the reason, if there is one, is the piece behind it';
comment on column proposed_text.paragraph_id is 'In the version on which it was proposed';
comment on column proposed_text.removes is 'Whether the whole paragraph is to go: the piece then says that in a sentence';
create index proposed_text_of_paragraph on proposed_text (municipality_id, paragraph_id);
