-- Words that many letters say are left out and put back in statements of many rows: the words of each point are made once for a
-- statement, and not once for each place in it. What only becomes final, or gets another reason, changes no public words: in those, a
-- space stands for whatever is left out.

drop trigger keep_public_words on redaction;
create trigger keep_public_words after update of contribution_id, range_start, range_end on redaction
  for each row execute function keep_public_words_of_redacted();

-- Planned at each change, as all that join what changed in a statement (migration 0039).
create function keep_public_words_of_changed() returns trigger language plpgsql as $$
begin
  execute $query$
  update point set quote_start = quote_start
  where (municipality_id, id) in (
    select quoting.municipality_id, quoting.id
    from changed
    join point as quoting on quoting.municipality_id = changed.municipality_id and quoting.contribution_id = changed.contribution_id
      and quoting.quote_start < changed.range_end and quoting.quote_end > changed.range_start)
  $query$;
  return null;
end
$$;
create trigger keep_public_words_left_out after insert on redaction referencing new table as changed
  for each statement execute function keep_public_words_of_changed();
create trigger keep_public_words_put_back after delete on redaction referencing old table as changed
  for each statement execute function keep_public_words_of_changed();

create or replace function take_release_back_by_words_put_back() returns trigger language plpgsql as $$
begin
  execute $query$
  update point_work set is_released = false
  from gone
  join point on point.municipality_id = gone.municipality_id and point.contribution_id = gone.contribution_id
    and quote_start < range_end and quote_end > range_start
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = point.id
    and point_work.is_released and not point_work.is_public
  $query$;
  return null;
end
$$;
