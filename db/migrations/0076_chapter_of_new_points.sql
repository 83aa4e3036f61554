-- A point that is made after people got another version to read is of the chapter where the words of its reaction stand now.

create function chapter_now(of_municipality uuid, of_process uuid, of_section uuid, of_paragraph uuid) returns text language sql stable as $$
  with recursive forth (id) as (
    select of_paragraph where of_paragraph is not null
    union
    select paragraph_origin.paragraph_id from forth
    join paragraph_origin on paragraph_origin.municipality_id = of_municipality and paragraph_origin.origin_id = forth.id
  ),
  reading as (
    select id from plan_version where municipality_id = of_municipality and process_id = of_process and is_for_readers
  ),
  stands as (
    select 1 as first, paragraph.position, section.number
    from forth join paragraph on paragraph.municipality_id = of_municipality and paragraph.id = forth.id
    join reading on reading.id = paragraph.plan_version_id
    join section on section.municipality_id = of_municipality and section.id = paragraph.section_id
    union all
    select 2, section.position, section.number
    from section as about join section on section.municipality_id = of_municipality and section.lineage_id = about.lineage_id
    join reading on reading.id = section.plan_version_id
    where about.municipality_id = of_municipality and about.id = of_section
  )
  select nullif(split_part(number, '.', 1), '') from stands order by first, position limit 1
$$;
comment on function chapter_now is 'Number of the chapter in the version that people read, where a paragraph or else a section of any version stands; null when both are gone';

create or replace function add_point_work() returns trigger language plpgsql as $$
begin
  insert into point_work (municipality_id, process_id, point_id, place, round, kind, channel, timeliness, chapter, is_set_aside, changed_at)
  select added.municipality_id, added.process_id, added.id,
    reading_place(contributor.number, contribution.ordinal, added.quote_start),
    contribution.round, contribution.kind, contribution.channel, contribution.timeliness,
    case when plan_version.is_for_readers then nullif(split_part(section.number, '.', 1), '')
      when section.id is not null
      then chapter_now(added.municipality_id, added.process_id, contribution.section_id, contribution.paragraph_id) end,
    contribution.formal_state is not null, added.created_at
  from added
  join contribution on contribution.municipality_id = added.municipality_id and contribution.id = added.contribution_id
  join contributor on contributor.municipality_id = added.municipality_id and contributor.id = contribution.contributor_id
  left join section on section.municipality_id = added.municipality_id and section.id = contribution.section_id
  left join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id;
  return null;
end
$$;
