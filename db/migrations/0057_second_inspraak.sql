-- A second inspraak has a term of its own: its answers wait for the end of that, and the process does not end while it runs.
alter table process add column second_last_day date;
comment on column process.second_last_day is 'Last day of the second inspraak, Europe/Amsterdam; null when none is held or its end is not known yet';

-- Of which points the public reads a summary and not what was written: counted for everyone.
create index point_in_summary on point (municipality_id, process_id, id)
  where summary <> '' and (quote_start is null or not shows_quotation) and withdrawn_at is null;
