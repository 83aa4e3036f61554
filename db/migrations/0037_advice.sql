-- Advice on points by someone without an account, such as another department, by a link that opens these points alone.

create table advice_request (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  adviser text not null check (char_length(adviser) between 1 and 120),
  email text not null,
  question text not null check (char_length(question) between 1 and 5000),
  token_hash text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  last_opened_at timestamptz,
  done_at timestamptz,
  withdrawn_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, asked_by) references account (municipality_id, id),
  check (expires_at > asked_at)
);
comment on column advice_request.adviser is 'Who is asked, in words of the official: a name or a department';
comment on column advice_request.token_hash is 'sha256 of the secret in the link: a copy of this table opens nothing';
create index advice_request_in_order on advice_request (municipality_id, process_id, asked_at desc, id);

create table advice_point (
  municipality_id uuid not null,
  process_id uuid not null,
  request_id uuid not null,
  point_id uuid not null,
  advice text not null default '' check (char_length(advice) <= 10000),
  given_at timestamptz,
  primary key (municipality_id, request_id, point_id),
  foreign key (municipality_id, process_id, request_id) references advice_request (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  check ((given_at is null) = (advice = ''))
);
create index advice_by_point on advice_point (municipality_id, point_id);

create table advice_code (
  municipality_id uuid not null,
  request_id uuid not null,
  code_hash text not null,
  expires_at timestamptz not null,
  primary key (municipality_id, request_id, code_hash),
  foreign key (municipality_id, request_id) references advice_request (municipality_id, id) on delete cascade
);
comment on column advice_code.code_hash is 'Keyed hash of the six figures that were mailed to the adviser';

create table advice_session (
  municipality_id uuid not null,
  session_hash text not null,
  request_id uuid not null,
  confirmed_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (municipality_id, session_hash),
  foreign key (municipality_id, request_id) references advice_request (municipality_id, id) on delete cascade
);
comment on table advice_session is 'A browser in which the code was given; the link alone opens nothing';
