-- Letters that say nearly the same: found as they come in, proposed as a campaign, and then split and answered once.

create table campaign (
  municipality_id uuid not null,
  process_id uuid not null,
  id uuid not null,
  state text not null default 'found' check (state in ('found', 'confirmed', 'refused')),
  name text not null default '' check (char_length(name) <= 120),
  letters int not null default 0 check (letters >= 0),
  base_letter uuid,
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  split_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, process_id, id),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade,
  foreign key (municipality_id, decided_by) references account (municipality_id, id),
  check ((state = 'found') = (decided_at is null)),
  check (state <> 'confirmed' or (name <> '' and base_letter is not null)),
  check (split_at is null or state = 'confirmed')
);
comment on table campaign is 'Letters that are alike: found by a job, then confirmed or refused by an official. Empty ones stay until the process goes';
comment on column campaign.letters is 'How many letters it has, waiting ones too; kept by triggers';
comment on column campaign.base_letter is 'The contribution with the text that the others are shown beside and split after';
comment on column campaign.split_at is 'When its letters were last split after the base text';
create index campaign_by_state on campaign (municipality_id, process_id, state, letters desc, id);

create table letter (
  municipality_id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  variant bigint,
  marks bytea,
  runs int,
  campaign_id uuid,
  standing text not null default 'found' check (standing in ('found', 'member', 'waiting')),
  primary key (municipality_id, contribution_id),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, process_id, campaign_id) references campaign (municipality_id, process_id, id),
  check ((variant is null) = (marks is null) and (marks is null) = (runs is null)),
  check (campaign_id is null or marks is not null)
);
comment on table letter is 'One row for each reaction: what it is compared by, and in which campaign it stands';
comment on column letter.variant is 'Hash of its words, without greeting and signature; null until a job has read it';
comment on column letter.marks is 'MinHash: one byte of each of 120 hashes (see letter-signature.ts)';
comment on column letter.runs is 'How many different runs of three words it has';
comment on column letter.standing is 'In its campaign: found by the job, member since an official said so, or waiting for an official';
create index letter_to_read on letter (municipality_id, process_id, contribution_id) where marks is null;
create index letter_by_variant on letter (municipality_id, process_id, variant, campaign_id);
create index letter_by_campaign on letter (municipality_id, campaign_id, variant, contribution_id) where campaign_id is not null;

create table letter_band (
  municipality_id uuid not null,
  process_id uuid not null,
  band bigint not null,
  contribution_id uuid not null,
  primary key (municipality_id, process_id, band),
  foreign key (municipality_id, process_id) references process (municipality_id, id) on delete cascade
);
comment on table letter_band is 'The first letter that has a band: letters that share one may be alike (locality-sensitive hashing)';
comment on column letter_band.contribution_id is 'Without a foreign key: when that letter is erased, the next one with this band takes its place';

create table campaign_point (
  municipality_id uuid not null,
  process_id uuid not null,
  campaign_id uuid not null,
  point_id uuid not null,
  shared_id uuid,
  primary key (municipality_id, point_id),
  foreign key (municipality_id, process_id, campaign_id) references campaign (municipality_id, process_id, id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade
);
comment on table campaign_point is 'Points of the letters of a campaign: those that say the same as one of the base text have one answer';
comment on column campaign_point.shared_id is 'The same for all points that say the same: the id that the one of the base text had first. Null for what a letter says by itself';
create index campaign_point_by_shared on campaign_point (municipality_id, campaign_id, shared_id);

-- A reaction is read later: storing it adds one narrow row and waits for nothing.
create function add_letter() returns trigger language plpgsql as $$
begin
  insert into letter (municipality_id, process_id, contribution_id)
  select municipality_id, process_id, id from added where kind = 'reaction';
  return null;
end
$$;
create trigger add_letter after insert on contribution referencing new table as added
  for each statement execute function add_letter();

create function count_letters() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    update campaign set letters = letters + moved.more
    from (
      select municipality_id, campaign_id, sum(more) as more from (
        select municipality_id, campaign_id, 1 as more from after where campaign_id is not null
        union all
        select municipality_id, campaign_id, -1 from before where campaign_id is not null
      ) as each group by municipality_id, campaign_id having sum(more) <> 0
    ) as moved
    where campaign.municipality_id = moved.municipality_id and campaign.id = moved.campaign_id;
  else
    update campaign set letters = letters - gone.count
    from (select municipality_id, campaign_id, count(*) as count from before where campaign_id is not null group by municipality_id, campaign_id) as gone
    where campaign.municipality_id = gone.municipality_id and campaign.id = gone.campaign_id;
  end if;
  return null;
end
$$;
create trigger count_moved after update on letter referencing old table as before new table as after
  for each statement execute function count_letters();
create trigger count_gone after delete on letter referencing old table as before
  for each statement execute function count_letters();

insert into letter (municipality_id, process_id, contribution_id)
select municipality_id, process_id, id from contribution where kind = 'reaction';

alter table point_work add foreign key (municipality_id, process_id, campaign_id) references campaign (municipality_id, process_id, id);
