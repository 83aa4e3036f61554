import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { dispositions, type Disposition } from '#app/features/points/disposition.ts'
import { key, seen } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { byAdministrator, lockWordings, refuseDoubleWords, wordRefusals } from './change-disposition-words.server.ts'
import { wordingMark, type OwnWording } from './decision-wordings.server.ts'
import { withWords } from './decision-words.schema.ts'

/** More own ones would fill every list from which an official chooses. */
const MOST_OWN = 40

const disposition = z.enum(dispositions, { error: 'Kies waarvoor dit besluit telt.' })
/** Where it comes among those of the same disposition; left open: behind them. */
const place = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '' || /^[1-9]\d?$/.test(text)) return text === '' ? null : Number(text)
    context.addIssue({ code: 'custom', message: 'Vul een nummer in, zoals 2.' })
    return z.NEVER
  })

const inUseRefusal = {
  inUse: {
    says: 'Een antwoord heeft dit besluit, nu of eerder. Waarvoor het telt, ligt daarom vast.',
    at: 'disposition',
  },
}

/** The mark of an own disposition that a form showed. */
export const markOfOwn = (own: OwnWording): string => wordingMark(own, [own.disposition, own.position])

/** Adds a disposition of the municipality itself, which counts as one of the eight; a form that is sent twice adds one. */
export const addOwnDisposition = act({
  name: 'addOwnDisposition',
  by: byAdministrator,
  changes: 'public',
  input: withWords({ disposition, place, key }),
  refusals: {
    ...wordRefusals,
    tooMany: { says: `Meer dan ${MOST_OWN} eigen besluiten kan niet. Haal er eerst een weg die niemand gebruikt.` },
  },
  async run({ trx, by: { municipalityId }, refuse }, { disposition, place, key: formKey, ...given }) {
    const all = await lockWordings(trx, municipalityId)
    const words = { ...given, short: given.short || given.label }
    const earlier = all.own.find(({ id }) => id === formKey)
    if (earlier && wordingMark(earlier) === wordingMark(words)) return changedNothing({ id: formKey })
    if (all.own.length >= MOST_OWN) refuse('tooMany')
    // Who went back in the browser and changed the form means another one.
    const id = earlier ? uuid() : formKey
    refuseDoubleWords(words, all, { ownId: id })
    await trx
      .insertInto('ownDisposition')
      .values({ municipalityId, id, disposition, position: MOST_OWN, ...words })
      .execute()
    await order(trx, municipalityId, all.own, { id, disposition, place })
    return did({ id }, { subject: { kind: 'ownDisposition', id }, detail: { disposition } })
  },
})

/** Changes the words of an own disposition and its place, and what it counts as while no answer ever had it. */
export const changeOwnDisposition = act({
  name: 'changeOwnDisposition',
  by: byAdministrator,
  changes: 'public',
  input: withWords({ ownDispositionId: z.string(), disposition: disposition.optional(), place, seen }),
  refusals: { stale: staleRefusal, ...wordRefusals, ...inUseRefusal },
  async run({ trx, by: { municipalityId }, refuse }, { ownDispositionId, place, seen: shown, ...given }) {
    const { stored, all } = await lockOwn(trx, municipalityId, ownDispositionId)
    const { id } = stored
    const { disposition = stored.disposition, ...words } = { ...given, short: given.short || given.label }
    const next = { ...stored, ...words, disposition, position: place ?? stored.position }
    if (markOfOwn(next) === markOfOwn(stored)) return changedNothing({ id })
    refuseStale(shown, markOfOwn(stored))
    if (disposition !== stored.disposition && stored.isUsed) refuse('inUse')
    refuseDoubleWords(words, all, { ownId: id })
    await ownRow(trx, municipalityId, id)
      .set({ ...words, disposition })
      .execute()
    await order(trx, municipalityId, all.own, { id, disposition, place: next.position })
    return did({ id }, { subject: { kind: 'ownDisposition', id }, detail: { disposition } })
  },
})

/** Takes an own disposition out of use: nobody is offered it, and answers that have it keep it. */
export const retireOwnDisposition = act({
  name: 'retireOwnDisposition',
  by: byAdministrator,
  changes: 'public',
  input: z.object({ ownDispositionId: z.string() }),
  refusals: {},
  async run({ trx, by: { municipalityId }, now }, { ownDispositionId }) {
    const { stored } = await lockOwn(trx, municipalityId, ownDispositionId)
    const { id } = stored
    if (stored.isRetired) return changedNothing({ id })
    await ownRow(trx, municipalityId, id).set({ retiredAt: now }).execute()
    await takeFromBoilerplates(trx, municipalityId, id)
    return did({ id }, { subject: { kind: 'ownDisposition', id } })
  },
})

/** Takes an own disposition into use again. */
export const reviveOwnDisposition = act({
  name: 'reviveOwnDisposition',
  by: byAdministrator,
  changes: 'public',
  input: z.object({ ownDispositionId: z.string() }),
  refusals: {},
  async run({ trx, by: { municipalityId } }, { ownDispositionId }) {
    const { stored } = await lockOwn(trx, municipalityId, ownDispositionId)
    const { id } = stored
    if (!stored.isRetired) return changedNothing({ id })
    await ownRow(trx, municipalityId, id).set({ retiredAt: null }).execute()
    return did({ id }, { subject: { kind: 'ownDisposition', id } })
  },
})

/** Removes an own disposition that no answer ever had. */
export const removeOwnDisposition = act({
  name: 'removeOwnDisposition',
  by: byAdministrator,
  changes: 'public',
  input: z.object({ ownDispositionId: z.string() }),
  refusals: {
    everUsed: {
      says: 'Een antwoord heeft dit besluit, nu of eerder. Daarom blijft het staan. U kunt het uit gebruik nemen.',
    },
  },
  async run({ trx, by: { municipalityId }, refuse }, { ownDispositionId }) {
    const { stored } = await lockOwn(trx, municipalityId, ownDispositionId)
    const { id } = stored
    if (stored.isUsed) refuse('everUsed')
    await takeFromBoilerplates(trx, municipalityId, id)
    await trx.deleteFrom('ownDisposition').where('municipalityId', '=', municipalityId).where('id', '=', id).execute()
    return did({ id }, { subject: { kind: 'ownDisposition', id } })
  },
})

/** Holds one, so that no answer gets it meanwhile, and gives it with all others. Throws NotFound. */
async function lockOwn(trx: Trx, municipalityId: string, ownDispositionId: string) {
  const id = asId(ownDispositionId)
  // The municipality first, as every act on its words does: else two of them could wait for each other.
  await lockWordings(trx, municipalityId)
  await trx
    .selectFrom('ownDisposition')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const all = await lockWordings(trx, municipalityId)
  const stored = all.own.find((each) => each.id === id)
  if (!stored) throw new NotFound()
  return { stored, all }
}

const ownRow = (trx: Trx, municipalityId: string, id: string) =>
  trx.updateTable('ownDisposition').where('municipalityId', '=', municipalityId).where('id', '=', id)

/** Boilerplates that were mostly used with it go on with the one of the eight that it counted as. */
async function takeFromBoilerplates(trx: Trx, municipalityId: string, id: string): Promise<void> {
  await trx
    .updateTable('boilerplate')
    .set({ ownDispositionId: null })
    .where('municipalityId', '=', municipalityId)
    .where('ownDispositionId', '=', id)
    .execute()
}

/** Numbers those of one disposition from 1, with this one at its place. */
async function order(
  trx: Trx,
  municipalityId: string,
  own: readonly OwnWording[],
  { id, disposition, place }: { id: string; disposition: Disposition; place: number | null },
): Promise<void> {
  const ids = own.filter((each) => each.disposition === disposition && each.id !== id).map((each) => each.id)
  ids.splice((place ?? ids.length + 1) - 1, 0, id)
  await sql`
    update own_disposition set position = given.place
    from ${givenRows(
      { id: 'uuid' },
      ids.map((each) => ({ id: each })),
    )}
    where own_disposition.municipality_id = ${municipalityId} and own_disposition.id = given.id`.execute(trx)
}
