import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { key } from '#app/forms/typed.ts'
import { keyOfForm } from '#app/ids.server.ts'
import { formatDate, formatDateLong, startOfDay, today, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { contributorKindLabels, type ContributorKind } from './contributor-kind.ts'
import { contributionKindOf, dayReceived, freeKinds, type Origin } from './free-contribution.ts'
import { originInput, problemOfText, readOrigin, wordsGiven } from './free-contribution.schema.ts'
import { codeToGive, mailReceipt } from './give-receipt.server.ts'
import { whenAndWhere } from './origin-words.ts'
import { findPersonalData } from './personal-data.ts'
import { textLength } from './reaction-text.ts'
import { namedInWords } from './reaction-words.ts'
import { MAX_NOT_PUBLIC_LENGTH } from './reaction.schema.ts'
import { registerContribution } from './register-contribution.server.ts'

/**
 * Registers what reached an official by another way than the form of the site, in whatever state the process is: what comes
 * late is stored and marked with the reason. The same form sent again gives what it registered before.
 */
export const registerFreeContribution = act({
  name: 'registerFreeContribution',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  needs: ['secret', 'baseUrl'],
  input: z.object({
    key,
    kind: z.enum(freeKinds.map(({ kind }) => kind)),
    ...originInput,
    text: wordsGiven,
    /** What the sender asks us to keep out of public. */
    notPublic: wordsGiven.default(''),
    /** The citizen service numbers that the official was asked about, and says are none. */
    bsnSeen: z.string().optional(),
  }),
  refusals: {
    maybeBsn: {
      says: (_: { bsns: string[] }) => 'In de tekst staat misschien een BSN. Het is nog niet geregistreerd.',
      at: 'text',
    },
  },
  async run({ trx, by, now, process: ref, secret, baseUrl, refuse }, { key: formKey, kind, text, bsnSeen, ...given }) {
    const { notPublic: asked, ...texts } = given
    const notPublic = asked.trim()
    const { origin, errors } = readOrigin(kind, texts, today(now))
    const problem = problemOfText(text)
    const tooLong = textLength(notPublic) > MAX_NOT_PUBLIC_LENGTH
    if (!origin || problem || tooLong)
      throw new WrongInput({
        ...errors,
        ...(problem && { text: problem }),
        ...(tooLong && { notPublic: `Maak dit korter: hooguit ${MAX_NOT_PUBLIC_LENGTH} tekens.` }),
      })
    const bsns = findPersonalData(`${text}\n${notPublic}`).flatMap((found) =>
      found.kind === 'bsn' ? [found.text] : [],
    )
    if (bsns.length > 0 && bsnSeen !== bsns.join(' ')) return refuse('maybeBsn', { bsns })
    // Held whole, so that of the same form sent twice at once the second sees what the first did.
    const process = await lockProcess(trx, by, ref.id)
    const idempotencyKey = keyOfForm(formKey, [kind, origin, text])
    const earlier = await trx
      .selectFrom('contribution')
      .select(['id', 'processId'])
      .where('municipalityId', '=', process.municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (earlier && earlier.processId !== process.id) throw new NotFound()
    if (earlier) return changedNothing({ id: earlier.id, isNew: false })
    const id = await store(trx, by, process, { kind, origin, text, notPublic, idempotencyKey, secret, baseUrl }, now)
    return did(
      { id, isNew: true },
      {
        as: 'registerContribution',
        subject: { kind: 'contribution', id },
        detail: { kind, channel: origin.channel },
      },
    )
  },
})

type FreeContribution = {
  kind: ContributorKind
  origin: Origin
  text: string
  notPublic: string
  idempotencyKey: string
  secret: string
  baseUrl: string
}

async function store(
  trx: Trx,
  by: Doer,
  process: Process,
  { kind, origin, text, notPublic, idempotencyKey, secret, baseUrl }: FreeContribution,
  now: Date,
): Promise<string> {
  const { municipalityId } = process
  const day = dayReceived(origin, today(now))
  const receivedAt = momentOf(day, now)
  const receipt = codeToGive(process, { kind, idempotencyKey }, secret)
  const { id, round, timeliness } = await registerContribution(trx, process, {
    contributor: { kind, ...namesOf(origin), email: origin.email },
    kind: contributionKindOf(kind, day, process.startsOn),
    channel: origin.channel,
    receivedAt,
    sentOn: origin.sentOn,
    round: origin.round ?? undefined,
    ...(givenAt(kind, origin) ? { givenAt: givenAt(kind, origin) } : {}),
    text,
    notPublic,
    idempotencyKey,
    receiptHash: receipt?.hash ?? null,
  })
  await storeOrigin(trx, by, { municipalityId, contributionId: id }, origin, now)
  if (receipt) {
    const { email: to, name, person, namedInPublic: named } = origin
    const publicName = namedInWords({ speaksFor: name === '' ? 'self' : 'organisation', named, name: person })
    const words = { receivedAt: formatDateLong(day), about: '', publicName }
    const mailed = { contributionId: id, to, code: receipt.code, timeliness, round, baseUrl, ...words }
    await mailReceipt(trx, process, mailed, now)
  }
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
