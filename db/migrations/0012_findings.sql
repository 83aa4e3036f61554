-- Personal data found in words that become public, and who said that it may be.

create table checked_point (
  municipality_id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  detector int not null,
  primary key (municipality_id, point_id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);
comment on table checked_point is 'Points whose public words were searched for personal data and did not change since; a point without a row is still to be searched';
comment on column checked_point.detector is 'Version of the search: what an older one looked at is looked at again';

create table checked_answer (
  municipality_id uuid not null,
  process_id uuid not null,
  answer_id uuid not null,
  detector int not null,
  primary key (municipality_id, answer_id),
  foreign key (municipality_id, process_id, answer_id) references answer (municipality_id, process_id, id) on delete cascade
);
comment on table checked_answer is 'The same for answers';

create table finding (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  point_id uuid,
  answer_id uuid,
  field text not null check (field in ('quotation', 'summary', 'reply', 'forwardedTo')),
  kind text not null check (kind in ('bsn', 'iban', 'phone', 'email', 'address', 'senderName')),
  range_start int not null check (range_start >= 0),
  range_end int not null,
  value_hash bytea not null,
  place_hash bytea not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, point_id) references checked_point (municipality_id, point_id) on delete cascade,
  foreign key (municipality_id, answer_id) references checked_answer (municipality_id, answer_id) on delete cascade,
  check (num_nonnulls(point_id, answer_id) = 1),
  check ((field in ('quotation', 'summary')) = (point_id is not null)),
  check (range_end > range_start)
);
comment on table finding is 'What the search found: where it stands, never what it says. It goes with the check that found it';
comment on column finding.range_start is 'UTF-16 offset: of a quotation in the verbatim text of the contribution, of the rest in the text itself';
comment on column finding.value_hash is 'Of what was found, however it was written, so that the same is known elsewhere';
comment on column finding.place_hash is 'Of what was found with all of the text it stands in';
create index finding_by_process on finding (municipality_id, process_id, value_hash);
create index finding_by_point on finding (municipality_id, point_id) where point_id is not null;
create index finding_by_answer on finding (municipality_id, answer_id) where answer_id is not null;

create table finding_let_through (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  point_id uuid,
  answer_id uuid,
  field text not null check (field in ('quotation', 'summary', 'reply', 'forwardedTo')),
  kind text not null check (kind in ('bsn', 'iban', 'phone', 'email', 'address', 'senderName')),
  place_hash bytea not null,
  reason text not null check (char_length(reason) between 1 and 200),
  let_through_at timestamptz not null,
  let_through_by uuid,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, point_id, answer_id, place_hash),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, process_id, answer_id) references answer (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, let_through_by) references account (municipality_id, id),
  check (num_nonnulls(point_id, answer_id) = 1)
);
comment on table finding_let_through is 'Findings of which someone said that they may be public; it holds as long as the text around it stays as it was';
comment on column finding_let_through.let_through_by is 'Who said so; null for the command line';
create index finding_let_through_by_process on finding_let_through (municipality_id, process_id);

-- Whoever changes words, by whatever door, takes away that they were searched.

create function words_of_point_changed() returns trigger language plpgsql as $$
begin
  delete from checked_point where municipality_id = new.municipality_id and point_id = new.id;
  return null;
end
$$;
-- What is left out of a text names quote_start of the points that quote it.
create trigger search_again after update of contribution_id, quote_start, quote_end, summary, shows_quotation, withdrawn_at on point
  for each row execute function words_of_point_changed();

create function words_of_answer_changed() returns trigger language plpgsql as $$
begin
  delete from checked_answer where municipality_id = new.municipality_id and answer_id = new.id;
  return null;
end
$$;
create trigger search_again after update of disposition, reply, forwarded_to on answer
  for each row execute function words_of_answer_changed();

-- Whose points share an answer says whose names are looked for in it.
create function points_of_answer_changed() returns trigger language plpgsql as $$
begin
  delete from checked_answer where municipality_id = new.municipality_id and answer_id = new.answer_id;
  return null;
end
$$;
create trigger search_again after insert or update on answer_point
  for each row execute function points_of_answer_changed();

create function sender_changed() returns trigger language plpgsql as $$
begin
  delete from checked_point using point, contribution
  where checked_point.municipality_id = new.municipality_id and contribution.municipality_id = new.municipality_id
    and point.municipality_id = new.municipality_id and contribution.contributor_id = new.id
    and contribution.process_id = new.process_id and point.contribution_id = contribution.id and checked_point.point_id = point.id;
  delete from checked_answer using answer_point, point, contribution
  where checked_answer.municipality_id = new.municipality_id and contribution.municipality_id = new.municipality_id
    and point.municipality_id = new.municipality_id and answer_point.municipality_id = new.municipality_id
    and contribution.contributor_id = new.id and contribution.process_id = new.process_id and point.contribution_id = contribution.id
    and answer_point.point_id = point.id and checked_answer.answer_id = answer_point.answer_id;
  return null;
end
$$;
create trigger search_again after update of kind, name, organisation, named_in_public on contributor
  for each row when ((old.kind, old.name, old.organisation, old.named_in_public) is distinct from (new.kind, new.name, new.organisation, new.named_in_public))
  execute function sender_changed();

create function verbatim_text_changed() returns trigger language plpgsql as $$
begin
  delete from checked_point using point
  where checked_point.municipality_id = new.municipality_id and point.municipality_id = new.municipality_id
    and point.contribution_id = new.id and checked_point.point_id = point.id;
  return null;
end
$$;
create trigger search_again after update of text, contributor_id on contribution
  for each row execute function verbatim_text_changed();
