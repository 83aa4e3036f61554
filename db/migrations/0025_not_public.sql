-- What a sender asks us to keep out of public, such as about health: apart from the text, so that nothing that quotes the text shows it.

alter table contribution
  add column not_public text not null default '' check (char_length(not_public) <= 2000);
create index contribution_not_public on contribution (municipality_id, process_id) where not_public <> '';
comment on column contribution.not_public is 'What may not become public, in words of who sent it; for officials only';
