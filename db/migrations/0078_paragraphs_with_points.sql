-- Which points hang on a paragraph is asked for each paragraph that an official opens, to say why it changed.
create index contribution_by_paragraph on contribution (municipality_id, paragraph_id) where paragraph_id is not null;
create index point_place_by_lineage on point_place (municipality_id, plan_version_id, lineage_id) where lineage_id is not null;
