-- What someone still works on is counted beforehand as well: of what is public or set aside nothing is to be done.

alter table point_tally_value drop constraint point_tally_value_field_check;
alter table point_tally_value add check (field in ('theme', 'assignee', 'campaign', 'worker'));
comment on table point_tally_value is 'Points by theme, assignee, campaign, and who still works on them (worker), as a sum of rows like point_tally';

-- What grouping() says of a row that is added up over one of the four columns.
create or replace function tallied_field(over int) returns text immutable language sql as $$
  select case over when 7 then 'theme' when 11 then 'assignee' when 13 then 'campaign' else 'worker' end
$$;

create or replace function tally_points() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into point_tally
    select municipality_id, process_id, gen_random_uuid(), facets, min(round), min(kind), min(channel), min(timeliness), min(chapter),
      min(step), min(state), min(disposition), bool_or(has_findings), bool_or(changed_since_answer), bool_or(theme_id is not null),
      bool_or(assignee_id is not null), bool_or(campaign_id is not null), count(*)
    from after group by municipality_id, process_id, facets;
    insert into point_tally_value
    select municipality_id, process_id, gen_random_uuid(), tallied_field(grouping(theme_id, assignee_id, campaign_id, worker_id)),
      coalesce(theme_id, assignee_id, campaign_id, worker_id), count(*)
    from (select *, case when not is_public and not is_set_aside then assignee_id end as worker_id from after) as after
    group by municipality_id, process_id, grouping sets (theme_id, assignee_id, campaign_id, worker_id)
    having coalesce(theme_id, assignee_id, campaign_id, worker_id) is not null;
  elsif tg_op = 'DELETE' then
    insert into point_tally
    select municipality_id, process_id, gen_random_uuid(), facets, min(round), min(kind), min(channel), min(timeliness), min(chapter),
      min(step), min(state), min(disposition), bool_or(has_findings), bool_or(changed_since_answer), bool_or(theme_id is not null),
      bool_or(assignee_id is not null), bool_or(campaign_id is not null), -count(*)
    from before
    where exists (select from process where process.municipality_id = before.municipality_id and process.id = before.process_id)
    group by municipality_id, process_id, facets;
    insert into point_tally_value
    select municipality_id, process_id, gen_random_uuid(), tallied_field(grouping(theme_id, assignee_id, campaign_id, worker_id)),
      coalesce(theme_id, assignee_id, campaign_id, worker_id), -count(*)
    from (select *, case when not is_public and not is_set_aside then assignee_id end as worker_id from before) as before
    where exists (select from process where process.municipality_id = before.municipality_id and process.id = before.process_id)
    group by municipality_id, process_id, grouping sets (theme_id, assignee_id, campaign_id, worker_id)
    having coalesce(theme_id, assignee_id, campaign_id, worker_id) is not null;
  else
    insert into point_tally
    select municipality_id, process_id, gen_random_uuid(), facets, min(round), min(kind), min(channel), min(timeliness), min(chapter),
      min(step), min(state), min(disposition), bool_or(has_findings), bool_or(changed_since_answer), bool_or(has_theme),
      bool_or(has_assignee), bool_or(has_campaign), sum(points)
    from (
      select municipality_id, process_id, facets, min(round) as round, min(kind) as kind, min(channel) as channel,
        min(timeliness) as timeliness, min(chapter) as chapter, min(step) as step, min(state) as state, min(disposition) as disposition,
        bool_or(has_findings) as has_findings, bool_or(changed_since_answer) as changed_since_answer,
        bool_or(theme_id is not null) as has_theme, bool_or(assignee_id is not null) as has_assignee,
        bool_or(campaign_id is not null) as has_campaign, count(*) as points
      from after group by municipality_id, process_id, facets
      union all
      select municipality_id, process_id, facets, min(round), min(kind), min(channel), min(timeliness), min(chapter), min(step), min(state),
        min(disposition), bool_or(has_findings), bool_or(changed_since_answer), bool_or(theme_id is not null),
        bool_or(assignee_id is not null), bool_or(campaign_id is not null), -count(*)
      from before group by municipality_id, process_id, facets
    ) as changed
    group by municipality_id, process_id, facets having sum(points) <> 0;
    insert into point_tally_value
    select municipality_id, process_id, gen_random_uuid(), tallied_field(grouping(theme_id, assignee_id, campaign_id, worker_id)),
      coalesce(theme_id, assignee_id, campaign_id, worker_id), sum(points)
    from (
      select municipality_id, process_id, theme_id, assignee_id, campaign_id, case when not is_public and not is_set_aside then assignee_id end as worker_id,
        1 as points from after
      union all
      select municipality_id, process_id, theme_id, assignee_id, campaign_id, case when not is_public and not is_set_aside then assignee_id end, -1 from before
    ) as changed
    group by municipality_id, process_id, grouping sets (theme_id, assignee_id, campaign_id, worker_id)
    having coalesce(theme_id, assignee_id, campaign_id, worker_id) is not null and sum(points) <> 0;
  end if;
  return null;
end
$$;

insert into point_tally_value
select municipality_id, process_id, gen_random_uuid(), 'worker', assignee_id, count(*)
from point_work where assignee_id is not null and not is_public and not is_set_aside
group by municipality_id, process_id, assignee_id;
