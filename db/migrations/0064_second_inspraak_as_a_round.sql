-- A second inspraak is a round like the first: it has a first day, a moment at which the website takes no more, and a reason when its
-- last day moved. Where only the last day is known yet, officials register what comes in and the website takes nothing for it.
alter table process add column second_starts_on date, add column second_closes_at timestamptz, add column second_moved_because text;
comment on column process.second_starts_on is 'First day of the second inspraak, Europe/Amsterdam; null while its term is not known';
comment on column process.second_closes_at is 'First instant at which a reaction on the second inspraak is late; null without a first day';
comment on column process.second_moved_because is 'Why the last day of the second inspraak moved, in Dutch for residents; null when it did not';
alter table process
  add constraint process_second_term check ((second_starts_on is null) = (second_closes_at is null)
    and (second_starts_on is null or second_last_day is not null) and second_starts_on <= second_last_day),
  add constraint process_second_after_first check (second_starts_on > last_day);
create index process_second_closes_at on process (municipality_id, second_closes_at) where second_closes_at is not null;
