import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { formalStates } from '#app/features/contributions/formal-state.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { answeringRefusals, processToAnswer, refusePublic } from './process-to-answer.server.ts'

const LONGEST_REASON = 2000
const LONGEST_NAME = 300

const trimmed = typed.transform((text) => text.trim())

/** Another contribution that one may be the same as, in words. */
export type PossibleOriginal = { id: string; words: string }

const formalRefusals = {
  noOriginal: {
    says: (number: number) => `Er is geen andere inbreng met nummer ${number} die meetelt. Kijk in het register.`,
    at: 'doubleOf',
  },
  whichOriginal: {
    says: (_: PossibleOriginal[]) => 'Deze indiener gaf meer dan één keer iets. Kies waarvan dit een dubbel is.',
    at: 'originalId',
  },
  hasDoubles: {
    says: (numbers: (number | null)[]) =>
      `Andere inbreng is hiervan een dubbel: ${numbers.map((number) => number ?? 'zonder nummer').join(', ')}. Laat die eerst weer meetellen.`,
    at: 'state',
  },
}

/**
 * Says of a contribution that it is not treated as one, and why. It needs no split and no answers from then on; what was made
 * of it stays, for when it counts again. Refused once it is public, and while others are doubles of it.
 */
export const setFormalState = act({
  name: 'setFormalState',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object({
      contributionId: z.string(),
      state: z.enum(formalStates, { error: 'Kies waarom deze inbreng niet meetelt.' }),
      reason: trimmed.pipe(
        z
          .string()
          .min(1, 'Schrijf waarom. Wie het later leest, kan het dan begrijpen.')
          .max(LONGEST_REASON, `Gebruik hoogstens ${LONGEST_REASON} tekens.`),
      ),
      /** The number of who gave the contribution that it is the same as. */
      doubleOf: trimmed.default(''),
      originalId: z.string().default(''),
      referredTo: trimmed.pipe(z.string().max(LONGEST_NAME, `Gebruik hoogstens ${LONGEST_NAME} tekens.`)).default(''),
    })
    .superRefine(({ state, doubleOf, referredTo }, context) => {
      const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (state === 'double' && !/^\d{1,7}$/.test(doubleOf))
        wrong('doubleOf', 'Vul het nummer in van de inbreng die hetzelfde is, zoals 12.')
      if (state === 'referred' && referredTo === '') wrong('referredTo', 'Vul in aan wie het is doorgestuurd.')
    }),
  refusals: { ...answeringRefusals, ...formalRefusals },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, state, reason, ...given }) {
    const process = await processToAnswer(trx, by, ref)
    const { municipalityId } = process
    const original = state === 'double' ? await originalOf(trx, process, contributionId, given) : null
    const { formalState } = await hold(trx, process, contributionId, original)
    const doubles = await doublesOf(trx, process, contributionId)
    if (doubles.length > 0) refuse('hasDoubles', doubles)
    const referredTo = state === 'referred' ? given.referredTo : ''
    await trx
      .updateTable('contribution')
      .set({ formalState: state, formalReason: reason, doubleOf: original, referredTo, formalAt: now, formalBy: by.id })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', contributionId)
      .execute()
    return did(undefined, {
      subject: { kind: 'contribution', id: contributionId },
      detail: { from: formalState, to: state, ...(original !== null && { doubleOf: original }) },
    })
  },
})

/** Lets a contribution count again, with what was made of it before. */
export const liftFormalState = act({
  name: 'liftFormalState',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string() }),
  refusals: answeringRefusals,
  async run({ trx, by, process: ref }, { contributionId }) {
    const process = await processToAnswer(trx, by, ref)
    const { formalState } = await hold(trx, process, contributionId, null)
    if (formalState === null) return changedNothing(undefined)
    await trx
      .updateTable('contribution')
      .set({ formalState: null, formalReason: '', doubleOf: null, referredTo: '', formalAt: null, formalBy: null })
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', contributionId)
      .execute()
    return did(undefined, {
      subject: { kind: 'contribution', id: contributionId },
      detail: { from: formalState, to: null },
    })
  },
})

/** The contribution that another is the same as: of the contributor with this number, and not itself. Throws Refused. */
async function originalOf(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  contributionId: string,
  { doubleOf, originalId }: { doubleOf: string; originalId: string },
): Promise<string> {
  const number = Number(doubleOf)
  const { rows } = await sql<{ id: string; receivedAt: Date; beginning: string }>`
    select contribution.id, received_at, left(text, 80) as beginning
    from contributor
    join contribution on contribution.municipality_id = contributor.municipality_id and contribution.contributor_id = contributor.id
    where contributor.municipality_id = ${municipalityId} and contributor.process_id = ${id} and contributor.number = ${number}
      and contribution.id <> ${asId(contributionId)} and formal_state is null
    order by ordinal, contribution.id limit 50`.execute(trx)
  const [first] = rows
  if (!first) throw refusedBy(formalRefusals, 'noOriginal', number)
  const chosen = rows.length === 1 ? first : rows.find((row) => row.id === originalId)
  if (chosen) return chosen.id
  const words = rows.map((row) => ({
    id: row.id,
    words: `Ontvangen ${formatDate(today(row.receivedAt))}: ${row.beginning}`,
  }))
  throw refusedBy(formalRefusals, 'whichOriginal', words)
}

/** Holds a contribution, with the one that it is a double of, until the act is done. Throws NotFound or Refused. */
async function hold(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  contributionId: string,
  original: string | null,
): Promise<{ formalState: string | null }> {
  const ids = [asId(contributionId), ...(original === null ? [] : [original])]
  const { rows } = await sql<{
    id: string
    formalState: string | null
    number: number | null
    publicationId: string | null
  }>`
    select contribution.id, formal_state, contributor.number, publication_id
    from contribution
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and contribution.id = any(${ids}::uuid[])
    order by contribution.id for no key update of contribution`.execute(trx)
  const own = rows.find((row) => row.id === contributionId)
  if (!own) throw new NotFound()
  refusePublic(own)
  const other = rows.find((row) => row.id === original)
  // A colleague set it aside just now.
  if (other && other.formalState !== null) throw refusedBy(formalRefusals, 'noOriginal', other.number ?? 0)
  return own
}

async function doublesOf(trx: Trx, { municipalityId }: ProcessRef, contributionId: string): Promise<(number | null)[]> {
  const { rows } = await sql<{ number: number | null }>`
    select contributor.number from contribution
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    where contribution.municipality_id = ${municipalityId} and double_of = ${contributionId}
    order by contributor.number limit 10`.execute(trx)
  return rows.map(({ number }) => number)
}
