-- The row of a message is the queue: no job stands beside it. A sender takes it with a lease, sends it outside any transaction and marks it.

alter table notification
  alter column recipient drop not null,
  add column due_at timestamptz default now(),
  add column leased_until timestamptz,
  add column is_bulk boolean not null default false;
comment on column notification.recipient is 'Address; erased once the message was sent or given up';
comment on column notification.due_at is 'When it is to be tried (again); null: nothing more to do, and failed with null: given up';
comment on column notification.leased_until is 'A sender has it until then; past: that sender died, and anyone may take it';
comment on column notification.is_bulk is 'One of many that an act sent at once; goes after what someone waits for';

-- Addresses do not stay beside what was sent, nor in the words of a mail server.
update notification set recipient = null, due_at = null where state = 'sent';
update notification set due_at = null where state = 'kept';
update notification set last_error = null where last_error is not null;
-- What failed for longer than messages are tried was given up before, without a word.
update notification set recipient = null, data = '{}', due_at = null where state = 'failed' and created_at < now() - interval '3 days';
-- Its jobs do nothing any more: these rows are sent by the queue.
update notification set due_at = created_at, tries = 0, is_bulk = template in ('answers', 'sharedAnswers') where state in ('queued', 'failed') and due_at is not null;

-- The key of a message between colleagues held the address: now the person in the book, or the message itself where there is none
-- any more, because no two may have the same.
update notification set message_key = 'partner-colleague:' || split_part(message_key, ':', 2) || ':' || coalesce((
    select person.id::text from response
    join partner_person as person on person.municipality_id = response.municipality_id and person.partner_id = response.partner_id
    where response.municipality_id = notification.municipality_id and response.id::text = split_part(message_key, ':', 2)
      and person.email = substr(message_key, length('partner-colleague:') + 75)), notification.id::text) || ':' || split_part(message_key, ':', 3)
  where template = 'partnerColleague';

drop index notification_to_colleague;
-- Who was asked by a colleague is looked up for each person on the page with organisations.
create index notification_to_colleague on notification (municipality_id, split_part(message_key, ':', 3)) where template = 'partnerColleague';
create index notification_due on notification (is_bulk, due_at) where due_at is not null;
