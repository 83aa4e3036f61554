-- What changed in a statement is joined with what was there before it. A function plans such a statement once for each connection, by
-- how many rows changed the first time: after a change of one row, a change of thousands compared each row with every other one, and a
-- publication or a change of all points came to the limit of a statement. So these are planned at each change, which takes a millisecond.

do $wrap$
declare
  one record;
  wrapped text;
begin
  for one in
    select proname, prosrc from pg_proc
    where pronamespace = current_schema()::regnamespace
      and proname in ('number_point_work', 'follow_contribution', 'follow_answer', 'keep_changed_answers', 'take_release_back_by_answer')
  loop
    wrapped := regexp_replace(one.prosrc, '^\s*begin\s+(.*);\s*return null;\s*end\s*$',
      E'\nbegin\n  execute $query$\n  \\1\n  $query$;\n  return null;\nend\n');
    if wrapped = one.prosrc then
      raise exception '% is no single statement', one.proname;
    end if;
    execute format('create or replace function %I() returns trigger language plpgsql as %L', one.proname, wrapped);
  end loop;
end
$wrap$;

create or replace function apply_rules() returns trigger language plpgsql as $$
declare
  changed record;
begin
  if not exists (select from assignment_rule) then
    return null;
  end if;
  for changed in execute $query$
    select after.municipality_id, after.process_id, array_agg(after.point_id) as points, max(after.changed_at) as moment
    from after
    join before on before.municipality_id = after.municipality_id and before.point_id = after.point_id
    where after.assignee_id is null and (before.theme_id, before.chapter, before.step) is distinct from (after.theme_id, after.chapter, after.step)
      and exists (select from assignment_rule
        where assignment_rule.municipality_id = after.municipality_id and assignment_rule.process_id = after.process_id)
    group by 1, 2
  $query$
  loop
    perform assign_by_rules(changed.municipality_id, changed.process_id, changed.points, changed.moment);
  end loop;
  return null;
end
$$;
