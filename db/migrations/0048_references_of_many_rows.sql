-- A foreign key looks at each row by itself: of all points of a process that is seconds. These references are kept like a foreign
-- key keeps them (the row that is referred to is held until the end, what is referred to cannot go), but a statement at a time.

alter table point_work
  drop constraint point_work_municipality_id_process_id_theme_id_fkey,
  drop constraint point_work_municipality_id_assignee_id_fkey,
  drop constraint point_work_municipality_id_process_id_campaign_id_fkey;
alter table point_history drop constraint point_history_municipality_id_process_id_point_id_fkey;

-- Both are planned at each change: by how many rows the first one had, the next thousands would be compared one by one.

create function keep_references_of_work() returns trigger language plpgsql as $$
declare
  missing text;
  unchanged text := '';
begin
  if tg_op = 'UPDATE' then
    unchanged := 'except select municipality_id, process_id, theme_id, assignee_id, campaign_id from before';
  end if;
  execute format($query$
    with referring as materialized (
      select municipality_id, process_id, theme_id, assignee_id, campaign_id from after
      where num_nonnulls(theme_id, assignee_id, campaign_id) > 0 %s
    ),
    themes as (
      select id from theme where (municipality_id, process_id, id) in (select municipality_id, process_id, theme_id from referring) for key share
    ),
    accounts as (
      select id from account where (municipality_id, id) in (select municipality_id, assignee_id from referring) for key share
    ),
    campaigns as (
      select id from campaign where (municipality_id, process_id, id) in (select municipality_id, process_id, campaign_id from referring) for key share
    )
    select case
      when exists (select from referring where theme_id is not null and theme_id not in (select id from themes)) then 'theme'
      when exists (select from referring where assignee_id is not null and assignee_id not in (select id from accounts)) then 'account'
      when exists (select from referring where campaign_id is not null and campaign_id not in (select id from campaigns)) then 'campaign'
      end
  $query$, unchanged) into missing;
  if missing is not null then
    raise foreign_key_violation using message = format('insert or update on "point_work" violates the foreign key to "%s"', missing);
  end if;
  return null;
end
$$;
create trigger references_added after insert on point_work referencing new table as after
  for each statement execute function keep_references_of_work();
create trigger references_changed after update on point_work referencing old table as before new table as after
  for each statement execute function keep_references_of_work();

create function refuse_while_work_refers() returns trigger language plpgsql as $$
declare
  is_referred boolean;
begin
  execute format('select exists (select from point_work where municipality_id = $1 and %I = $2)', tg_argv[0]) into is_referred
    using old.municipality_id, old.id;
  if is_referred then
    raise foreign_key_violation using message = format('update or delete on "%s" violates the foreign key of "point_work"', tg_table_name);
  end if;
  return null;
end
$$;
create constraint trigger kept_by_work after delete on theme
  for each row execute function refuse_while_work_refers('theme_id');
create constraint trigger kept_by_work after delete on account
  for each row execute function refuse_while_work_refers('assignee_id');
create constraint trigger kept_by_work after delete on campaign
  for each row execute function refuse_while_work_refers('campaign_id');

create function keep_points_of_history() returns trigger language plpgsql as $$
declare
  is_missing boolean;
begin
  execute $query$
    with held as materialized (
      select point.id from added
      join point on point.municipality_id = added.municipality_id and point.process_id = added.process_id and point.id = added.point_id
      for key share of point
    )
    select exists (select from added where point_id not in (select id from held))
  $query$ into is_missing;
  if is_missing then
    raise foreign_key_violation using message = 'insert on "point_history" violates the foreign key to "point"';
  end if;
  return null;
end
$$;
create trigger points_held after insert on point_history referencing new table as added
  for each statement execute function keep_points_of_history();

create function remove_history_of_points() returns trigger language plpgsql as $$
begin
  execute $query$
    delete from point_history using gone
    where point_history.municipality_id = gone.municipality_id and point_history.point_id = gone.id
  $query$;
  return null;
end
$$;
create trigger history_gone after delete on point referencing old table as gone
  for each statement execute function remove_history_of_points();
