-- Partner organisations: a book per municipality, a list of questions per process, one response per invited organisation.

create table partner (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null default 'organisation' check (kind in ('organisation', 'workingGroup', 'meeting', 'functionHolder')),
  role text not null default '',
  themes text[] not null default '{}',
  created_at timestamptz not null,
  archived_at timestamptz,

  primary key (municipality_id, id)
);
comment on column partner.role is 'What it does, in words, such as "thuiszorg"';
create unique index partner_by_name on partner (municipality_id, lower(name));

create table partner_person (
  municipality_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email = lower(email) and position('@' in email) > 1),
  is_coordinator boolean not null default false,
  created_at timestamptz not null,

  primary key (municipality_id, id),
  unique (municipality_id, partner_id, email),
  foreign key (municipality_id, partner_id) references partner (municipality_id, id) on delete cascade
);
comment on column partner_person.email is 'Who has an account with this address works for the partner';
comment on column partner_person.is_coordinator is 'Releases and sends the response';
create index partner_person_by_email on partner_person (municipality_id, email);

create table questionnaire (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  state text not null default 'prepared' check (state in ('prepared', 'open')),
  intro text not null default '',
  closes_on date,
  created_at timestamptz not null,
  opened_at timestamptz,

  primary key (municipality_id, id),
  unique (municipality_id, process_id),
  unique (municipality_id, process_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  check (state = 'prepared' or closes_on is not null)
);
comment on column questionnaire.closes_on is 'Last day on which a response can be sent, Europe/Amsterdam';

create table question (
  municipality_id uuid not null,
  id uuid not null,
  questionnaire_id uuid not null,
  number int not null check (number > 0),
  removed_at timestamptz,

  primary key (municipality_id, id),
  unique (municipality_id, questionnaire_id, id),
  unique (municipality_id, questionnaire_id, number) deferrable initially deferred,
  foreign key (municipality_id, questionnaire_id) references questionnaire (municipality_id, id) on delete cascade
);
comment on table question is 'A place on the list; what it asks stands in its versions';
comment on column question.number is 'Its number on the list, whatever number a contributor printed above an answer';
comment on column question.removed_at is 'No longer asked; earlier answers keep it';

create table question_version (
  municipality_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  version int not null check (version > 0),
  heading text not null check (heading <> ''),
  explanation text not null default '',
  kind text not null check (kind in ('points', 'text', 'choice', 'scale')),
  options text[] not null default '{}',
  is_optional boolean not null default true,
  created_at timestamptz not null,

  primary key (municipality_id, id),
  unique (municipality_id, question_id, version),
  unique (municipality_id, question_id, id),
  foreign key (municipality_id, question_id) references question (municipality_id, id) on delete cascade,
  check (kind not in ('choice', 'scale') or cardinality(options) > 1)
);
comment on table question_version is 'What a question asked at a time: once someone answered, a change is a new version';
comment on column question_version.options is 'What can be chosen; of a scale the steps, from low to high';

create table response (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  questionnaire_id uuid not null,
  partner_id uuid not null,
  state text not null default 'invited' check (state in ('invited', 'draft', 'released', 'sent')),
  has_points boolean not null default true,
  invited_at timestamptz not null,
  opened_at timestamptz,
  released_at timestamptz,
  released_by uuid,
  sent_at timestamptz,
  sent_by uuid,
  reopen_asked_at timestamptz,
  reopen_reason text not null default '',
  contribution_id uuid,
  contributor_id uuid,
  version int not null default 0,

  primary key (municipality_id, id),
  unique (municipality_id, questionnaire_id, partner_id),
  unique (municipality_id, questionnaire_id, id),
  foreign key (municipality_id, process_id, questionnaire_id) references questionnaire (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, partner_id) references partner (municipality_id, id),
  foreign key (municipality_id, released_by) references account (municipality_id, id),
  foreign key (municipality_id, sent_by) references account (municipality_id, id),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id)
    on delete set null (contribution_id),
  foreign key (municipality_id, process_id, contributor_id) references contributor (municipality_id, process_id, id)
    on delete set null (contributor_id)
);
comment on table response is 'What one organisation works on together; until it is sent nobody else sees it';
comment on column response.has_points is 'False: the organisation said that it has no specific points';
comment on column response.contribution_id is 'What it became when it was sent';
comment on column response.contributor_id is 'Who it is in the register, also when it is sent again';
comment on column response.version is 'Counts the changes, so that screens know what is newer';
create index response_by_process on response (municipality_id, process_id);
create index response_by_partner on response (municipality_id, partner_id);

create table response_answer (
  municipality_id uuid not null,
  questionnaire_id uuid not null,
  response_id uuid not null,
  question_id uuid not null,
  question_version_id uuid not null,
  state text not null default 'open' check (state in ('open', 'done', 'skipped', 'notApplicable')),
  updated_at timestamptz not null,
  updated_by uuid,

  primary key (municipality_id, response_id, question_id),
  foreign key (municipality_id, questionnaire_id, response_id) references response (municipality_id, questionnaire_id, id) on delete cascade,
  foreign key (municipality_id, questionnaire_id, question_id) references question (municipality_id, questionnaire_id, id),
  foreign key (municipality_id, question_id, question_version_id) references question_version (municipality_id, question_id, id),
  foreign key (municipality_id, updated_by) references account (municipality_id, id)
);
comment on column response_answer.question_version_id is 'What was asked when it was answered';

create table response_item (
  municipality_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  question_id uuid not null,
  position int not null,
  text text not null check (char_length(text) between 1 and 10000),
  updated_at timestamptz not null,
  updated_by uuid,

  primary key (municipality_id, id),
  unique (municipality_id, response_id, question_id, position) deferrable initially deferred,
  foreign key (municipality_id, response_id, question_id) references response_answer (municipality_id, response_id, question_id) on delete cascade,
  foreign key (municipality_id, updated_by) references account (municipality_id, id)
);
comment on table response_item is 'One point, one long text, or what was chosen';

create table response_presence (
  municipality_id uuid not null,
  response_id uuid not null,
  account_id uuid not null,
  question_id uuid,
  seen_at timestamptz not null,

  primary key (municipality_id, response_id, account_id),
  foreign key (municipality_id, response_id) references response (municipality_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade,
  foreign key (municipality_id, question_id) references question (municipality_id, id) on delete cascade
);
comment on table response_presence is 'Who is at which question';

create table response_version (
  municipality_id uuid not null,
  response_id uuid not null,
  number int not null check (number > 0),
  sent_at timestamptz not null,
  sent_by uuid,
  answers jsonb not null,

  primary key (municipality_id, response_id, number),
  foreign key (municipality_id, response_id) references response (municipality_id, id) on delete cascade,
  foreign key (municipality_id, sent_by) references account (municipality_id, id)
);
comment on table response_version is 'Each time it was sent, whole as it was; never changed';
create trigger response_version_is_fixed before update on response_version
  for each row execute function refuse_change();

-- What a contribution says under which question.
create table contribution_item (
  municipality_id uuid not null,
  contribution_id uuid not null,
  position int not null check (position > 0),
  question_version_id uuid,
  number int,
  printed_number int,
  heading text not null default '',
  quote_start int not null check (quote_start >= 0),
  quote_end int not null check (quote_end > quote_start),

  primary key (municipality_id, contribution_id, position),
  foreign key (municipality_id, contribution_id) references contribution (municipality_id, id) on delete cascade,
  foreign key (municipality_id, question_version_id) references question_version (municipality_id, id)
);
comment on table contribution_item is 'Pieces of a contribution as its sender gave them: an item under a question, or a free point';
comment on column contribution_item.number is 'Of the question on the list; null for a free point';
comment on column contribution_item.printed_number is 'The number that the sender gave the question: one who skipped question 3 prints 4 as 3';
comment on column contribution_item.heading is 'The question in other words than those of the list, as the sender printed it';
comment on column contribution_item.quote_start is 'UTF-16 offset in the verbatim text of the contribution';

alter table contributor add column role text not null default '';
comment on column contributor.role is 'What an organisation does, in words, such as "thuiszorg"; shown behind its name';

alter table invitation add column path text;
comment on column invitation.path is 'Where who accepts it lands: a path on this site; null for their own area';
create index invitation_by_email on invitation (municipality_id, email);

create index notification_of_response on notification (municipality_id, split_part(message_key, ':', 2))
  where template in ('partnerInvitation', 'partnerReminder');
