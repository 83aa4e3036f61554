-- Council groups rank topics: one session per process, a list per group. What decides the outcome is fixed before it opens.

create table ranking_session (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  state text not null default 'prepared' check (state in ('prepared', 'open', 'closed', 'published')),
  held_on date,
  meeting_kind text not null default '',
  k int not null default 5 check (k between 1 and 40),
  unranked_rank int not null default 6 check (unranked_rank <= 200),
  tie_chain text[] not null default '{}' check (tie_chain <@ array['moreGroups', 'bestRank', 'headToHead']),
  planned_close timestamptz,
  revealed int not null default 0 check (revealed >= 0),
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  published_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, process_id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  check (unranked_rank > k)
);
comment on column ranking_session.unranked_rank is 'What a topic counts for a group that gave it no place';
comment on column ranking_session.tie_chain is 'Rules that part equal sums, in this order; what is level after them shares a place, unless the meeting decides';
comment on column ranking_session.planned_close is 'What the clock of the boards counts down to; the clerk closes by hand';
comment on column ranking_session.revealed is 'How many topics have been shown on the projector, from the last of the top up';

create table topic (
  municipality_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  position int not null,
  name text not null check (name <> ''),
  description text not null default '',
  aliases text[] not null default '{}',
  link text not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, session_id, id),
  unique (municipality_id, session_id, name),
  foreign key (municipality_id, session_id) references ranking_session (municipality_id, id) on delete cascade
);
comment on column topic.link is 'Where to read on: the plan or earlier policy';

create table topic_relation (
  municipality_id uuid not null,
  session_id uuid not null,
  topic_id uuid not null,
  other_id uuid not null,
  primary key (municipality_id, session_id, topic_id, other_id),
  foreign key (municipality_id, session_id, topic_id) references topic (municipality_id, session_id, id) on delete cascade,
  foreign key (municipality_id, session_id, other_id) references topic (municipality_id, session_id, id) on delete cascade,
  check (topic_id < other_id)
);
comment on table topic_relation is 'Topics that the clerk says belong together; what motivations say is found when it is asked';

create table council_group (
  municipality_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  position int not null,
  name text not null check (name <> ''),
  version int not null default 0,
  primary key (municipality_id, id),
  unique (municipality_id, session_id, id),
  unique (municipality_id, session_id, name),
  foreign key (municipality_id, session_id) references ranking_session (municipality_id, id) on delete cascade
);
comment on column council_group.version is 'Counts the changes of its list';

create table group_member (
  municipality_id uuid not null,
  session_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  seen_at timestamptz,
  primary key (municipality_id, session_id, account_id),
  foreign key (municipality_id, session_id, group_id) references council_group (municipality_id, session_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on column group_member.seen_at is 'When the board of this member last told that it is there; null when it was left';
create index group_member_by_group on group_member (municipality_id, group_id);

create table ranking_entry (
  municipality_id uuid not null,
  session_id uuid not null,
  group_id uuid not null,
  topic_id uuid not null,
  rank int check (rank >= 1),
  motivation text not null default '' check (char_length(motivation) <= 10000),
  contribution_id uuid,
  primary key (municipality_id, group_id, topic_id),
  unique (municipality_id, group_id, rank) deferrable initially deferred,
  foreign key (municipality_id, session_id, group_id) references council_group (municipality_id, session_id, id) on delete cascade,
  foreign key (municipality_id, session_id, topic_id) references topic (municipality_id, session_id, id) on delete cascade,
  foreign key (municipality_id, contribution_id) references contribution (municipality_id, id)
);
comment on column ranking_entry.rank is 'Null: taken off the list again; what was written about it stays';
comment on column ranking_entry.contribution_id is 'What the motivation became when the outcome was published';
create index ranking_entry_by_session on ranking_entry (municipality_id, session_id);

create table ranking_move (
  municipality_id uuid not null,
  group_id uuid not null,
  version int not null,
  at timestamptz not null,
  account_id uuid,
  for_group boolean not null default false,
  kind text not null check (kind in ('place', 'motivate', 'undo', 'import')),
  topic_id uuid,
  from_rank int,
  to_rank int,
  list_before uuid[],
  idempotency_key text,
  primary key (municipality_id, group_id, version),
  unique (municipality_id, group_id, idempotency_key),
  foreign key (municipality_id, group_id) references council_group (municipality_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, topic_id) references topic (municipality_id, id) on delete cascade
);
comment on table ranking_move is 'What happened to a list, in order: what members see of each other, and what can be undone';
comment on column ranking_move.list_before is 'The topics per place before it, so that it can be undone whole; null where a place was free';
comment on column ranking_move.for_group is 'The clerk did it for the group, or for someone who was absent';

create table tie_decision (
  municipality_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  topic_order uuid[] not null check (cardinality(topic_order) > 1),
  reason text not null check (reason <> ''),
  decided_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, session_id) references ranking_session (municipality_id, id) on delete cascade
);
comment on table tie_decision is 'What the meeting decided about topics that the chain left on one place';
