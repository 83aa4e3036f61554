-- Colleagues of an organisation propose other words for a paragraph of the plan; who leads the response chooses which of them goes along.
create table response_proposal (
  municipality_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  paragraph_id uuid not null,
  proposed_by uuid not null,
  words text not null,
  reason text not null default '',
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'chosen', 'refused')),
  refusal text not null default '',
  decided_at timestamptz,
  decided_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, response_id, paragraph_id, proposed_by),
  foreign key (municipality_id, response_id) references response (municipality_id, id) on delete cascade,
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id),
  foreign key (municipality_id, proposed_by) references account (municipality_id, id),
  foreign key (municipality_id, decided_by) references account (municipality_id, id),
  check ((state = 'refused') = (refusal <> ''))
);
comment on table response_proposal is 'Other words for a paragraph that someone of an organisation proposes to their colleagues';
comment on column response_proposal.words is 'Empty: the paragraph is to go';
comment on column response_proposal.refusal is 'Why it does not go along; the colleague who proposed it reads this';
create unique index response_proposal_chosen on response_proposal (municipality_id, response_id, paragraph_id) where state = 'chosen';
create index response_proposal_of_paragraph on response_proposal (municipality_id, paragraph_id);
