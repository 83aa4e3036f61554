-- Every primary key begins with municipality_id and every foreign key carries it:
-- the database itself refuses a link from one municipality to another.
-- Ids are UUIDv7 made by the application.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Dutch full-text search that finds "ideeen" for "ideeën".
create text search configuration dutch_unaccent (copy = dutch);
alter text search configuration dutch_unaccent
  alter mapping for hword, hword_part, word with unaccent, dutch_stem;

create table municipality (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  name text not null check (name <> ''),
  help_phone text not null default '',
  help_hours text not null default '',
  help_desk text not null default '',
  sender_email text not null,
  default_regime text not null default 'uov' check (default_regime in ('uov', 'ordinance', 'informal')),
  default_term_days int check (default_term_days between 1 and 365),
  created_at timestamptz not null
);
comment on column municipality.sender_email is 'Address that messages come from and answers go to';

create table municipality_host (
  municipality_id uuid not null references municipality (id) on delete cascade,
  host text not null unique check (host = lower(host) and host <> ''),
  primary key (municipality_id, host)
);

create table designated_day (
  municipality_id uuid not null references municipality (id) on delete cascade,
  day date not null,
  reason text not null,
  primary key (municipality_id, day)
);
comment on table designated_day is 'Days that a decree treats as public holidays (Algemene termijnenwet, article 3)';

-- Accounts ------------------------------------------------------------------

create table account (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null unique,
  email text not null check (email = lower(email) and position('@' in email) > 1),
  name text not null check (name <> ''),
  password_hash text,
  created_at timestamptz not null,
  blocked_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, email)
);
comment on column account.password_hash is 'argon2id; null until the invitation is accepted';

create table membership (
  municipality_id uuid not null,
  account_id uuid not null,
  role text not null check (role in ('official', 'clerk', 'councilMember', 'partnerMember')),
  inner_roles text[] not null default '{}'
    check (inner_roles <@ array['processor', 'reviewer', 'approver', 'administrator']),
  created_at timestamptz not null,
  primary key (municipality_id, account_id, role),
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade,
  check (role = 'official' or inner_roles = '{}')
);

create table session (
  municipality_id uuid not null,
  id text not null unique,
  user_id uuid not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  device text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, user_id) references account (municipality_id, id) on delete cascade
);
comment on column session.id is 'sha256 of the session id in the cookie: a copy of this table opens nothing';
comment on column session.user_id is 'The account; lucia wants this name';
create index session_by_account on session (municipality_id, user_id);

create table invitation (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  token_hash text not null,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('official', 'clerk', 'councilMember', 'partnerMember')),
  inner_roles text[] not null default '{}',
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, invited_by) references account (municipality_id, id)
);

create table attempt (
  municipality_id uuid not null references municipality (id) on delete cascade,
  kind text not null,
  subject text not null,
  window_start timestamptz not null,
  count int not null,
  primary key (municipality_id, kind, subject, window_start)
);
comment on table attempt is 'Counts tries per account and per address, so that guessing is slow; subjects are keyed hashes';
create index attempt_by_age on attempt (municipality_id, kind, window_start);

create table password_reset (
  municipality_id uuid not null,
  account_id uuid not null,
  token_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (municipality_id, account_id, token_hash),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on column password_reset.token_hash is 'sha256 of the token in the message: a copy of this table opens nothing';

-- Processes -----------------------------------------------------------------

create table process (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  state text not null default 'draft' check (state in ('draft', 'released', 'answered', 'withdrawn')),
  title text not null check (title <> ''),
  question text not null default '',
  summary text not null default '',
  purposes text[] not null default '{}',
  deciding_body text not null default '',
  decided_on date,
  regime text not null check (regime in ('uov', 'ordinance', 'informal')),
  term_days int check (term_days between 1 and 365),
  notice_on date,
  on_display_from date,
  starts_on date,
  last_day date,
  closes_at timestamptz,
  moved_because text,
  reading_place text not null default '',
  who_may_react text not null default '',
  next_steps text not null default '',
  answers_expected text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  released_at timestamptz,
  answered_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_because text not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, slug),
  check (state = 'draft' or (starts_on is not null and last_day is not null and closes_at is not null))
);
comment on column process.question is 'The plan as one question to residents: the headline of the public pages';
comment on column process.closes_at is 'First instant at which a reaction is late: the start of the day after last_day, Europe/Amsterdam';

create table phase (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  position int not null,
  kind text not null check (kind in ('prioritisation', 'partnerInput', 'inspraak', 'processing', 'decision', 'followUp')),
  title text not null,
  opens_on date,
  closes_on date,
  when_text text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  unique (municipality_id, process_id, position) deferrable initially deferred
);
comment on column phase.when_text is 'Says when in words where a date is not known yet, such as "verwacht in december 2016"';

create table channel (
  municipality_id uuid not null,
  process_id uuid not null,
  kind text not null check (kind in ('online', 'email', 'post', 'phone', 'desk', 'meeting')),
  address text not null,
  note text not null default '',
  primary key (municipality_id, process_id, kind),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);

create table theme (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  position int not null,
  name text not null check (name <> ''),
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  unique (municipality_id, process_id, name),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);

-- Plans ---------------------------------------------------------------------

create table plan_version (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  kind text not null check (kind in ('concept', 'revised', 'adopted')),
  title text not null,
  file_name text not null,
  file_hash text not null,
  warnings text[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, kind),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, created_by) references account (municipality_id, id)
);

create table section (
  municipality_id uuid not null,
  id uuid not null,
  plan_version_id uuid not null,
  parent_id uuid,
  position int not null,
  level int not null check (level between 1 and 9),
  number text not null,
  heading text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, parent_id) references section (municipality_id, id)
    deferrable initially deferred
);
comment on column section.position is 'Order of headings and paragraphs together through the whole plan version';
create index section_in_order on section (municipality_id, plan_version_id, position);

create table paragraph (
  municipality_id uuid not null,
  id uuid not null,
  plan_version_id uuid not null,
  section_id uuid not null,
  lineage_id uuid not null,
  position int not null,
  number int not null,
  kind text not null check (kind in ('text', 'list', 'table', 'figure', 'action_item', 'narrative', 'quote')),
  text text not null,
  html text,
  primary key (municipality_id, id),
  foreign key (municipality_id, plan_version_id) references plan_version (municipality_id, id) on delete cascade,
  foreign key (municipality_id, section_id) references section (municipality_id, id)
    deferrable initially deferred
);
comment on column paragraph.lineage_id is 'The same over all versions of the plan';
comment on column paragraph.html is 'Safe markup made by the importer for tables, lists and emphasis; null when the text says it all';
create index paragraph_in_order on paragraph (municipality_id, plan_version_id, position);
create index paragraph_search on paragraph using gin (to_tsvector('dutch_unaccent', text));
create index section_search on section using gin (to_tsvector('dutch_unaccent', heading));

-- Contributions -------------------------------------------------------------

create table contributor (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  kind text not null check (kind in
    ('resident', 'household', 'organisation', 'workingGroup', 'meeting', 'functionHolder', 'conversations', 'study', 'councilGroup')),
  name text not null default '',
  organisation text not null default '',
  named_in_public boolean not null default false,
  number int,
  resident_number int,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  unique (municipality_id, process_id, number),
  unique (municipality_id, process_id, resident_number),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on column contributor.number is 'Given when the answers are published, in order of receipt';
comment on column contributor.resident_number is 'The 7 of "Inspreker 7"; only for those who are not named';

create table contributor_contact (
  municipality_id uuid not null,
  contributor_id uuid not null,
  email text not null,
  primary key (municipality_id, contributor_id),
  foreign key (municipality_id, contributor_id) references contributor (municipality_id, id) on delete cascade
);
comment on table contributor_contact is 'Apart from the contributor, so that it can be erased alone';

create table contribution (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  contributor_id uuid not null,
  kind text not null check (kind in ('reaction', 'partnerResponse', 'conversationReport', 'groupMotivation')),
  channel text not null check (channel in ('online', 'email', 'post', 'phone', 'desk', 'meeting')),
  sent_on date,
  received_at timestamptz not null,
  timeliness text not null check (timeliness in ('early', 'onTime', 'late')),
  timeliness_reason text not null default '',
  section_id uuid,
  paragraph_id uuid,
  about text not null default '',
  text text not null check (char_length(text) between 1 and 100000),
  idempotency_key text,
  external_id text,
  split_done_at timestamptz,
  words tsvector not null generated always as (to_tsvector('dutch_unaccent', text)) stored,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  unique (municipality_id, idempotency_key),
  unique (municipality_id, process_id, external_id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, process_id, contributor_id) references contributor (municipality_id, process_id, id),
  foreign key (municipality_id, section_id) references section (municipality_id, id),
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id)
);
comment on column contribution.text is 'Verbatim; nothing ever changes or copies it, points keep ranges of it';
comment on column contribution.about is 'Where it belongs in the words of the sender when it could not be found in the plan';
create index contribution_in_order on contribution (municipality_id, process_id, received_at, id);

create table receipt (
  municipality_id uuid not null,
  contribution_id uuid not null,
  code_hash text not null,
  primary key (municipality_id, contribution_id),
  unique (municipality_id, code_hash),
  foreign key (municipality_id, contribution_id) references contribution (municipality_id, id) on delete cascade
);
comment on column receipt.code_hash is 'Keyed hash of the code that opens the reaction';

create table reaction_draft (
  municipality_id uuid not null,
  token_hash text not null,
  process_id uuid not null,
  idempotency_key text not null,
  fields jsonb not null,
  contribution_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (municipality_id, token_hash),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, contribution_id) references contribution (municipality_id, id) on delete cascade
);
comment on table reaction_draft is 'What a resident typed so far, so that no error, back button or closed period loses it';
create index reaction_draft_by_age on reaction_draft (municipality_id, updated_at);

-- Points and answers --------------------------------------------------------

create table point (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  number int not null check (number > 0),
  quote_start int,
  quote_end int,
  summary text not null default '',
  theme_id uuid,
  created_at timestamptz not null,
  created_by uuid,
  words tsvector not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  unique (municipality_id, contribution_id, number) deferrable initially deferred,
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, process_id, theme_id) references theme (municipality_id, process_id, id),
  foreign key (municipality_id, created_by) references account (municipality_id, id),
  check ((quote_start is null) = (quote_end is null)),
  check (quote_start is null or (quote_start >= 0 and quote_end > quote_start)),
  check (quote_start is not null or summary <> '')
);
comment on column point.quote_start is 'UTF-16 offset in the verbatim text of the contribution';
comment on column point.words is 'For searching: of the piece of text and the summary; kept by a trigger, since the text is in another table';
create index point_by_process on point (municipality_id, process_id);
create index point_by_contribution on point (municipality_id, contribution_id);

-- Ranges count UTF-16 units and the database counts code points: every character that takes two units gets a space behind it.
create function in_utf16_places(verbatim text) returns text language sql immutable parallel safe as $$
  select case when verbatim ~ '[\U00010000-\U0010FFFF]'
    then regexp_replace(verbatim, '([\U00010000-\U0010FFFF])', '\1 ', 'g') else verbatim end
$$;

create function keep_words_of_point() returns trigger language plpgsql as $$
begin
  new.words := to_tsvector('dutch_unaccent', concat_ws(' ', new.summary, (
    select substr(in_utf16_places(text), new.quote_start + 1, new.quote_end - new.quote_start)
    from contribution where municipality_id = new.municipality_id and id = new.contribution_id)));
  return new;
end
$$;

create trigger keep_words before insert or update of contribution_id, quote_start, quote_end, summary on point
  for each row execute function keep_words_of_point();

create table non_point (
  municipality_id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  quote_start int not null check (quote_start >= 0),
  quote_end int not null check (quote_end > quote_start),
  primary key (municipality_id, contribution_id, quote_start),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade
);
comment on table non_point is 'Parts of a text that an official looked at and that ask for no answer, such as a greeting';

create table answer (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  disposition text not null check (disposition in
    ('adopted', 'partlyAdopted', 'notAdopted', 'noted', 'alreadyInPlan', 'outOfScope', 'forwarded', 'noSpecificPoints')),
  reply text not null check (reply <> ''),
  forwarded_to text not null default '',
  scope text not null default 'point' check (scope in ('point', 'question', 'contribution', 'theme')),
  updated_at timestamptz not null,
  updated_by uuid,
  words tsvector not null generated always as (to_tsvector('dutch_unaccent', reply)) stored,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, updated_by) references account (municipality_id, id)
);

create table answer_point (
  municipality_id uuid not null,
  process_id uuid not null,
  answer_id uuid not null,
  point_id uuid not null,
  primary key (municipality_id, answer_id, point_id),
  unique (municipality_id, point_id),
  foreign key (municipality_id, process_id, answer_id) references answer (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);

create table answer_section (
  municipality_id uuid not null,
  answer_id uuid not null,
  section_id uuid not null,
  primary key (municipality_id, answer_id, section_id),
  foreign key (municipality_id, answer_id) references answer (municipality_id, id) on delete cascade,
  foreign key (municipality_id, section_id) references section (municipality_id, id)
);

-- Record and notifications --------------------------------------------------

create table event (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('account', 'resident', 'command', 'system')),
  actor_id uuid,
  act text not null,
  subject_kind text not null,
  subject_id uuid not null,
  process_id uuid,
  detail jsonb not null default '{}',
  primary key (municipality_id, id)
);
comment on table event is 'Append-only record of acts; holds no personal data';
create index event_by_subject on event (municipality_id, subject_kind, subject_id, id);
create index event_by_process on event (municipality_id, process_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only';
end $$;
create trigger event_is_append_only before update on event
  for each row execute function refuse_change();

create table notification (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  message_key text not null,
  template text not null,
  recipient text not null,
  data jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'kept', 'failed')),
  created_at timestamptz not null,
  sent_at timestamptz,
  tries int not null default 0,
  last_error text,
  primary key (municipality_id, id),
  unique (municipality_id, message_key)
);
comment on column notification.message_key is 'One message per key, however often an act is repeated';
comment on column notification.state is 'kept: shown at /dev/mail because no mail server is set';
