-- One number for all that a municipality shows in public. Whoever keeps a rendered page keeps its number beside it, and a page with an
-- older number is no longer shown. A table apart, because whoever raises it would else hold the row that every act of the municipality
-- refers to.

create table content_version (
  municipality_id uuid primary key references municipality on delete cascade,
  version bigint not null check (version > 0)
);
comment on table content_version is 'Raised by each act that changes a public page, at the end of its transaction; without a row it is 0';
