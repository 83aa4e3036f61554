-- Where contributions come from that no form brought, and meetings.

create table contribution_origin (
  municipality_id uuid not null,
  contribution_id uuid not null,
  held_on date,
  held_until date check (held_until > held_on),
  place text not null default '',
  source text not null default '',
  consent text not null default 'notAsked' check (consent in ('notAsked', 'given', 'notTraceable')),
  read_back_on date,
  registered_at timestamptz not null,
  registered_by uuid,

  primary key (municipality_id, contribution_id),
  foreign key (municipality_id, contribution_id) references contribution (municipality_id, id) on delete cascade,
  foreign key (municipality_id, registered_by) references account (municipality_id, id),
  check (held_until is null or held_on is not null)
);
comment on table contribution_origin is 'Of a contribution that an official registered: beside its text, which nothing changes';
comment on column contribution_origin.source is 'Who made a study, or what else says where it comes from';
comment on column contribution_origin.consent is 'Whether those who spoke agree that it is used, or cannot be recognised';

-- Meetings ------------------------------------------------------------------

create table meeting (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  title text not null check (title <> ''),
  about text not null default '',
  place text not null check (place <> ''),
  address text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  audience text not null default 'everyone' check (audience in ('everyone', 'invited')),
  is_public boolean not null default false,
  places int check (places between 1 and 2000),
  register_until date,
  invitation int not null default 1,
  cancelled_because text not null default '',
  report_contribution_id uuid,
  idempotency_key text,
  version int not null default 0,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  erased_at timestamptz,

  primary key (municipality_id, id),
  unique (municipality_id, idempotency_key),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, created_by) references account (municipality_id, id),
  foreign key (municipality_id, process_id, report_contribution_id) references contribution (municipality_id, process_id, id)
    on delete set null (report_contribution_id)
);
comment on column meeting.is_public is 'False: only officials see it. A meeting may be public while its process is a draft';
comment on column meeting.places is 'Null: there is room for everyone';
comment on column meeting.register_until is 'Last day to register, Europe/Amsterdam; null: until it begins';
comment on column meeting.invitation is 'Number of the link for who is invited: with the next number the link before it opens nothing';
comment on column meeting.version is 'Counts the changes of time and place, for calendars and messages';
comment on column meeting.erased_at is 'When the names and addresses of who registered were erased';
create index meeting_by_process on meeting (municipality_id, process_id, starts_at);
create index meeting_by_report on meeting (municipality_id, report_contribution_id) where report_contribution_id is not null;
create index meeting_to_remind on meeting (starts_at) where state = 'planned';
create index meeting_to_erase on meeting (ends_at) where erased_at is null;

create table meeting_agenda_item (
  municipality_id uuid not null,
  meeting_id uuid not null,
  position int not null check (position > 0),
  begins text check (begins ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  title text not null check (title <> ''),

  primary key (municipality_id, meeting_id, position),
  foreign key (municipality_id, meeting_id) references meeting (municipality_id, id) on delete cascade
);
comment on column meeting_agenda_item.begins is 'Time on the clock on the day of the meeting';

create table meeting_registration (
  municipality_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  state text not null check (state in ('registered', 'waiting', 'cancelled')),
  added_by text not null default 'self' check (added_by in ('self', 'official', 'atTheDoor')),
  name text not null default '',
  email text not null default '' check (email = lower(email)),
  remark text not null default '',
  origin text not null default '',
  registered_at timestamptz not null,
  cancelled_at timestamptz,
  attended boolean,
  reminded_for date,
  idempotency_key text,

  primary key (municipality_id, id),
  unique (municipality_id, idempotency_key),
  foreign key (municipality_id, meeting_id) references meeting (municipality_id, id) on delete cascade
);
comment on table meeting_registration is 'Personal data of it are erased a month after the meeting; the row stays, to be counted';
comment on column meeting_registration.remark is 'What someone needs to take part, such as a loop system';
comment on column meeting_registration.origin is 'Address of the site on which they registered, for the links in later messages';
comment on column meeting_registration.reminded_for is 'The day for which a reminder was sent';
create index meeting_registration_in_order on meeting_registration (municipality_id, meeting_id, state, registered_at, id);

create table meeting_registration_link (
  municipality_id uuid not null,
  token_hash text not null,
  registration_id uuid not null,

  primary key (municipality_id, token_hash),
  foreign key (municipality_id, registration_id) references meeting_registration (municipality_id, id) on delete cascade
);
comment on table meeting_registration_link is 'Each message has a link of its own to the registration';
comment on column meeting_registration_link.token_hash is 'sha256 of the token in the message: a copy of this table opens nothing';
create index meeting_registration_link_by_registration on meeting_registration_link (municipality_id, registration_id);
