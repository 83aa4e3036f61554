import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { asProcessToReact, processToReactColumns, type ProcessToReact } from './process-to-react.server.ts'
import { draftSchema, emptyDraft, typedText, type DraftFields, type ReactionFields } from './reaction.ts'

export type Draft = {
  fields: DraftFields
  idempotencyKey: string
  /** The contribution it became, once it was sent. */
  contributionId: string | null
  /** When it was last changed, or sent. */
  updatedAt: Date
}

/** The draft that a browser carries, for the acts on it. An old token came under a name that anyone may set. */
export const draftTokens = { token: z.string().default(''), oldToken: z.string().default('') }

const hashed = (token: string) => createHash('sha256').update(token).digest('hex')

/** The draft that a token opens, when it belongs to this process. */
export async function findDraft(db: Db | Trx, process: ProcessRef, token: string | null): Promise<Draft | null> {
  if (token === null || token === '') return null
  const [row] = await draftByToken(db, {
    ...{ municipalityId: process.municipalityId, processId: process.id, tokenHash: hashed(token) },
  })
  return row ? asDraft(row) : null
}

const draftColumns = ['fields', 'idempotencyKey', 'contributionId', 'updatedAt'] as const
type DraftRow = Omit<Draft, 'fields'> & { fields: unknown }
const asDraft = (row: DraftRow): Draft => ({ ...row, fields: draftSchema.parse(row.fields) })

type ByToken = { municipalityId: string; processId: string; tokenHash: string }
const draftByToken = prepared('draftByToken', (db, of: Places<ByToken>) =>
  db
    .selectFrom('reactionDraft')
    .select(draftColumns)
    .where('municipalityId', '=', of.municipalityId)
    .where('processId', '=', of.processId)
    .where('tokenHash', '=', of.tokenHash)
    .compile(),
)

/** A process at its address, with the drafts that two tokens open there. Throws NotFound when the process is not public. */
export async function processWithDrafts(
  db: Db,
  { municipalityId, slug }: { municipalityId: string; slug: string },
  tokens: { writing: string | null; sent: string | null },
): Promise<{ process: ProcessToReact; writing: Draft | null; sent: Draft | null }> {
  const hashes = { writing: tokens.writing && hashed(tokens.writing), sent: tokens.sent && hashed(tokens.sent) }
  const rows = await processAndDrafts(db, { municipalityId, slug, ...hashes })
  const process = asProcessToReact(rows[0])
  const of = (hash: string | null) => {
    const row = hash === null ? undefined : rows.find(({ tokenHash }) => tokenHash === hash)
    const { fields, idempotencyKey, contributionId = null, updatedAt } = row ?? {}
    return idempotencyKey && updatedAt ? asDraft({ fields, idempotencyKey, contributionId, updatedAt }) : null
  }
  return { process, writing: of(hashes.writing), sent: of(hashes.sent) }
}

type AtAddress = { municipalityId: string; slug: string; writing: string | null; sent: string | null }
const processAndDrafts = prepared('processAndDrafts', (db, of: Places<AtAddress>) =>
  db
    .selectFrom('process')
    .leftJoin('reactionDraft as draft', (join) =>
      join
        .onRef('draft.municipalityId', '=', 'process.municipalityId')
        .onRef('draft.processId', '=', 'process.id')
        .on('draft.tokenHash', 'in', [of.writing, of.sent]),
    )
    .select(processToReactColumns)
    .select(['draft.tokenHash', 'draft.fields', 'draft.idempotencyKey', 'draft.contributionId', 'draft.updatedAt'])
    .where('process.municipalityId', '=', of.municipalityId)
    .where('process.slug', '=', of.slug)
    .compile(),
)

/** The mark of a text: tells whether a window has seen the newest one. */
export function markOfText(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/** The mark of everything that will be sent: the check page carries it, so that only what was seen is sent. */
export function markOfReaction(fields: ReactionFields): string {
  const { about, text, speaksFor, name, organisation, email, named, notPublic, proposedWords = null } = fields
  return markOfText(
    JSON.stringify([about, text, speaksFor, name, organisation, email, named, notPublic, proposedWords]),
  )
}

type Kept = {
  token: string
  fields: DraftFields
  /** The text of another window that this one had not seen: it was left as it is, and what came now is not kept. */
  otherText: string | null
}

type NewText = {
  process: ProcessRef
  token: string | null
  isOld?: boolean
  change: Partial<DraftFields>
  seen?: string
}

/**
 * Stores what was typed. Without a token that opens an unsent draft a new one is made, with its own key, so that what is
 * sent next is a new reaction. A text that another window wrote meanwhile is not overwritten before it was shown:
 * `seen` is the mark of the text that the form was made with. With `isOld` the draft may be a stranger's who reads along: it
 * stays as it is, and what is written goes into a copy. Writes in one statement; where another window was first, the
 * second time in this one's turn.
 */
export async function storeDraft(db: Db | Trx, input: NewText, now: Date): Promise<Kept> {
  const { process, token, change } = input
  const before = await draftRow(db, process, token)
  if (token === null || !before || before.contributionId !== null) return newDraft(db, process, change, now)
  const fields = draftSchema.parse(before.fields)
  const unseen = unseenIn(fields, input)
  if (input.isOld) {
    const copy = await newDraft(db, process, unseen ? fields : { ...fields, ...change }, now)
    return { ...copy, fields: unseen ? fields : copy.fields, otherText: unseen ? typedText(fields) : null }
  }
  if (unseen) return { token, fields, otherText: typedText(fields) }
  const [changed] = await changeDraft(db, {
    ...{ municipalityId: process.municipalityId, processId: process.id, tokenHash: hashed(token) },
    ...{ before: JSON.stringify(before.fields), change: JSON.stringify(change), now },
  })
  if (changed) return { token, fields: draftSchema.parse(changed.fields), otherText: null }
  return storeDraft(db, input, now)
}

/**
 * Adds to an unsent draft what another window can't have written meanwhile, in one statement; null when the token opens
 * none.
 */
export async function addToDraft(
  db: Db,
  { process, token, change }: { process: ProcessRef; token: string; change: Partial<Omit<DraftFields, 'text'>> },
  now: Date,
): Promise<Kept | null> {
  const [changed] = await changeDraft(db, {
    ...{ municipalityId: process.municipalityId, processId: process.id, tokenHash: hashed(token) },
    ...{ before: null, change: JSON.stringify(change), now },
  })
  return changed ? { token, fields: draftSchema.parse(changed.fields), otherText: null } : null
}

async function draftRow(db: Db | Trx, { municipalityId, id: processId }: ProcessRef, token: string | null) {
  if (token === null) return undefined
  const [row] = await draftByToken(db, { municipalityId, processId, tokenHash: hashed(token) })
  return row
}

type Change = ByToken & { before: string | null; change: string; now: Date }
/** With `before` only a draft that still holds that. */
const changeDraft = prepared('changeDraft', (db, of: Places<Change>) =>
  db
    .updateTable('reactionDraft')
    .set({ fields: sql`fields || ${of.change}::jsonb`, updatedAt: of.now })
    .where('municipalityId', '=', of.municipalityId)
    .where('processId', '=', of.processId)
    .where('tokenHash', '=', of.tokenHash)
    .where('contributionId', 'is', null)
    .where(sql<boolean>`coalesce(fields = ${of.before}::jsonb, true)`)
    .returning('fields')
    .compile(),
)

function unseenIn(before: DraftFields, { change, seen }: NewText): boolean {
  const { text, window } = change
  if (seen === undefined || text === undefined) return false
  const [typed, typedNow] = [typedText(before), typedText({ ...before, ...change })]
  if (typed === '' || typed === typedNow) return false
  // The back button shows a page from before; what its own window sent since then is no surprise to it.
  if (window && window === before.window) return false
  return seen !== markOfText(typed)
}

async function newDraft(db: Db | Trx, process: ProcessRef, change: Partial<DraftFields>, now: Date): Promise<Kept> {
  const token = randomBytes(16).toString('base64url')
  const fields = { ...emptyDraft, ...change }
  await insertDraft(db, {
    ...{ municipalityId: process.municipalityId, tokenHash: hashed(token), processId: process.id, now },
    ...{ idempotencyKey: randomBytes(16).toString('base64url'), fields: JSON.stringify(fields) },
  })
  return { token, fields, otherText: null }
}

const insertDraft = prepared(
  'insertDraft',
  (db, of: Places<ByToken & { idempotencyKey: string; fields: string; now: Date }>) =>
    db
      .insertInto('reactionDraft')
      .values({
        ...{ municipalityId: of.municipalityId, tokenHash: of.tokenHash, processId: of.processId },
        ...{ idempotencyKey: of.idempotencyKey, fields: of.fields, createdAt: of.now, updatedAt: of.now },
      })
      .compile(),
)
