-- Whether something that may tell who someone is waits for a decision, kept with the point for the list: whoever searches words or
-- lets a finding through says so of the points (`noteFindings`), and what goes with changed words or a removed answer goes here.

create function findings_gone() returns trigger language plpgsql as $$
begin
  execute $query$
    update point_work set has_findings = false
    from (
      select municipality_id, point_id from gone where point_id is not null
      union
      select gone.municipality_id, answer_point.point_id from gone
      join answer_point on answer_point.municipality_id = gone.municipality_id and answer_point.answer_id = gone.answer_id
    ) as touched
    where point_work.municipality_id = touched.municipality_id and point_work.point_id = touched.point_id and has_findings
      and not point_has_findings(point_work.municipality_id, point_work.point_id)
  $query$;
  return null;
end
$$;

-- Whether anything is found in a point or its answer that nobody let through. What the municipality says of itself is known to the program only.
create function point_has_findings(municipality uuid, point uuid) returns boolean stable language sql as $$
  select exists (
    select from finding
    where finding.municipality_id = municipality and (
        finding.point_id = point
        or finding.answer_id in (
          select answer_id from answer_point where answer_point.municipality_id = municipality and answer_point.point_id = point))
      and not exists (
        select from finding_let_through as let_through
        where let_through.municipality_id = municipality and let_through.place_hash = finding.place_hash
          and let_through.point_id is not distinct from finding.point_id and let_through.answer_id is not distinct from finding.answer_id))
$$;

create trigger findings_gone after delete on finding referencing old table as gone
  for each statement execute function findings_gone();

create function answer_gone_with_findings() returns trigger language plpgsql as $$
begin
  execute $query$
    update point_work set has_findings = false from gone
    where point_work.municipality_id = gone.municipality_id and point_work.point_id = gone.point_id and has_findings
      and not point_has_findings(point_work.municipality_id, point_work.point_id)
  $query$;
  return null;
end
$$;
create trigger findings_gone after delete on answer_point referencing old table as gone
  for each statement execute function answer_gone_with_findings();

update point_work set has_findings = true
where not has_findings and not is_public and point_id in (
  select point_id from finding where point_id is not null
  union select answer_point.point_id from finding join answer_point on answer_point.municipality_id = finding.municipality_id and answer_point.answer_id = finding.answer_id
) and point_has_findings(municipality_id, point_id);
