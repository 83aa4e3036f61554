-- Points with a word are looked up in their own process by one index. With the words alone the database reads the whole process for
-- each word, to leave out those of others.
create index point_by_words_of_process on point using gin (process_id, words);
drop index point_by_words;
alter index point_by_words_of_process rename to point_by_words;
