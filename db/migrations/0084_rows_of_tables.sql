-- A row of a table has an identity of its own, the same over all versions of the plan: its address stays when rows come or go above it.

create table table_row (
  municipality_id uuid not null,
  paragraph_id uuid not null,
  id uuid not null,
  position int,
  text text not null,
  is_doubtful boolean not null default false,
  proposed_id uuid,
  settled_by uuid,
  settled_at timestamptz,
  act_id uuid,
  primary key (municipality_id, paragraph_id, id),
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, settled_by) references account (municipality_id, id)
);
comment on table table_row is 'Rows of tables below their headings; id is the same in each version that has the row';
comment on column table_row.position is 'Its place in the table, from 1; null for a row that was taken out of it, which keeps its id when it comes back';
comment on column table_row.text is 'Its cells, parted by tabs';
comment on column table_row.is_doubtful is 'Whether an official still has to say that it is the row of the version before with this id';
comment on column table_row.proposed_id is 'The row that matching proposed, of a row of which an official said whether it is that one';
comment on column table_row.settled_by is 'Null for the command line';
comment on column table_row.act_id is 'The same of all that was settled at once, so that it is taken back at once';

insert into table_row (municipality_id, paragraph_id, id, position, text)
select municipality_id, paragraph.id, gen_random_uuid(), place - heads, line
from paragraph
cross join lateral (
  select case when html like '%<tbody>%' then
    (length(split_part(html, '<tbody>', 1)) - length(replace(split_part(html, '<tbody>', 1), '<tr>', ''))) / length('<tr>')
  else 0 end as heads
) as table_head
cross join lateral string_to_table(text, e'\n') with ordinality as lines (line, place)
where kind = 'table' and place > heads;
