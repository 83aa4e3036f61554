-- Words that many letters say in the same place are left out of all of them by one act, made final together and put back together.

alter table redaction add column shared_id uuid not null default gen_random_uuid();
comment on column redaction.shared_id is 'The same for pieces that were left out together, of letters that say the same; else its own';
create index redaction_by_shared_id on redaction (municipality_id, shared_id);

-- A release holds for the words that were left when it was given: words that are put back were not looked at by who released.
create function take_release_back_by_words_put_back() returns trigger language plpgsql as $$
begin
  update point_work set is_released = false
  from gone
  join point on point.municipality_id = gone.municipality_id and point.contribution_id = gone.contribution_id
    and quote_start < range_end and quote_end > range_start
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = point.id
    and point_work.is_released and not point_work.is_public;
  return null;
end
$$;
create trigger take_release_back after delete on redaction referencing old table as gone
  for each statement execute function take_release_back_by_words_put_back();
