-- A reason of one's own stands in public where the words were, as whoever released did not read it, also where nothing was left out before. With
-- other reasons words only go.
-- As one statement that is planned at each change: very many pieces are left out at once.
create function take_release_back_by_new_reason() returns trigger language plpgsql as $$
begin
  execute $query$
  update point_work set is_released = false
  from added
  join point on point.municipality_id = added.municipality_id and point.contribution_id = added.contribution_id
    and quote_start < added.range_end and quote_end > added.range_start
  where added.other_reason <> ''
    and point_work.municipality_id = added.municipality_id and point_work.point_id = point.id
    and point_work.is_released and not point_work.is_public
  $query$;
  return null;
end
$$;
create trigger take_release_back_by_new_reason after insert on redaction referencing new table as added
  for each statement execute function take_release_back_by_new_reason();
