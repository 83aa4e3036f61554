/**
 * What becomes of each column that can hold words when the contributions of a process are erased. A test compares this with the
 * database, so that a new column is thought about: it is erased, or it says here why it stays.
 */
export const erasedColumns: Record<string, string> = {
  advice_code: 'code_hash',
  advice_point: 'advice',
  advice_request: 'adviser email question token_hash',
  advice_session: 'session_hash',
  answer: 'reply forwarded_to words',
  answer_draft: 'fields seen',
  answer_version: 'reply forwarded_to',
  bulk_change: 'filter change',
  contribution: 'timeliness_reason about text external_id words formal_reason referred_to not_public',
  contribution_file: 'name sha256 bytes',
  contribution_item: 'heading',
  contribution_origin: 'place source',
  contributor: 'name organisation role',
  contributor_contact: 'email',
  desk_message: 'says',
  desk_view: 'name query',
  finding: 'value_hash place_hash',
  finding_let_through: 'place_hash reason',
  letter: 'marks',
  point: 'summary words',
  point_note: 'text',
  public_wording: 'words reply note places message_keys',
  ranking_entry: 'motivation',
  reaction_draft: 'token_hash idempotency_key fields',
  receipt: 'code_hash',
  redaction: 'other_reason words',
  response: 'reopen_reason',
  response_item: 'text',
  response_version: 'answers',
  split_act: 'act before after',
  step_return: 'reason',
}

type Kept = { because: string; columns: Record<string, string> }

export const keptColumns: Kept[] = [
  {
    because: 'The public reads it; what is taken back is gone from it at once',
    columns: {
      point: 'public_words',
      published_count: 'value',
      published_place: 'section_number kind disposition',
      published_point: 'kind disposition words said',
      search_entry: 'label words',
      search_word: 'word stem',
    },
  },
  {
    because: 'The municipality says it of its process, plan, meetings and publications, in public',
    columns: {
      channel: 'address note',
      erratum: 'kind old_text old_html reason',
      meeting: 'title about place address cancelled_because idempotency_key',
      meeting_agenda_item: 'begins title',
      paragraph: 'text html',
      plan_edit: 'patch kept',
      table_row: 'text',
      phase: 'title when_text',
      plan_version: 'title file_name file_hash warnings',
      process:
        'slug title question summary purposes deciding_body moved_because second_moved_because reading_place who_may_react next_steps answers_expected withdrawn_because finished_because',
      publication: 'title rounds note early_reason',
      question_version: 'heading explanation options',
      questionnaire: 'intro',
      section: 'number heading',
    },
  },
  {
    because: 'The council says it of its own choice, in public',
    columns: {
      council_group: 'name',
      ranking_session: 'meeting_kind tie_chain',
      tie_decision: 'topic_order reason',
      topic: 'name description aliases link',
    },
  },
  {
    because: 'A name that officials give to what they sort by, of all contributions together',
    columns: { campaign: 'name', theme: 'name', process_step: 'name', workflow_step: 'name' },
  },
  {
    because: 'A text for all answers, with fields for what differs: it names nobody',
    columns: {
      boilerplate: 'title text',
      disposition_words: 'label short plain explanation',
      own_disposition: 'label short plain explanation',
    },
  },
  {
    because: 'Codes, ids and numbers, never what people wrote',
    columns: {
      answer: 'decision',
      answer_version: 'disposition decision',
      assignment_rule: 'chapter',
      boilerplate: 'decision',
      bulk_change: 'point_ids',
      desk_visit: 'opened',
      contribution: 'idempotency_key',
      event: 'act subject_kind detail',
      point_history: 'field from_value to_value',
      settled_origin: 'proposed',
      point_note: 'came_from',
      point_tally: 'round kind channel timeliness chapter state disposition',
      point_work: 'round kind channel timeliness chapter disposition state',
      ranking_move: 'list_before idempotency_key',
      suggestion: 'value like_points',
      work_share: 'value',
    },
  },
  {
    because: 'Of people with an account or an organisation in the book, until an administrator removes them',
    columns: {
      account: 'email name password_hash',
      known_device: 'token_hash device',
      membership: 'inner_roles',
      partner: 'name role themes',
      partner_person: 'name email',
      recovery_code: 'code_hash',
      second_step: 'sealed_secret',
    },
  },
  {
    because: 'Goes by itself: after the message was sent, the meeting was held, the link ended or the day was counted',
    columns: {
      attempt: 'kind subject',
      invitation: 'token_hash email name inner_roles path',
      login_link: 'token_hash',
      meeting_registration: 'name email remark origin idempotency_key',
      meeting_registration_link: 'token_hash',
      notification: 'message_key template recipient data last_error',
      password_reset: 'token_hash',
      session: 'id device',
    },
  },
  {
    because: 'The municipality says it of itself, and which rule was followed',
    columns: {
      designated_day: 'reason',
      erasure: 'kind basis',
      municipality:
        'slug name help_phone help_hours help_desk sender_email contact_email retention_term retention_basis privacy_officer_name privacy_officer_email accessibility_statement_url security_contact',
      municipality_host: 'host',
      retention_rule: 'basis',
    },
  },
  { because: 'The database itself', columns: { kysely_migration: 'name timestamp', kysely_migration_lock: 'id' } },
]
