-- Devices that a person logged in on before: what others do to the account never keeps them out there.
create table known_device (
  municipality_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash text not null,
  device text not null default '',
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, account_id, token_hash),
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on column known_device.token_hash is 'sha256 of the token in the cookie: a copy of this table makes no device known';

-- What is there now was opened with a cookie without a prefix, and before a second step was asked.
alter table session add column from_before boolean not null default true;
alter table session alter column from_before set default false;
comment on column session.from_before is 'Opened before cookies had a prefix and administrators a second step: both are let be until it ends';
alter table session add column known_device_id uuid;
alter table session add foreign key (municipality_id, known_device_id)
  references known_device (municipality_id, id) on delete set null (known_device_id);

create table login_link (
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
comment on table login_link is 'Sent when many wrong passwords were tried: an unknown device then needs the mailbox as well as the password';

create table second_step (
  municipality_id uuid not null,
  account_id uuid not null,
  sealed_secret text not null,
  last_time_step int not null,
  created_at timestamptz not null,
  primary key (municipality_id, account_id),
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on column second_step.sealed_secret is 'Secret of the app that makes codes, encrypted with a key made of SESSION_SECRET';
comment on column second_step.last_time_step is 'Of the last code that was accepted (30 seconds each): no code works twice';

create table recovery_code (
  municipality_id uuid not null,
  account_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (municipality_id, account_id, code_hash),
  foreign key (municipality_id, account_id) references second_step (municipality_id, account_id) on delete cascade
);
comment on column recovery_code.code_hash is 'sha256 of 80 random bits';
