import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { refusedBy } from '#app/acts/act.server.ts'
import { statesFor, type ChannelKind, type ProcessRef } from '#app/features/processes/process.ts'
import type { ResidentTerms } from '#app/features/processes/resident-rounds.ts'
import { timeliness, type Term, type Timeliness } from '#app/features/processes/term.ts'
import type { LocalDate } from '#app/local-date.ts'
import { eventFor, recordedWith, type RecordedEvent } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { placedRows, rowsFor } from '#db/given-rows.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { composeItems } from './contribution-items.ts'
import type { ContributionKind } from './contribution-kind.ts'
import type { ContributorKind } from './contributor-kind.ts'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'
import { termFor, usualRound, type Round } from './round.ts'

/** How many contributions one statement stores; their texts are in memory twice while it runs. */
const AT_ONCE = 5000

/** A piece of what was given, with the question it answers; without a number it is a free point. */
type NewItem = {
  text: string
  number?: number | null
  printedNumber?: number | null
  questionVersionId?: string | null
  /** The question in other words than those of the list, as the sender printed it. */
  heading?: string
  /** That it is other words for a paragraph of the plan, or that the paragraph is to go. */
  proposal?: { paragraphId: string; removes: boolean } | undefined
}

/** Who gave something for the first time in a process. With an id of its own where more than one contribution names it. */
type NewContributor = {
  id?: string
  kind: ContributorKind
  name?: string
  organisation?: string
  role?: string
  namedInPublic?: boolean
  /** Where messages go; kept apart from the contributor. Empty for none. */
  email?: string
}

export type NewContribution = {
  /** Who gave it; by id alone when they gave something before in this process. */
  contributor: { id: string } | NewContributor
  kind: ContributionKind
  channel: ChannelKind
  receivedAt: Date
  sentOn?: LocalDate | null
  /** Left out it follows from the kind and the day (`usualRound`). */
  round?: Round | undefined
  /** Where it was given, in Dutch, in place of the reason that follows from the term. */
  givenAt?: string
  /** It was asked for apart from the term, so it cannot be late for it. */
  isApart?: boolean
  /** The part of the plan that it is about, by id where it was found and in the words of the sender. */
  place?: { sectionId: string | null; paragraphId: string | null } | null
  about?: string
  externalId?: string | null
  idempotencyKey?: string | null
  /** Hash of the code to follow it with; without one it has no receipt. */
  receiptHash?: string | null
  /** Its points come with it, so that there is nothing left to split. */
  splitDoneAt?: Date | null
  /** What may not become public, in words of the sender. */
  notPublic?: string
} & ({ text: string } | { items: readonly NewItem[] })

/** Where the items of a new contribution stand in its text, in order. */
export type RegisteredContribution = {
  id: string
  contributorId: string
  text: string
  round: Round
  timeliness: Timeliness
  items: { start: number; end: number }[]
}

const registerRefusals = {
  noText: { says: 'Er staat nog geen tekst in deze inbreng.', at: 'text' },
  textTooLong: {
    says: (length: number) => `Deze inbreng heeft ${length} tekens. Het mogen er ${MAX_TEXT_LENGTH} zijn.`,
    at: 'text',
  },
}

type ProcessWithTerm = ProcessRef & ResidentTerms

/** Registers one contribution. See registerContributions. */
export async function registerContribution(
  trx: Trx,
  process: ProcessWithTerm,
  given: NewContribution,
): Promise<RegisteredContribution> {
  const [stored] = await registerContributions(trx, process, [given])
  if (!stored) throw new Error('what was registered is there')
  return stored
}

/**
 * Stores what people gave, of whatever kind and by whatever door, as it was given: one text, or items under questions, whose
 * places in the text are kept. One contribution takes as many statements as thousands. Whoever calls it guards and records.
 * Refused for a text without words, or a longer one than the register takes.
 */
export async function registerContributions(
  trx: Trx,
  process: ProcessWithTerm,
  given: readonly NewContribution[],
): Promise<RegisteredContribution[]> {
  const all = given.map((one) => asRows(process, one))
  setOrdinals(all)
  for (let from = 0; from < all.length; from += AT_ONCE)
    await storeMany(trx, valuesFor(process, all.slice(from, from + AT_ONCE)))
  return all.map(({ registered }) => registered)
}

/**
 * Registers what came by the website, or stores nothing and gives null: the process took no reactions when it was received, or the
 * idempotency key is in the register already. The statement that stores it decides, records it and marks its draft as sent:
 * the draft keeps the way to the receipt with the moment of sending, and nothing of what was typed.
 */
export async function registerWhileOpen(
  db: Db | Trx,
  process: ProcessWithTerm,
  given: NewContribution & { idempotencyKey: string },
  now: Date,
  eventOf: (registered: RegisteredContribution) => RecordedEvent,
): Promise<RegisteredContribution | null> {
  const rows = asRows(process, given)
  const [stored] = await storeSent(db, {
    ...valuesFor(process, [rows]),
    ...{ arrivedAt: given.receivedAt, now, key: given.idempotencyKey, ...eventFor(eventOf(rows.registered)) },
  })
  return Number(stored?.count) === 0 ? null : rows.registered
}

/** Stores, changes or removes (when empty) the address of a contributor. */
export async function replaceContact(
  trx: Trx,
  { municipalityId, contributorId }: { municipalityId: string; contributorId: string },
  email: string,
): Promise<void> {
  await trx
    .deleteFrom('contributorContact')
    .where('municipalityId', '=', municipalityId)
    .where('contributorId', '=', contributorId)
    .execute()
  if (email === '') return
  await trx.insertInto('contributorContact').values({ municipalityId, contributorId, email }).execute()
}

const contributionColumns = {
  ...{ id: 'uuid', contributorId: 'uuid', kind: 'text', channel: 'text', sentOn: 'date', receivedAt: 'timestamptz' },
  ...{
    timeliness: 'text',
    timelinessReason: 'text',
    sectionId: 'uuid',
    paragraphId: 'uuid',
    about: 'text',
    text: 'text',
  },
  ...{ idempotencyKey: 'text', externalId: 'text', splitDoneAt: 'timestamptz', receiptHash: 'text' },
  ...{ round: 'text', ordinal: 'int', notPublic: 'text' },
}
const contributorColumns = {
  ...{ id: 'uuid', kind: 'text', name: 'text', organisation: 'text', role: 'text' },
  ...{ namedInPublic: 'boolean', email: 'text' },
}
const itemColumns = {
  ...{ contributionId: 'uuid', position: 'int', number: 'int', printedNumber: 'int', questionVersionId: 'uuid' },
  ...{ heading: 'text', start: 'int', end: 'int' },
}
const proposalColumns = { contributionId: 'uuid', position: 'int', paragraphId: 'uuid', removes: 'boolean' }

type Rows = {
  contribution: Record<keyof typeof contributionColumns, unknown>
  contributor: Record<keyof typeof contributorColumns, unknown> | null
  items: Record<keyof typeof itemColumns, unknown>[]
  proposals: Record<keyof typeof proposalColumns, unknown>[]
  registered: RegisteredContribution
}

/** What is stored of a contribution. Throws Refused. */
function asRows(process: ProcessWithTerm, given: NewContribution): Rows {
  const { contributor, kind, channel, receivedAt, sentOn = null, place, about = '' } = given
  const { text, pieces } = 'text' in given ? { text: given.text, pieces: [] } : composeItems(given.items)
  if (text.trim() === '') throw refusedBy(registerRefusals, 'noText')
  const length = textLength(text)
  if (length > MAX_TEXT_LENGTH) throw refusedBy(registerRefusals, 'textTooLong', length)
  const contributorId = contributor.id ?? uuid()
  const id = uuid()
  const round = given.round ?? usualRound(given, process)
  const timing = timingOf(termFor(process, round), { channel, sentOn, receivedAt }, given)
  return {
    contribution: {
      ...{ id, contributorId, kind, channel, sentOn, receivedAt, ...timing, about, text },
      ...{ sectionId: place?.sectionId ?? null, paragraphId: place?.paragraphId ?? null },
      ...{ idempotencyKey: given.idempotencyKey ?? null, externalId: given.externalId ?? null },
      ...{ splitDoneAt: given.splitDoneAt ?? null, receiptHash: given.receiptHash ?? null },
      ...{ round, ordinal: 1, notPublic: given.notPublic ?? '' },
    },
    contributor:
      'kind' in contributor
        ? {
            ...{ name: '', organisation: '', role: '', namedInPublic: false, email: '' },
            ...{ ...contributor, id: contributorId },
          }
        : null,
    items: pieces.map(
      ({ number = null, printedNumber = null, questionVersionId = null, heading = '', start, end }, index) => ({
        ...{ contributionId: id, position: index + 1, number, printedNumber, questionVersionId, heading, start, end },
      }),
    ),
    proposals: pieces.flatMap(({ proposal }, index) =>
      proposal ? [{ contributionId: id, position: index + 1, ...proposal }] : [],
    ),
    registered: {
      ...{ id, contributorId, text, round, timeliness: timing.timeliness },
      items: pieces.map(({ start, end }) => ({ start, end })),
    },
  }
}

/** Counts the contributions of who is new. Which one it is of who gave something before, `giveNumbers` finds. */
function setOrdinals(all: readonly Rows[]): void {
  const counted = new Map<string, number>()
  for (const { contribution, contributor, registered } of all) {
    const ordinal = (counted.get(registered.contributorId) ?? 0) + 1
    counted.set(registered.contributorId, ordinal)
    contribution.ordinal = contributor === null ? null : ordinal
  }
}

type Given = Record<string, unknown>

function valuesFor({ municipalityId, id: processId }: ProcessRef, rows: readonly Rows[]): Given {
  const contributors = new Map(rows.flatMap(({ contributor }) => (contributor ? [[contributor.id, contributor]] : [])))
  const contributions = rows.map(({ contribution }) => contribution)
  return {
    ...{ municipalityId, processId },
    ...rowsFor('contribution', contributionColumns, contributions),
    ...rowsFor('contributor', contributorColumns, [...contributors.values()]),
    ...rowsFor(
      'item',
      itemColumns,
      rows.flatMap(({ items }) => items),
    ),
    ...rowsFor(
      'proposal',
      proposalColumns,
      rows.flatMap(({ proposals }) => proposals),
    ),
  }
}

/**
 * Stores all of it in one statement and says how many contributions there were to store. `openProcess` finds the process to
 * store them under, `orNothing` says what to do with a key that is there already, and `besides` is what is stored with them.
 */
const storing = (
  of: Places<Given>,
  { openProcess, orNothing, besides }: Record<'openProcess' | 'orNothing' | 'besides', RawBuilder<unknown>>,
) => sql<{ count: string }>`
  with new_contribution as materialized (select * from ${placedRows('contribution', contributionColumns, of)}),
  open_process as materialized (${openProcess}),
  new_contributor as materialized (select * from ${placedRows('contributor', contributorColumns, of)}),
  stored as (
    insert into contribution (municipality_id, id, process_id, contributor_id, kind, channel, sent_on, received_at, timeliness,
      timeliness_reason, section_id, paragraph_id, about, text, idempotency_key, external_id, split_done_at, round, ordinal, not_public)
    select ${of.municipalityId}::uuid, given.id, open_process.id, contributor_id, kind, channel, sent_on, received_at, timeliness,
      timeliness_reason, section_id, paragraph_id, about, text, idempotency_key, external_id, split_done_at, round, ordinal, not_public
    from new_contribution as given cross join open_process order by place
    ${orNothing} returning id, contributor_id
  ),
  stored_contributor as (
    insert into contributor (municipality_id, id, process_id, kind, name, organisation, role, named_in_public)
    select ${of.municipalityId}::uuid, id, ${of.processId}::uuid, kind, name, organisation, role, named_in_public
    from new_contributor where id in (select contributor_id from stored) order by place
  ),
  stored_contact as (
    insert into contributor_contact (municipality_id, contributor_id, email)
    select ${of.municipalityId}::uuid, id, email from new_contributor
    where email <> '' and id in (select contributor_id from stored)
  ),
  stored_receipt as (
    insert into receipt (municipality_id, contribution_id, code_hash)
    select ${of.municipalityId}::uuid, id, receipt_hash from new_contribution
    where receipt_hash is not null and id in (select id from stored)
  ),
  stored_item as (
    insert into contribution_item (municipality_id, contribution_id, position, number, printed_number, question_version_id, heading,
      quote_start, quote_end)
    select ${of.municipalityId}::uuid, contribution_id, position, number, printed_number, question_version_id, heading, given.start,
      given."end"
    from ${placedRows('item', itemColumns, of)} where contribution_id in (select id from stored)
  ),
  stored_proposal as (
    insert into proposed_text (municipality_id, contribution_id, position, paragraph_id, removes)
    select ${of.municipalityId}::uuid, contribution_id, position, paragraph_id, removes
    from ${placedRows('proposal', proposalColumns, of)} where contribution_id in (select id from stored)
  )${besides}
  select count(*) from stored`

const storeMany = prepared(null, (db, of: Places<Given>) =>
  storing(of, {
    openProcess: sql`select ${of.processId}::uuid as id`,
    ...{ orNothing: sql``, besides: sql`` },
  }).compile(db),
)

/**
 * Only where the process takes reactions at `arrivedAt` and the key is new: else nothing of it is stored, not even who sent
 * it. The process is held by its key, so that an act that closes it (`lockProcess`, 'close') is waited for and seen, and no
 * other act is.
 */
const storeSent = prepared('storeSent', (db, of: Places<Given>) =>
  storing(of, {
    openProcess: sql`select id from process where municipality_id = ${of.municipalityId}::uuid and id = ${of.processId}::uuid
      and state in (${sql.join([...statesFor.react])})
      and case when (select round from new_contribution) = 'secondInspraak' then second_closes_at else closes_at end
        > ${of.arrivedAt}::timestamptz for key share`,
    orNothing: sql`on conflict (municipality_id, idempotency_key) do nothing`,
    besides: sql`, recorded as (${recordedWith(of)} where exists (select from stored)),
  sent as (
    update reaction_draft set contribution_id = stored.id, fields = '{}', updated_at = ${of.now}::timestamptz
    from stored where municipality_id = ${of.municipalityId}::uuid and process_id = ${of.processId}::uuid
      and reaction_draft.idempotency_key = ${of.key}::text
  )`,
  }).compile(db),
)

/** Whether it came in time for the term of its round, with the reason; what was given before there was a term is early, and counts. */
export function timingOf(
  term: Term | null,
  given: { channel: ChannelKind; sentOn: LocalDate | null; receivedAt: Date },
  { givenAt, isApart = false }: Pick<NewContribution, 'givenAt' | 'isApart'> = {},
): { timeliness: Timeliness; timelinessReason: string } {
  if (term === null) {
    return {
      timeliness: 'early',
      timelinessReason: givenAt ?? 'Ontvangen voordat de termijn was bepaald. Een vroege reactie telt mee.',
    }
  }
  const { state, reason } = timeliness({ ...given, term })
  return { timeliness: isApart && state === 'late' ? 'onTime' : state, timelinessReason: givenAt ?? reason }
}
