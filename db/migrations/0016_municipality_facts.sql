-- What a municipality says about itself on public pages: how long it keeps what people wrote, who guards their data, whom to mail, and
-- how accessible the site is. All of it may be empty: a site in its term goes on. A release asks for what the privacy page needs.

alter table municipality
  add column contact_email text not null default '',
  add column retention_term text not null default '',
  add column retention_basis text not null default '',
  add column privacy_officer_name text not null default '',
  add column privacy_officer_email text not null default '',
  add column accessibility_status text not null default '' check (accessibility_status in ('', 'A', 'B', 'C', 'D', 'E')),
  add column accessibility_statement_url text not null default '',
  add column security_contact text not null default '';
comment on column municipality.contact_email is 'Address that residents may write to; stands on public pages';
comment on column municipality.retention_term is 'How long reactions are kept, in words that end a sentence: "10 jaar na het besluit"';
comment on column municipality.retention_basis is 'The rule that the term comes from (grondslag)';
comment on column municipality.accessibility_status is 'Status of the accessibility statement as the register gives it; empty: not assessed';
comment on column municipality.security_contact is 'Where leaks are reported: an e-mail address or the https address of a page';
