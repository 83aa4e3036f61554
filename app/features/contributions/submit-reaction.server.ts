import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import { mayMail } from '#app/features/accounts/mail-allowance.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { markOfReaction } from './draft.server.ts'
import { mailReceipt } from './give-receipt.server.ts'
import { partOfPlan, type ChosenPart } from './process-to-react.server.ts'
import { momentInWords, namedInWords } from './reaction-words.ts'
import { aboutYou, aboutYouIn, aboutYouInput, problemOfReaction } from './reaction.schema.ts'
import { readAbout, type ReactionFields } from './reaction.ts'
import { receiptCode, receiptCodeHash } from './receipt-code.server.ts'
import { registerWhileOpen } from './register-contribution.server.ts'

type Receipt = { contributionId: string; code: string; receivedAt: Date; timeliness: Timeliness }

type Sent = {
  process: ProcessRef
  fields: ReactionFields
  /** Made with the draft. The same key gives the same receipt, however often and however much at once it is sent. */
  key: string
  secret: string
  baseUrl: string
  /** Whether the receipt goes by mail too. */
  isMailed: boolean
  /** When it arrived: the time that counts, which is before it is stored when it was refused for pressure first. */
  arrivedAt: Date
}

/**
 * Stores what a resident sent, as it was sent. When the request reached us decides whether the reaction is in time, in the
 * statement that stores it (Awb 2:3 in force since 1 January 2026; Awb 3:16). Of what was refused for pressure and is sent
 * again, the first arrival decides, also after the last day. An early reaction counts. What was sent before gives its receipt
 * again, whatever comes with it; only then is looked at what was filled in.
 */
export const submitReaction = act({
  name: 'submitReaction',
  by: { audience: 'everyone' },
  on: 'process',
  needs: ['secret', 'baseUrl', 'clientAddress', 'firstArrivedAt'],
  input: z.object({
    key: z.string().min(1),
    seen,
    text: z.string(),
    about: z.string().default('').transform(readAbout),
    ...aboutYouInput,
  }),
  refusals: {
    termOver: { says: 'Reageren op deze website kan niet meer. Uw tekst is niet verstuurd, maar wel bewaard.' },
    partGone: { says: 'Dit deel staat niet meer in het plan. Kies een ander deel van het plan.', at: 'about' },
    stale: { says: 'In een ander venster hebt u er iets aan veranderd. Uw reactie is nog niet verstuurd.' },
  },
  // The limits bite on the message alone: the reaction is stored and its code is shown, whoever shares an address or a network.
  prepare: async ({ db, by, now, secret, clientAddress }, { email }) =>
    email !== '' && (await mayMail(db, { municipalityId: by.municipalityId, to: email, secret, clientAddress }, now)),
  async run(context, { key, seen, ...given }, isMailed) {
    const {
      trx,
      by,
      now,
      process: { id },
      secret,
      baseUrl,
      firstArrivedAt,
      refuse,
    } = context
    const process = { municipalityId: by.municipalityId, id }
    const earlier = await receiptOf(trx, process, key, secret)
    if (earlier) return changedNothing(earlier)
    const fields = { ...given, named: given.named === 'yes' }
    if (seen !== undefined && seen !== markOfReaction(fields)) refuse('stale')
    refuseWrongFields(fields)
    const part = await partOfPlan(trx, process, fields.about)
    if (!part) return refuse('partGone')
    const sent = { process, fields, key, secret, baseUrl, isMailed, arrivedAt: firstArrivedAt ?? now }
    const stored = await storeReaction(trx, sent, part, now)
    // Another request with the same key may have been first.
    if (!stored) return changedNothing((await receiptOf(trx, process, key, secret)) ?? refuse('termOver'))
    const { contributionId, timeliness } = stored
    return did(stored, {
      subject: { kind: 'contribution', id: contributionId },
      detail: { channel: 'online', timeliness, ...(firstArrivedAt && { sentAgainAfterPressure: true }) },
    })
  },
})

function refuseWrongFields(fields: ReactionFields): void {
  const problem = problemOfReaction(fields.text)
  if (problem) throw new WrongInput({ text: problem })
  const { error } = aboutYou.safeParse(aboutYouIn(fields))
  if (error) throw new WrongInput(fieldErrors(error))
}

/** What the key gave before, if anything. */
async function receiptOf(trx: Trx, process: ProcessRef, key: string, secret: string): Promise<Receipt | null> {
  const { municipalityId } = process
  const earlier = await trx
    .selectFrom('contribution')
    .select(['id', 'processId', 'receivedAt', 'timeliness'])
    .where('municipalityId', '=', municipalityId)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst()
  if (!earlier) return null
  if (earlier.processId !== process.id) throw new NotFound()
  const { id: contributionId, receivedAt } = earlier
  const code = receiptCode({ secret, municipalityId }, key)
  return { contributionId, code, receivedAt, timeliness: earlier.timeliness as Timeliness }
}

/** Stores it all, or gives null: the term is over, or another request with the same key was first. */
export async function storeReaction(trx: Trx, sent: Sent, part: ChosenPart, now: Date): Promise<Receipt | null> {
  const { fields, key, secret, baseUrl, arrivedAt } = sent
  const { municipalityId, id: processId } = sent.process
  const process = await trx
    .selectFrom('process')
    .select(['id', 'municipalityId', 'slug', 'title', 'startsOn', 'lastDay', 'answersExpected'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', processId)
    .executeTakeFirstOrThrow()
  if (!process.startsOn || !process.lastDay) return null
  const code = receiptCode({ secret, municipalityId }, key)
  const registered = await registerWhileOpen(
    trx,
    process,
    {
      contributor: contributorOf(fields),
      ...{ kind: 'reaction', channel: 'online', receivedAt: arrivedAt, place: part, text: fields.text },
      ...{ idempotencyKey: key, receiptHash: receiptCodeHash({ secret, municipalityId }, code) },
    },
    arrivedAt,
  )
  if (!registered) return null
  const { id: contributionId, timeliness } = registered
  if (sent.isMailed) {
    const about = part.about.kind === 'plan' ? '' : part.label
    const words = { receivedAt: momentInWords(arrivedAt), about, publicName: namedInWords(fields) }
    await mailReceipt(trx, process, { contributionId, to: fields.email, code, timeliness, baseUrl, ...words }, now)
  }
  await markSent(trx, sent, contributionId, now)
  return { contributionId, code, receivedAt: arrivedAt, timeliness }
}

function contributorOf({ speaksFor, name, organisation, named, email }: ReactionFields) {
  const forOrganisation = speaksFor === 'organisation'
  return {
    kind: forOrganisation ? ('organisation' as const) : ('resident' as const),
    ...{ name, organisation: forOrganisation ? organisation : '', email },
    // Organisations are named; the person who writes for one never is.
    namedInPublic: forOrganisation || named,
  }
}

/** The draft did its work: it keeps the way to the receipt with the moment of sending, and nothing of what was typed. */
async function markSent(trx: Trx, { process, key }: Sent, contributionId: string, sentAt: Date): Promise<void> {
  await trx
    .updateTable('reactionDraft')
    .set({ contributionId, fields: '{}', updatedAt: sentAt })
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('idempotencyKey', '=', key)
    .execute()
}
