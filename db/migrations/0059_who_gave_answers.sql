-- Four eyes: whoever gives a point an answer that is there already decides that it answers this point, as whoever writes one does.

alter table answer_point add column given_by uuid;
comment on column answer_point.given_by is 'Who gave the point an answer that was there already; null where it was written for the point, and for the command line';
alter table point_work add column given_by uuid;
comment on column point_work.given_by is 'As in answer_point';

create or replace function take_disposition_away() returns trigger language plpgsql as $$
begin
  update point_work set disposition = null, answered_by = null, given_by = null, changed_since_answer = false from gone
  where point_work.municipality_id = gone.municipality_id and point_work.point_id = gone.point_id;
  return null;
end
$$;

create or replace function give_disposition() returns trigger language plpgsql as $$
begin
  update point_work set disposition = answer.disposition, answered_by = answer.updated_by, given_by = added.given_by,
    changed_at = greatest(point_work.changed_at, answer.updated_at)
  from added join answer on answer.municipality_id = added.municipality_id and answer.id = added.answer_id
  where point_work.municipality_id = added.municipality_id and point_work.point_id = added.point_id;
  return null;
end
$$;

-- Words that stand in public where others were left out are words that whoever released read. As one statement that is planned at each
-- change: very many pieces are made final at once.
create function take_release_back_by_reason() returns trigger language plpgsql as $$
begin
  execute $query$
  update point_work set is_released = false
  from after
  join before on before.municipality_id = after.municipality_id and before.id = after.id
  join point on point.municipality_id = after.municipality_id and point.contribution_id = after.contribution_id
    and quote_start < after.range_end and quote_end > after.range_start
  where (before.reason, before.other_reason) is distinct from (after.reason, after.other_reason)
    and point_work.municipality_id = after.municipality_id and point_work.point_id = point.id
    and point_work.is_released and not point_work.is_public
  $query$;
  return null;
end
$$;
create trigger take_release_back_by_reason after update on redaction referencing old table as before new table as after
  for each statement execute function take_release_back_by_reason();

comment on column contribution.not_public is 'What may not become public, in words of who sent it or of the official who registered it; for officials and that sender only';
