-- The list of the workbench: how rare choices are found without reading all points, what is counted beforehand, and views that
-- officials keep.

-- Points that are alike in everything of few values share one number, so that one index finds any choice of these, however
-- rare. Which numbers there are is in point_tally.
alter table point_work
  add column facets bigint not null generated always as (hashtextextended(
    round || ' ' || kind || ' ' || channel || ' ' || timeliness || ' ' || coalesce(chapter, '') || ' ' || step || ' ' || coalesce(disposition, '') || ' '
    || has_findings || changed_since_answer || is_released || is_public || is_set_aside
    || (theme_id is null) || (assignee_id is null) || (campaign_id is null), 0)) stored,
  add column due date not null generated always as (
    case when is_public or is_set_aside then 'infinity'::date else coalesce(due_on, 'infinity'::date) end) stored;
comment on column point_work.facets is 'The same for points that are alike in round, kind, channel, timeliness, chapter, step, disposition and all marks, and in whether they have a theme, an assignee and a campaign';
comment on column point_work.due is 'When it must be done; infinity when nobody waits for it';

drop index point_work_by_theme;
drop index point_work_by_state;
drop index point_work_by_due;
create index point_work_by_facets on point_work (municipality_id, process_id, facets, place, point_id);
create index point_work_by_theme on point_work (municipality_id, process_id, theme_id, place, point_id) where theme_id is not null;
create index point_work_by_due on point_work (municipality_id, process_id, due, place, point_id);

create index point_by_words on point using gin (words);
create index answer_by_words on answer using gin (words);

-- What is counted beforehand. Whoever changes points adds a row with the difference and waits for nobody; a job adds rows up.

create table point_tally (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  facets bigint not null,
  round text not null,
  kind text not null,
  channel text not null,
  timeliness text not null,
  chapter text,
  step smallint not null,
  state text not null,
  disposition text,
  has_findings boolean not null,
  changed_since_answer boolean not null,
  has_theme boolean not null,
  has_assignee boolean not null,
  has_campaign boolean not null,
  points int not null,
  primary key (municipality_id, process_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table point_tally is 'Points that have the same in all these columns, as a sum of rows: each change of points adds what became more or less';

create table point_tally_value (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  field text not null check (field in ('theme', 'assignee', 'campaign')),
  value uuid not null,
  points int not null,
  primary key (municipality_id, process_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table point_tally_value is 'Points by theme, assignee and campaign, as a sum of rows like point_tally';


create function tally_points() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into point_tally
    select municipality_id, process_id, gen_random_uuid(), facets, round, kind, channel, timeliness, chapter, step, state, disposition,
      has_findings, changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null, count(*)
    from after group by municipality_id, process_id, facets, round, kind, channel, timeliness, chapter, step, state, disposition,
      has_findings, changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null;
    insert into point_tally_value
    select municipality_id, process_id, gen_random_uuid(), field, value, count(*)
    from after cross join lateral (values ('theme', theme_id), ('assignee', assignee_id), ('campaign', campaign_id)) as each (field, value)
    where value is not null group by municipality_id, process_id, field, value;
  elsif tg_op = 'DELETE' then
    insert into point_tally
    select municipality_id, process_id, gen_random_uuid(), facets, round, kind, channel, timeliness, chapter, step, state, disposition,
      has_findings, changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null, -count(*)
    from before
    where exists (select from process where process.municipality_id = before.municipality_id and process.id = before.process_id)
    group by municipality_id, process_id, facets, round, kind, channel, timeliness, chapter, step, state, disposition,
      has_findings, changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null;
    insert into point_tally_value
    select municipality_id, process_id, gen_random_uuid(), field, value, -count(*)
    from before cross join lateral (values ('theme', theme_id), ('assignee', assignee_id), ('campaign', campaign_id)) as each (field, value)
    where value is not null
      and exists (select from process where process.municipality_id = before.municipality_id and process.id = before.process_id)
    group by municipality_id, process_id, field, value;
  else
    insert into point_tally
    select municipality_id, process_id, gen_random_uuid(), facets, round, kind, channel, timeliness, chapter, step, state, disposition,
      has_findings, changed_since_answer, has_theme, has_assignee, has_campaign, sum(points)
    from (
      select municipality_id, process_id, facets, round, kind, channel, timeliness, chapter, step, state, disposition, has_findings,
        changed_since_answer, theme_id is not null as has_theme, assignee_id is not null as has_assignee, campaign_id is not null as has_campaign,
        1 as points from after
      union all
      select municipality_id, process_id, facets, round, kind, channel, timeliness, chapter, step, state, disposition, has_findings,
        changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null, -1 from before
    ) as changed
    group by municipality_id, process_id, facets, round, kind, channel, timeliness, chapter, step, state, disposition, has_findings,
      changed_since_answer, has_theme, has_assignee, has_campaign
    having sum(points) <> 0;
    insert into point_tally_value
    select municipality_id, process_id, gen_random_uuid(), field, value, sum(points)
    from (
      select municipality_id, process_id, theme_id, assignee_id, campaign_id, 1 as points from after
      union all select municipality_id, process_id, theme_id, assignee_id, campaign_id, -1 from before
    ) as changed
    cross join lateral (values ('theme', theme_id), ('assignee', assignee_id), ('campaign', campaign_id)) as each (field, value)
    where value is not null group by municipality_id, process_id, field, value having sum(points) <> 0;
  end if;
  return null;
end
$$;
create trigger tally_added after insert on point_work referencing new table as after
  for each statement execute function tally_points();
create trigger tally_changed after update on point_work referencing old table as before new table as after
  for each statement execute function tally_points();
create trigger tally_removed after delete on point_work referencing old table as before
  for each statement execute function tally_points();

insert into point_tally
select municipality_id, process_id, gen_random_uuid(), facets, round, kind, channel, timeliness, chapter, step, state, disposition,
  has_findings, changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null, count(*)
from point_work group by municipality_id, process_id, facets, round, kind, channel, timeliness, chapter, step, state, disposition,
  has_findings, changed_since_answer, theme_id is not null, assignee_id is not null, campaign_id is not null;
insert into point_tally_value
select municipality_id, process_id, gen_random_uuid(), 'theme', theme_id, count(*)
from point_work where theme_id is not null group by municipality_id, process_id, theme_id;

-- Views -------------------------------------------------------------------------------------------------------------

create table desk_view (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  is_shared boolean not null default false,
  name text not null check (char_length(name) between 1 and 60),
  query text not null check (char_length(query) <= 2000),
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, account_id) references account (municipality_id, id) on delete cascade
);
comment on table desk_view is 'A filter of the workbench under a name: of who made it, or of everyone who works on the process';
comment on column desk_view.query is 'The filter as it stands in an address';
create unique index desk_view_own_name on desk_view (municipality_id, process_id, account_id, lower(name)) where not is_shared;
create unique index desk_view_shared_name on desk_view (municipality_id, process_id, lower(name)) where is_shared;
