-- How many points of a theme are open is asked with each point that is opened; where few of many are, all of the theme were read for it.
create index point_work_open_by_theme on point_work (municipality_id, process_id, theme_id)
  where disposition is null and theme_id is not null;
