import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { act, changedNothing, refusedBy } from '#app/acts/act.server.ts'
import type { Caller } from '#app/acts/who-may.ts'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import { mayMail } from '#app/features/accounts/mail-allowance.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { seen } from '#app/forms/typed.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { proposalItems, takesProposals } from './proposal.ts'
import { markOfReaction } from './draft.server.ts'
import { mailReceipt } from './give-receipt.server.ts'
import { partOfPlan, processToReact, type ChosenPart, type ProcessToReact } from './process-to-react.server.ts'
import { momentInWords, namedInWords } from './reaction-words.ts'
import { aboutYou, aboutYouIn, aboutYouInput, problemOfProposal, problemOfReaction } from './reaction.schema.ts'
import { readAbout, type ReactionFields } from './reaction.ts'
import { receiptCode, receiptCodeHash } from './receipt-code.server.ts'
import { registerWhileOpen, type RegisteredContribution } from './register-contribution.server.ts'
import type { Round } from './round.ts'

type Receipt = { contributionId: string; code: string; receivedAt: Date; round: Round; timeliness: Timeliness }

/** Makes of the proposed words in a contribution, with the reason, the point that they are. Done by a later room, in the same transaction. */
export type PointOfProposal = (
  trx: Trx,
  process: ProcessRef,
  registered: RegisteredContribution,
  now: Date,
) => Promise<void>

type Sent = {
  by: Caller
  process: ProcessToReact
  fields: ReactionFields
  /** Made with the draft. The same key gives the same receipt, however often and however much at once it is sent. */
  key: string
  secret: string
  baseUrl: string
  /** Whether the receipt goes by mail too. */
  isMailed: boolean
  /** When it arrived: the time that counts, which is before it is stored when it was refused for pressure first. */
  arrivedAt: Date
  pointOfProposal: PointOfProposal
}

const refusals = {
  termOver: { says: 'Reageren op deze website kan niet meer. Uw tekst is niet verstuurd, maar wel bewaard.' },
  partGone: { says: 'Dit deel staat niet meer in het plan. Kies een ander deel van het plan.', at: 'about' },
  stale: { says: 'In een ander venster hebt u er iets aan veranderd. Uw reactie is nog niet verstuurd.' },
}

/**
 * Stores what a resident sent, as it was sent. When the request reached us decides whether the reaction is in time, in the
 * statement that stores it (Awb 2:3 in force since 1 January 2026; Awb 3:16). Of what was refused for pressure and is sent
 * again, the first arrival decides, also after the last day. An early reaction counts. What was sent before gives its receipt
 * again, whatever comes with it; only then is looked at what was filled in.
 */
export const submitReactionWith = (pointOfProposal: PointOfProposal) =>
  act({
    name: 'submitReaction',
    by: { audience: 'everyone' },
    on: 'process',
    needs: ['secret', 'baseUrl', 'clientAddress', 'firstArrivedAt'],
    ownTransaction: true,
    input: z.object({
      key: z.string().min(1),
      seen,
      text: z.string(),
      about: z.string().default('').transform(readAbout),
      /** Whether it proposes other words, and which; none at all take the paragraph away. */
      proposes: z.enum(['yes', 'no']).default('no'),
      proposedWords: z.string().nullish(),
      ...aboutYouInput,
    }),
    refusals,
    // The limits bite on the message alone: the reaction is stored and its code is shown, whoever shares an address or a network.
    prepare: async ({ db, by: { municipalityId }, now, secret, clientAddress }, { email, key }) =>
      email !== '' &&
      askedOnce(`${municipalityId} ${key} ${email}`, () =>
        mayMail(db, { municipalityId, to: email, secret, clientAddress }, now),
      ),
    async run(context, { key, seen, proposes, proposedWords: words, ...given }, isMailed) {
      const { db, by, now, process: ref, secret, baseUrl, firstArrivedAt, refuse } = context
      const process = await processToReact(db, by.municipalityId, ref)
      const proposedWords = proposes === 'yes' ? (words ?? '') : null
      const fields = { ...given, named: given.named === 'yes', proposedWords }
      const part = await partToSend(db, process, fields, seen).catch(async (error: unknown) => {
        const earlier = await receiptOf(db, process, key, secret)
        if (earlier) return earlier
        throw error
      })
      if ('contributionId' in part) return changedNothing(part)
      const arrivedAt = firstArrivedAt ?? now
      const sent = { by, process, fields, key, secret, baseUrl, isMailed, arrivedAt, pointOfProposal }
      const stored = await storeReaction(db, sent, part, now)
      // What was sent with this key before, or by another request at this moment.
      return changedNothing(stored ?? (await receiptOf(db, process, key, secret)) ?? refuse('termOver'))
    },
  })

/** Whether the receipt of a sending may be mailed, for as long as the same form may come in again. */
const verdicts = new LRUCache<string, Promise<boolean>>({ max: 10_000, ttl: 60_000 })

/**
 * The same form at once, as by a double click, is one message: counted more than once, the one that is stored could be the one
 * that may not be mailed any more.
 */
async function askedOnce(sending: string, ask: () => Promise<boolean>): Promise<boolean> {
  const known = verdicts.get(sending)
  if (known) return known
  const asked = ask()
  verdicts.set(sending, asked)
  return asked.catch((error: unknown) => {
    verdicts.delete(sending)
    throw error
  })
}

/** The part of the plan that the reaction is about, when everything is in order to be sent. Throws Refused. */
async function partToSend(
  db: Db,
  process: ProcessRef,
  fields: ReactionFields,
  seen: string | undefined,
): Promise<ChosenPart> {
  if (seen !== undefined && seen !== markOfReaction(fields)) throw refusedBy(refusals, 'stale')
  refuseWrongFields(fields)
  const part = await partOfPlan(db, process, fields.about)
  if (!part) throw refusedBy(refusals, 'partGone')
  const words = fields.proposedWords ?? null
  if (words === null) return part
  if (!part.paragraph || !takesProposals(part.paragraph.kind)) throw refusedBy(refusals, 'partGone')
  const problem = problemOfProposal(part.quote, { words, reason: fields.text })
  if (problem) throw new WrongInput({ proposal: problem })
  return part
}

function refuseWrongFields(fields: ReactionFields): void {
  const problem = (fields.proposedWords ?? null) === null ? problemOfReaction(fields.text) : null
  if (problem) throw new WrongInput({ text: problem })
  const { error } = aboutYou.safeParse(aboutYouIn(fields))
  if (error) throw new WrongInput(fieldErrors(error))
}

/** What the key gave before, if anything. */
async function receiptOf(db: Db, process: ProcessRef, key: string, secret: string): Promise<Receipt | null> {
  const { municipalityId } = process
  const earlier = await db
    .selectFrom('contribution')
    .select(['id', 'processId', 'receivedAt', 'round', 'timeliness'])
    .where('municipalityId', '=', municipalityId)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst()
  if (!earlier) return null
  if (earlier.processId !== process.id) throw new NotFound()
  const { id: contributionId, receivedAt } = earlier
  const code = receiptCode({ secret, municipalityId }, key)
  const { round, timeliness } = earlier
  return { contributionId, code, receivedAt, round: round as Round, timeliness: timeliness as Timeliness }
}

/** Stores it all, or gives null: the term is over, or another request with the same key was first. */
export async function storeReaction(db: Db, sent: Sent, part: ChosenPart, now: Date): Promise<Receipt | null> {
  const proposes = (sent.fields.proposedWords ?? null) !== null
  if (!sent.isMailed && !proposes) return (await registerSent(db, sent, part, now))?.receipt ?? null
  return inTransaction(db, async (trx) => {
    const stored = await registerSent(trx, sent, part, now)
    if (!stored) return null
    const { receipt, registered } = stored
    if (proposes) await sent.pointOfProposal(trx, sent.process, registered, now)
    if (!sent.isMailed) return receipt
    const { contributionId, round, timeliness, code } = receipt
    const { process, fields, baseUrl, arrivedAt } = sent
    const about = part.about.kind === 'plan' ? '' : part.label
    const words = { receivedAt: momentInWords(arrivedAt), about, publicName: namedInWords(fields) }
    await mailReceipt(
      trx,
      process,
      { contributionId, to: fields.email, code, round, timeliness, baseUrl, ...words },
      now,
    )
    return receipt
  })
}

async function registerSent(
  db: Db | Trx,
  sent: Sent,
  part: ChosenPart,
  now: Date,
): Promise<{ receipt: Receipt; registered: RegisteredContribution } | null> {
  const { by, process, fields, key, secret, arrivedAt } = sent
  const { municipalityId, id: processId } = process
  const code = receiptCode({ secret, municipalityId }, key)
  const registered = await registerWhileOpen(
    db,
    process,
    {
      contributor: contributorOf(fields),
      ...{ kind: 'reaction', channel: 'online', receivedAt: arrivedAt, place: part },
      ...wordsOf(fields, part, arrivedAt),
      ...{ idempotencyKey: key, receiptHash: receiptCodeHash({ secret, municipalityId }, code) },
      notPublic: fields.notPublic.trim(),
    },
    now,
    ({ id, round, timeliness }) => ({
      ...{ municipalityId, processId, at: now, by, act: 'submitReaction', subject: { kind: 'contribution', id } },
      detail: {
        channel: 'online',
        timeliness,
        ...(round === 'secondInspraak' && { round }),
        ...(arrivedAt < now && { sentAgainAfterPressure: true }),
      },
    }),
  )
  if (!registered) return null
  const { id: contributionId, round, timeliness } = registered
  return { receipt: { contributionId, code, receivedAt: arrivedAt, round, timeliness }, registered }
}

/** What was written: one text, or other words for a paragraph with the reason, which come with their point. */
function wordsOf({ text, proposedWords = null }: ReactionFields, { paragraph }: ChosenPart, arrivedAt: Date) {
  if (proposedWords === null || !paragraph) return { text }
  return { items: proposalItems(paragraph, { words: proposedWords, reason: text }), splitDoneAt: arrivedAt }
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
