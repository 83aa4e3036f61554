-- The answers that were given last are found without reading all answers of a process.
create index answer_by_time on answer (municipality_id, process_id, updated_at desc, id);
