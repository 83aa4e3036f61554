-- Points that an official made before a letter was split with its campaign stay when that is undone.
alter table campaign_point add column is_made boolean not null default true;
comment on column campaign_point.is_made is 'It came with the split of the campaign; else the letter had it before';
