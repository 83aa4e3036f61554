-- Who was asked by a colleague is looked up for each person on the page with organisations: without this it reads every message of
-- the municipality for each of them.
create index notification_to_colleague on notification (municipality_id, recipient) where template = 'partnerColleague';
