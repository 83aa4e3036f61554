-- What of a point becomes public, and what of a text never does.

alter table point
  add column shows_quotation boolean not null default false,
  add column withdrawn_at timestamptz,
  add column withdrawn_because text not null default ''
    check (withdrawn_because in ('', 'personalData', 'senderAsked', 'mistake', 'other')),
  add column public_words tsvector,
  add check ((withdrawn_at is null) = (withdrawn_because = ''));
comment on column point.shows_quotation is 'With a summary the quoted piece stays inside, unless an official chose that it becomes public instead';
comment on column point.withdrawn_at is 'Since when the public reads only that it was taken back';
comment on column point.public_words is 'For searching by the public; null when it is the same as words';

create table redaction (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  contribution_id uuid not null,
  range_start int not null check (range_start >= 0),
  range_end int not null,
  reason text not null check (reason in ('personName', 'contactDetails', 'personalNumber', 'health', 'other')),
  other_reason text not null default '' check (char_length(other_reason) <= 60),
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, contribution_id, range_start, range_end),
  foreign key (municipality_id, process_id, contribution_id) references contribution (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, created_by) references account (municipality_id, id),
  check (range_end > range_start),
  check ((reason = 'other') = (other_reason <> ''))
);
comment on table redaction is 'Pieces of a verbatim text that are left out of everything public; the text itself stays as it was sent';
comment on column redaction.range_start is 'UTF-16 offset in the verbatim text of the contribution';
comment on column redaction.other_reason is 'Stands in public where the words were';
create index redaction_by_process on redaction (municipality_id, process_id);

create table public_wording (
  municipality_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  point_id uuid not null,
  words text not null,
  reply text not null,
  public_from timestamptz not null,
  public_until timestamptz not null check (public_until >= public_from),
  act text not null check (act in ('redact', 'unredact', 'correct', 'withdraw')),
  reason text not null check (reason in ('personalData', 'senderAsked', 'mistake', 'other')),
  note text not null default '' check (char_length(note) <= 2000),
  places text[] not null,
  message_keys text[] not null,
  ended_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, process_id, point_id) references point (municipality_id, process_id, id) on delete cascade,
  foreign key (municipality_id, ended_by) references account (municipality_id, id)
);
comment on table public_wording is 'Words that were public and are no longer, for officials only: AVG 33, fifth paragraph asks what happened and what was done';
comment on column public_wording.places is 'Public pages and files that held the words';
comment on column public_wording.message_keys is 'Messages that had left with the words; what was still waiting got the new ones';
create index public_wording_by_point on public_wording (municipality_id, process_id, point_id, public_until);

-- The piece of a text, in the places that ranges count, without what is left out of it.
create function public_quote(spelled text, quote_start int, quote_end int, redacted int4multirange) returns text
language sql immutable parallel safe as $$
  select string_agg(substr(spelled, lower(kept) + 1, upper(kept) - lower(kept)), ' ' order by kept)
  from unnest(int4multirange(int4range(quote_start, quote_end)) - coalesce(redacted, '{}')) as kept
$$;

create or replace function keep_words_of_point() returns trigger language plpgsql as $$
declare
  spelled text;
  redacted int4multirange;
  quoted text;
  shown text;
begin
  if new.quote_start is not null then
    select in_utf16_places(text) into spelled
    from contribution where municipality_id = new.municipality_id and id = new.contribution_id;
    select range_agg(int4range(range_start, range_end)) into redacted
    from redaction where municipality_id = new.municipality_id and contribution_id = new.contribution_id;
    quoted := substr(spelled, new.quote_start + 1, new.quote_end - new.quote_start);
  end if;
  shown := case
    when new.withdrawn_at is not null then ''
    when new.summary <> '' and not (new.shows_quotation and new.quote_start is not null) then new.summary
    when redacted is null then quoted
    else public_quote(spelled, new.quote_start, new.quote_end, redacted)
  end;
  new.words := to_tsvector('dutch_unaccent', concat_ws(' ', new.summary, quoted));
  new.public_words := nullif(to_tsvector('dutch_unaccent', coalesce(shown, '')), new.words);
  return new;
end
$$;

drop trigger keep_words on point;
create trigger keep_words
  before insert or update of contribution_id, quote_start, quote_end, summary, shows_quotation, withdrawn_at on point
  for each row execute function keep_words_of_point();

-- Naming the column makes the trigger of the point look again: of those that quote what is left out or put back, since a long text has
-- hundreds of points, and each takes as long as the text.
create function keep_public_words_of_redacted() returns trigger language plpgsql as $$
begin
  update point set quote_start = quote_start
  where municipality_id = coalesce(new.municipality_id, old.municipality_id)
    and contribution_id = coalesce(new.contribution_id, old.contribution_id)
    and quote_start < greatest(new.range_end, old.range_end) and quote_end > least(new.range_start, old.range_start);
  return null;
end
$$;
create trigger keep_public_words after insert or update or delete on redaction
  for each row execute function keep_public_words_of_redacted();

-- Points that have both: from now on the public reads their summary, and finds no other words.
update point set summary = summary where summary <> '' and quote_start is not null;

-- What was public of those until now is written down, as it is of what officials take away: until today page, files and messages
-- held the written words of them.
with sent as (
  select municipality_id, split_part(message_key, ':', 2) as process_id, split_part(message_key, ':', 3) as contributor_id,
    array_agg(message_key order by message_key) as keys
  from notification where state in ('sent', 'kept') and template in ('answers', 'sharedAnswers') group by 1, 2, 3
)
insert into public_wording (municipality_id, id, process_id, point_id, words, reply, public_from, public_until, act, reason, note, places, message_keys)
select point.municipality_id, gen_random_uuid(), point.process_id, point.id,
  regexp_replace(substr(in_utf16_places(contribution.text), quote_start + 1, quote_end - quote_start), '([\U00010000-\U0010FFFF]) ', '\1', 'g'),
  coalesce(answer.reply, ''), process.answered_at, greatest(now(), process.answered_at), 'correct', 'mistake',
  'Stond naast de samenvatting, en in bestanden en berichten alleen. Weggehaald bij een nieuwe versie van Saomen.',
  array(select '/trajecten/' || process.slug || '/' || place from unnest(
    array['wat-is-ermee-gedaan', 'wat-is-ermee-gedaan.csv', 'wat-is-ermee-gedaan.json'] || case when contribution.kind in ('partnerResponse', 'conversationReport')
      then array['partnerinbreng', 'partnerinbreng.csv', 'partnerinbreng.xlsx', 'partnerinbreng.json'] else array[]::text[] end) as place),
  coalesce(sent.keys, '{}')
from point
join process on process.municipality_id = point.municipality_id and process.id = point.process_id and process.state = 'answered'
join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id and contributor.number is not null
left join sent on sent.municipality_id = point.municipality_id and sent.process_id = process.id::text and sent.contributor_id = contributor.id::text
left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
where point.summary <> '' and point.quote_start is not null and process.answered_at is not null;
