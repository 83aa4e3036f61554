-- A point whose words change after it was answered asks whether the answer is still right, by whatever act they change. What is
-- public has acts of its own for that.

create function mark_changed_since_answer() returns trigger language plpgsql as $$
begin
  update point_work set changed_since_answer = true
  where municipality_id = new.municipality_id and point_id = new.id
    and disposition is not null and not is_public and not changed_since_answer;
  return null;
end
$$;
create trigger mark_changed after update on point
  for each row when ((old.quote_start, old.quote_end, old.summary) is distinct from (new.quote_start, new.quote_end, new.summary))
  execute function mark_changed_since_answer();
