-- Four eyes: whoever gives very many answers another decision did not write them. Who gave what a point gets is kept with it, and whoever wrote
-- the answer stays its writer.

comment on column answer_point.given_by is 'Who gave the point an answer that was there already, gave its answer another decision, or changed its words after it was approved; null where the answer was written for it, and for the command line';

-- As one statement that is planned at each change: very many answers are changed at once.
create or replace function follow_answer() returns trigger language plpgsql as $$
begin
  execute $query$
  update point_work set disposition = after.disposition, answered_by = after.updated_by, given_by = answer_point.given_by,
    changed_at = greatest(point_work.changed_at, after.updated_at)
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join answer_point on answer_point.municipality_id = after.municipality_id and answer_point.answer_id = after.id
  where (before.disposition, before.own_disposition_id, before.updated_by) is distinct from
      (after.disposition, after.own_disposition_id, after.updated_by)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = answer_point.point_id
  $query$;
  return null;
end
$$;
