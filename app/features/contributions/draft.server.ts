import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { draftSchema, emptyDraft, type DraftFields, type ReactionFields } from './reaction.ts'

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
  const row = await draftRow(db, process, token).executeTakeFirst()
  return row ? { ...row, fields: draftSchema.parse(row.fields) } : null
}

function draftRow(db: Db | Trx, process: ProcessRef, token: string) {
  return db
    .selectFrom('reactionDraft')
    .select(['fields', 'idempotencyKey', 'contributionId', 'updatedAt'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('tokenHash', '=', hashed(token))
}

/** The mark of a text: tells whether a window has seen the newest one. */
export function markOfText(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/** The mark of everything that will be sent: the check page carries it, so that only what was seen is sent. */
export function markOfReaction({ about, text, speaksFor, name, organisation, email, named }: ReactionFields): string {
  return markOfText(JSON.stringify([about, text, speaksFor, name, organisation, email, named]))
}

type Kept = {
  token: string
  fields: DraftFields
  /** The text of another window that this one had not seen: it was left as it is, and what came now is not kept. */
  otherText: string | null
}

/**
 * Stores what was typed. Without a token that opens an unsent draft a new one is made, with its own key, so that what is
 * sent next is a new reaction. A text that another window wrote meanwhile is not overwritten before it was shown:
 * `seen` is the mark of the text that the form was made with. With `isOld` the draft may be a stranger's who reads along: it
 * stays as it is, and what is written goes into a copy.
 */
export async function storeDraft(
  db: Db | Trx,
  input: { process: ProcessRef; token: string | null; isOld?: boolean; change: Partial<DraftFields>; seen?: string },
  now: Date,
): Promise<Kept> {
  const { process, change, seen } = input
  return inTransaction(db, async (trx) => {
    const row =
      input.token === null ? undefined : await draftRow(trx, process, input.token).forUpdate().executeTakeFirst()
    if (input.token === null || !row || row.contributionId !== null) return newDraft(trx, process, change, now)

    const before = draftSchema.parse(row.fields)
    const token = input.isOld ? (await newDraft(trx, process, before, now)).token : input.token
    const unseen =
      seen !== undefined && change.text !== undefined && isUnseen(before, { ...change, text: change.text }, seen)
    if (unseen) return { token, fields: before, otherText: before.text }
    const fields = { ...before, ...change }
    await trx
      .updateTable('reactionDraft')
      .set({ fields: JSON.stringify(fields), updatedAt: now })
      .where('municipalityId', '=', process.municipalityId)
      .where('tokenHash', '=', hashed(token))
      .execute()
    return { token, fields, otherText: null }
  })
}

function isUnseen(before: DraftFields, change: { text: string; window?: string }, seen: string): boolean {
  if (before.text === '' || before.text === change.text) return false
  // The back button shows a page from before; what its own window sent since then is no surprise to it.
  if (change.window && change.window === before.window) return false
  return seen !== markOfText(before.text)
}

async function newDraft(trx: Trx, process: ProcessRef, change: Partial<DraftFields>, now: Date): Promise<Kept> {
  const token = randomBytes(16).toString('base64url')
  const fields = { ...emptyDraft, ...change }
  await trx
    .insertInto('reactionDraft')
    .values({
      municipalityId: process.municipalityId,
      tokenHash: hashed(token),
      processId: process.id,
      idempotencyKey: randomBytes(16).toString('base64url'),
      fields: JSON.stringify(fields),
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return { token, fields, otherText: null }
}
