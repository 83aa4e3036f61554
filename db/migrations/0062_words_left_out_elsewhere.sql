-- Words that are left out of one text are looked for in everything else of their process that becomes public.

alter table redaction
  add column words text not null default '',
  add column is_carried boolean not null default false;
comment on column redaction.words is 'What is left out, as it stands in the text; white space when the text was erased';
comment on column redaction.is_carried is 'Came along from a text that says the same, and may be wider than what was chosen there';

create function keep_words_left_out() returns trigger language plpgsql as $$
begin
  select substr(in_utf16_places(text), new.range_start + 1, new.range_end - new.range_start) into strict new.words
  from contribution where municipality_id = new.municipality_id and id = new.contribution_id;
  return new;
end
$$;
create trigger keep_words before insert or update of contribution_id, range_start, range_end on redaction
  for each row execute function keep_words_left_out();

-- What was left out of a text that is erased is erased with it.
create function keep_words_left_out_of_text() returns trigger language plpgsql as $$
begin
  update redaction set words = substr(in_utf16_places(new.text), range_start + 1, range_end - range_start)
  where municipality_id = new.municipality_id and contribution_id = new.id;
  return null;
end
$$;
create trigger keep_words_left_out after update of text on contribution
  for each row when (old.text is distinct from new.text) execute function keep_words_left_out_of_text();

update redaction set words = substr(in_utf16_places(text), range_start + 1, range_end - range_start)
from contribution where contribution.municipality_id = redaction.municipality_id and contribution.id = redaction.contribution_id;
update redaction set is_carried = true
from (select municipality_id, shared_id, min(id::text)::uuid as first from redaction group by 1, 2) as together
where together.municipality_id = redaction.municipality_id and together.shared_id = redaction.shared_id and redaction.id <> together.first;

create index redaction_chosen on redaction (municipality_id, process_id) where not is_carried;

alter table finding drop constraint finding_kind_check,
  add constraint finding_kind_check check (kind in ('bsn', 'iban', 'phone', 'email', 'address', 'senderName', 'leftOut'));
alter table finding_let_through drop constraint finding_let_through_kind_check,
  add constraint finding_let_through_kind_check check (kind in ('bsn', 'iban', 'phone', 'email', 'address', 'senderName', 'leftOut'));

-- What says words that are left out from now on, or no longer, is searched again: points and answers are looked up by their words, a
-- sentence at a time, since one sentence of several is looked for too. Of words that no index holds ("van de"), all of the process.
create function search_again_for_left_out() returns trigger language plpgsql as $$
declare
  chosen record;
  sought tsquery;
  ids uuid[];
begin
  for chosen in select distinct municipality_id, process_id, words from changed where not is_carried loop
    for sought in
      select distinct plainto_tsquery('dutch_unaccent', piece) from regexp_split_to_table(chosen.words, '[.!?]+\s+|\n+') as piece
    loop
      continue when numnode(sought) = 0;
      -- In two steps: of a list the database thinks that it is short, and looks each up by its key.
      execute 'select array_agg(id) from point where municipality_id = $1 and process_id = $2 and words @@ $3'
        into ids using chosen.municipality_id, chosen.process_id, sought;
      delete from checked_point where municipality_id = chosen.municipality_id and point_id = any(ids);
      execute $query$
      select array_agg(id) from (
        select id from answer where municipality_id = $1 and process_id = $2 and words @@ $3
        union
        select id from answer where municipality_id = $1 and process_id = $2 and disposition = 'forwarded'
          and to_tsvector('dutch_unaccent', forwarded_to) @@ $3) as says
      $query$ into ids using chosen.municipality_id, chosen.process_id, sought;
      delete from checked_answer where municipality_id = chosen.municipality_id and answer_id = any(ids);
    end loop;
    continue when numnode(plainto_tsquery('dutch_unaccent', chosen.words)) > 0
      or char_length(regexp_replace(chosen.words, '[^[:alnum:]]', '', 'g')) < 3;
    delete from checked_point where municipality_id = chosen.municipality_id and process_id = chosen.process_id;
    delete from checked_answer where municipality_id = chosen.municipality_id and process_id = chosen.process_id;
  end loop;
  return null;
end
$$;
create trigger search_again_left_out after insert on redaction referencing new table as changed
  for each statement execute function search_again_for_left_out();
create trigger search_again_put_back after delete on redaction referencing old table as changed
  for each statement execute function search_again_for_left_out();
create index answer_forwarded on answer (municipality_id, process_id) where disposition = 'forwarded';
