import { NotFound, Refused } from '#app/errors.server.ts'
import { mayMail } from '#app/features/accounts/mail-allowance.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { partOfPlan, type PartOfPlan } from './process-to-react.server.ts'
import { momentInWords, namedInWords, timelinessInWords } from './reaction-words.ts'
import { textForm } from './reaction.schema.ts'
import type { ReactionFields } from './reaction.ts'
import { receiptCode, receiptCodeHash, showCode } from './receipt-code.server.ts'
import { registerWhileOpen } from './register-contribution.server.ts'

export type SubmitReaction = {
  municipality: { id: string; name: string; helpPhone: string }
  processId: string
  fields: ReactionFields
  /** Made with the draft. The same key gives the same receipt, however often and however much at once it is sent. */
  idempotencyKey: string
  secret: string
  /** Address of the site, for the links in the message. */
  baseUrl: string
  /** Where the request came from: what one network has mailed to strangers is limited. */
  clientAddress: string
}

type StoreReaction = SubmitReaction & { isMailed: boolean }

type ReactionReceipt = { contributionId: string; code: string; receivedAt: Date; timeliness: Timeliness }

/** A resident's reaction came after the term, or to a process that takes none. */
export class TermOver extends Refused {
  constructor() {
    super('Reageren op deze website kan niet meer. Uw tekst is niet verstuurd, maar wel bewaard.')
  }
}

/**
 * Stores what a resident sent, as it was sent. `arrivedAt` is when the request reached us: it decides whether the
 * reaction is in time, in the statement that stores it (Awb 2:3 in force since 1 January 2026; Awb 3:16). An early
 * reaction counts. Throws TermOver after the term, and Refused for a text that is no text or a part that is not there.
 */
export async function submitReaction(db: Db, input: SubmitReaction, arrivedAt: Date): Promise<ReactionReceipt> {
  const problem = textForm.safeParse({ tekst: input.fields.text }).error?.issues[0]
  if (problem) throw new Refused(problem.message, 'tekst')
  // The limits bite on the message alone: the reaction is stored and its code is shown, whoever shares an address or a network.
  const isMailed =
    input.fields.email !== '' &&
    (await mayMail(db, { ...input, municipalityId: input.municipality.id, to: input.fields.email }, arrivedAt))
  return storeReaction(db, { ...input, isMailed }, arrivedAt)
}

/** The act itself, in one transaction; `isMailed` says whether the receipt goes by mail too. */
export async function storeReaction(db: Db | Trx, input: StoreReaction, arrivedAt: Date): Promise<ReactionReceipt> {
  return inTransaction(db, async (trx) => {
    const stored =
      (await findStored(trx, input)) ?? (await store(trx, input, arrivedAt)) ?? (await findStored(trx, input))
    if (!stored) throw new TermOver()
    return stored
  })
}

/** What the key gave before, if anything. */
async function findStored(trx: Trx, input: SubmitReaction): Promise<ReactionReceipt | null> {
  const { municipality, processId, idempotencyKey, secret } = input
  const earlier = await trx
    .selectFrom('contribution')
    .select(['id', 'processId', 'receivedAt', 'timeliness'])
    .where('municipalityId', '=', municipality.id)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst()
  if (!earlier) return null
  if (earlier.processId !== processId) throw new NotFound()
  const code = receiptCode({ secret, municipalityId: municipality.id }, idempotencyKey)
  return {
    contributionId: earlier.id,
    code,
    receivedAt: earlier.receivedAt,
    timeliness: earlier.timeliness as Timeliness,
  }
}

/** Stores it all, or gives null: the term is over, or another request with the same key was first. */
async function store(trx: Trx, input: StoreReaction, arrivedAt: Date): Promise<ReactionReceipt | null> {
  const { municipality, processId, fields, idempotencyKey, secret } = input
  const municipalityId = municipality.id
  const process = await trx
    .selectFrom('process')
    .select(['id', 'municipalityId', 'slug', 'title', 'startsOn', 'lastDay', 'answersExpected'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', processId)
    .executeTakeFirst()
  if (!process) throw new NotFound()
  const { startsOn, lastDay } = process
  if (!startsOn || !lastDay) return null
  const part = await partOfPlan(trx, process, fields.about)
  if (!part) throw new Refused('Dit deel staat niet meer in het plan. Kies een ander deel van het plan.', 'over')

  const code = receiptCode({ secret, municipalityId }, idempotencyKey)
  const registered = await registerWhileOpen(
    trx,
    process,
    {
      contributor: contributorOf(fields),
      ...{ kind: 'reaction', channel: 'online', receivedAt: arrivedAt, place: part, text: fields.text },
      ...{ idempotencyKey, receiptHash: receiptCodeHash({ secret, municipalityId }, code) },
    },
    arrivedAt,
  )
  if (!registered) return null
  const { id: contributionId, timeliness } = registered
  await record(trx, {
    municipalityId,
    at: arrivedAt,
    by: { kind: 'resident', id: null },
    act: 'submitReaction',
    subject: { kind: 'contribution', id: contributionId },
    processId,
    detail: { channel: 'online', timeliness },
  })
  if (input.isMailed)
    await mailReceipt(trx, input, { ...process, lastDay }, { contributionId, code, part, timeliness, arrivedAt })
  await markSent(trx, input, contributionId, arrivedAt)
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

async function mailReceipt(
  trx: Trx,
  { municipality, fields, baseUrl }: SubmitReaction,
  process: { slug: string; title: string; lastDay: string; answersExpected: string },
  given: { contributionId: string; code: string; part: PartOfPlan; timeliness: Timeliness; arrivedAt: Date },
): Promise<void> {
  await notify(trx, {
    municipalityId: municipality.id,
    key: `receipt:${given.contributionId}`,
    template: 'receipt',
    to: fields.email,
    data: {
      municipality: municipality.name,
      processTitle: process.title,
      receivedAt: momentInWords(given.arrivedAt),
      timeliness: timelinessInWords(given.timeliness),
      code: showCode(given.code),
      about: given.part.about.kind === 'plan' ? '' : given.part.label,
      lastDay: formatDate(process.lastDay),
      publicName: namedInWords(fields),
      statusUrl: `${baseUrl}${paths.public.myReaction()}`,
      processUrl: `${baseUrl}${paths.public.process(process.slug)}`,
      answersExpected: process.answersExpected,
      helpPhone: municipality.helpPhone,
    },
    now: given.arrivedAt,
  })
}

/** The draft did its work: it keeps the way to the receipt with the moment of sending, and nothing of what was typed. */
async function markSent(
  trx: Trx,
  { municipality, processId, idempotencyKey }: SubmitReaction,
  contributionId: string,
  sentAt: Date,
): Promise<void> {
  await trx
    .updateTable('reactionDraft')
    .set({ contributionId, fields: '{}', updatedAt: sentAt })
    .where('municipalityId', '=', municipality.id)
    .where('processId', '=', processId)
    .where('idempotencyKey', '=', idempotencyKey)
    .execute()
}
