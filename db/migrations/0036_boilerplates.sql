-- Texts that officials use in more than one answer, with the answers that they stand in.

create table boilerplate (
  municipality_id uuid not null references municipality (id) on delete cascade,
  id uuid not null,
  title text not null check (char_length(title) between 1 and 120),
  text text not null check (char_length(text) between 1 and 20000),
  disposition text check (disposition in
    ('adopted', 'partlyAdopted', 'notAdopted', 'noted', 'alreadyInPlan', 'outOfScope', 'forwarded', 'noSpecificPoints')),
  retired_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, changed_by) references account (municipality_id, id)
);
comment on column boilerplate.disposition is 'The disposition that it is mostly used with; null when it fits any';
comment on column boilerplate.retired_at is 'Since when nobody is offered it; where it was used stays known';
create unique index boilerplate_by_title on boilerplate (municipality_id, lower(title)) where retired_at is null;

create table boilerplate_use (
  municipality_id uuid not null,
  boilerplate_id uuid not null,
  process_id uuid not null,
  answer_id uuid not null,
  used_at timestamptz not null,
  primary key (municipality_id, boilerplate_id, answer_id),
  foreign key (municipality_id, boilerplate_id) references boilerplate (municipality_id, id),
  foreign key (municipality_id, process_id, answer_id) references answer (municipality_id, process_id, id) on delete cascade
);
comment on table boilerplate_use is 'In which answers a boilerplate was put; officials may have changed the words there';
create index boilerplate_use_by_answer on boilerplate_use (municipality_id, answer_id);
