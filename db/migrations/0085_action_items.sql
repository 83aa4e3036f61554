-- An action item of a plan has an identity and a number of its own, over all versions: what it says may be edited, moved, split or
-- merged, and what hangs on it stays.

create table action_item (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  number int not null check (number > 0),
  primary key (municipality_id, id),
  -- Numbers that nobody has read yet change places in one statement.
  constraint action_item_number unique (municipality_id, process_id, number) deferrable initially immediate,
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table action_item is 'Something that a plan says will be done, the same over all its versions';
comment on column action_item.number is 'Given in reading order while only an open version has the item; fixed from then on and never given again';

create table action_item_paragraph (
  municipality_id uuid not null,
  paragraph_id uuid not null,
  action_item_id uuid not null,
  primary key (municipality_id, paragraph_id),
  foreign key (municipality_id, paragraph_id) references paragraph (municipality_id, id) on delete cascade,
  foreign key (municipality_id, action_item_id) references action_item (municipality_id, id) on delete cascade
);
comment on table action_item_paragraph is 'The paragraphs that say an action item, in each version; each paragraph of the kind action_item has one';
create index action_item_paragraph_by_item on action_item_paragraph (municipality_id, action_item_id);

-- Of plans that are there already each marked paragraph is an item, under the number that people read.
with lineage as (
  select paragraph.municipality_id, plan_version.process_id, paragraph.lineage_id,
    min(paragraph.position) filter (where is_for_readers) as read_at, min(plan_version.ordinal) as since, min(paragraph.position) as place
  from paragraph
  join plan_version on plan_version.municipality_id = paragraph.municipality_id and plan_version.id = paragraph.plan_version_id
  where paragraph.kind = 'action_item'
  group by paragraph.municipality_id, plan_version.process_id, paragraph.lineage_id
)
insert into action_item (municipality_id, id, process_id, number)
select municipality_id, lineage_id, process_id,
  row_number() over (partition by municipality_id, process_id order by read_at nulls last, since, place)
from lineage;
insert into action_item_paragraph (municipality_id, paragraph_id, action_item_id)
select municipality_id, id, lineage_id from paragraph where kind = 'action_item';
