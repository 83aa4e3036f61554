-- What was done stays written, whatever else goes: a municipality with a record is not deleted, and nobody who serves may change,
-- delete or empty the record. The owner of the tables could, by accident, so the table itself refuses too.

alter table event drop constraint event_municipality_id_fkey;
alter table event add foreign key (municipality_id) references municipality (id);

drop trigger event_is_append_only on event;
create trigger event_is_append_only before update or delete on event
  for each row execute function refuse_change();
create trigger event_is_never_emptied before truncate on event
  for each statement execute function refuse_change();
