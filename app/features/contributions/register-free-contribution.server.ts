import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { keyOfForm } from '#app/ids.server.ts'
import { formatDate, startOfDay, today, type LocalDate } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { contributorKindLabels, type ContributorKind } from './contributor-kind.ts'
import { contributionKindOf, dayReceived, type Origin } from './free-contribution.ts'
import { codeToGive, mailReceipt, type ReceiptSite } from './give-receipt.server.ts'
import { problemOfText } from './free-contribution.schema.ts'
import { whenAndWhere } from './origin-words.ts'
import { registerContribution } from './register-contribution.server.ts'

export type FreeContribution = {
  processId: string
  kind: ContributorKind
  origin: Origin
  text: string
  /** Made with the form: sent twice, it registers once. */
  idempotencyKey: string
  site: ReceiptSite
}

/**
 * Registers what reached an official by another way than the form of the site, in whatever state the process is: what comes
 * late is stored and marked with the reason. Throws NotAllowed, NotFound, and Refused for a text that is no text.
 */
export async function registerFreeContribution(
  db: Db | Trx,
  by: Doer,
  input: FreeContribution,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  needRole(by, 'processor')
  const problem = problemOfText(input.text)
  if (problem) throw new Refused(problem, 'text')
  return inTransaction(db, async (trx) => {
    // Held whole, so that of the same form sent twice at once the second sees what the first did.
    const process = await lockProcess(trx, by, input.processId)
    const idempotencyKey = keyOfForm(input.idempotencyKey, [input.kind, input.origin, input.text])
    const earlier = await trx
      .selectFrom('contribution')
      .select(['id', 'processId'])
      .where('municipalityId', '=', process.municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (earlier && earlier.processId !== process.id) throw new NotFound()
    if (earlier) return { id: earlier.id, isNew: false }
    const id = await store(trx, by, process, { ...input, idempotencyKey }, now)
    return { id, isNew: true }
  })
}

async function store(
  trx: Trx,
  by: Doer,
  process: Process,
  { kind, origin, text, idempotencyKey, site }: FreeContribution,
  now: Date,
): Promise<string> {
  const { municipalityId, id: processId } = process
  const day = dayReceived(origin, today(now))
  const receivedAt = momentOf(day, now)
  const receipt = codeToGive(process, { kind, idempotencyKey }, site.secret)
  const { id, timeliness } = await registerContribution(trx, process, {
    contributor: { kind, ...namesOf(origin), email: origin.email },
    kind: contributionKindOf(kind, day, process.startsOn),
    channel: origin.channel,
    receivedAt,
    sentOn: origin.sentOn,
    ...(givenAt(kind, origin) ? { givenAt: givenAt(kind, origin) } : {}),
    text,
    idempotencyKey,
    receiptHash: receipt?.hash ?? null,
  })
  await storeOrigin(trx, by, { municipalityId, contributionId: id }, origin, now)
  if (receipt) {
    const { code } = receipt
    await mailReceipt(trx, process, { id, receivedAt, timeliness }, { code, origin, baseUrl: site.baseUrl }, now)
  }
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'registerContribution', subject: { kind: 'contribution', id }, processId },
    detail: { kind, channel: origin.channel },
  })
  return id
}

/** Where it comes from, beside the contribution. */
export async function storeOrigin(
  trx: Trx,
  by: Doer,
  of: { municipalityId: string; contributionId: string },
  {
    heldOn,
    heldUntil,
    place,
    source,
    consent,
    readBackOn,
  }: Pick<Origin, 'heldOn' | 'heldUntil' | 'place' | 'source' | 'consent' | 'readBackOn'>,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('contributionOrigin')
    .values({ ...of, heldOn, heldUntil, place, source, consent, readBackOn, registeredAt: now, registeredBy: by.id })
    .execute()
}

/** Under which names a contributor is kept. */
export function namesOf({ name, person, namedInPublic }: Origin): {
  name: string
  organisation: string
  namedInPublic: boolean
} {
  return { name: person, organisation: name, namedInPublic: name !== '' || namedInPublic }
}

/** Of today the moment itself; of an earlier day, of which only the day is known, its beginning. */
export function momentOf(day: LocalDate, now: Date): Date {
  return day === today(now) ? now : startOfDay(day)
}

/** Of what was said aloud and has no day of receipt: when that was. */
export function givenAt(kind: ContributorKind, origin: Origin): string | undefined {
  if (origin.receivedOn !== null || origin.heldOn === null) return undefined
  const [first] = whenAndWhere({ ...origin, place: '' }).split(', ')
  return `Gezegd op ${first ?? formatDate(origin.heldOn)} (${contributorKindLabels[kind]}).`
}
