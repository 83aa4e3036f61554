import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { dispositionOf, ownDispositionIn, type Decision } from '#app/features/points/disposition.ts'
import { decisionRefusals, refuseUnusable } from '#app/features/points/usable-decisions.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { key, orNone, seen, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { decision } from './answer.schema.ts'
import { boilerplateFields, unknownFields } from './boilerplate.ts'

const LONGEST_TITLE = 120
const LONGEST_TEXT = 20_000

const fieldNames = Object.keys(boilerplateFields)
  .map((name) => `{${name}}`)
  .join(', ')

const fields = {
  title: typed
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .superRefine((title, context) => {
      if (title === '')
        context.addIssue({ code: 'custom', message: 'Geef de tekst een naam. Daarmee vindt u hem terug.' })
      if (title.length > LONGEST_TITLE)
        context.addIssue({
          code: 'custom',
          message: `Maak de naam korter: hooguit ${LONGEST_TITLE} tekens. Het zijn er nu ${title.length}.`,
        })
    }),
  text: typed.superRefine((text, context) => {
    if (text.trim() === '') context.addIssue({ code: 'custom', message: 'Schrijf de tekst.' })
    if (text.length > LONGEST_TEXT)
      context.addIssue({
        code: 'custom',
        message: `Maak de tekst korter: hooguit ${LONGEST_TEXT} tekens. Het zijn er nu ${text.length}.`,
      })
    const unknown = unknownFields(text)
    if (unknown.length > 0)
      context.addIssue({
        code: 'custom',
        message: `${unknown.length === 1 ? 'Dit veld kennen' : 'Deze velden kennen'} wij niet: ${unknown.join(', ')}. U kunt deze gebruiken: ${fieldNames}. Moet u zelf iets invullen? Schrijf dan bijvoorbeeld {vul in: bedrag}.`,
      })
  }),
  disposition: orNone.pipe(decision.nullable()).default(null),
}

const titleRefusals = {
  ...decisionRefusals,
  titleTaken: { says: (title: string) => `Er is al een standaardtekst “${title}”. Kies een andere naam.`, at: 'title' },
}

/** Adds a boilerplate; a form that is sent twice adds one. */
export const addBoilerplate = act({
  name: 'addBoilerplate',
  by: byProcessor,
  input: z.object({ ...fields, key }),
  refusals: titleRefusals,
  async run({ trx, by, now }, { key: formKey, ...given }) {
    const { municipalityId } = by
    const stored = await trx
      .selectFrom('boilerplate')
      .select(['title', 'text', 'decision as disposition'])
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', formKey)
      .executeTakeFirst()
    if (stored && boilerplateMark(stored) === boilerplateMark(given)) return changedNothing({ id: formKey })
    // Who went back in the browser and changed the form means another one.
    const id = stored ? uuid() : formKey
    await refuseTakenTitle(trx, municipalityId, given.title)
    if (given.disposition) await refuseUnusable(trx, municipalityId, [given.disposition])
    await trx
      .insertInto('boilerplate')
      .values({ municipalityId, id, ...asColumns(given), changedAt: now, changedBy: by.id })
      .execute()
    return did({ id }, { subject: { kind: 'boilerplate', id } })
  },
})

/** Changes the name, the text or the disposition. Answers that it was put in keep their words. */
export const changeBoilerplate = act({
  name: 'changeBoilerplate',
  by: byProcessor,
  input: z.object({ ...fields, boilerplateId: z.string(), seen }),
  refusals: { ...titleRefusals, stale: staleRefusal },
  async run({ trx, by, now }, { boilerplateId, seen: shown, ...given }) {
    const stored = await lockBoilerplate(trx, by.municipalityId, boilerplateId)
    const { id, title, text, disposition } = stored
    if (boilerplateMark(given) === boilerplateMark({ title, text, disposition })) return changedNothing({ id })
    refuseStale(shown, boilerplateMark({ title, text, disposition }))
    await refuseTakenTitle(trx, by.municipalityId, given.title, id)
    if (given.disposition && given.disposition !== disposition)
      await refuseUnusable(trx, by.municipalityId, [given.disposition])
    await ownRow(trx, by.municipalityId, id)
      .set({ ...asColumns(given), changedAt: now, changedBy: by.id })
      .execute()
    return did({ id }, { subject: { kind: 'boilerplate', id } })
  },
})

/** Takes a boilerplate out of use; where it was used stays known. */
export const retireBoilerplate = act({
  name: 'retireBoilerplate',
  by: byProcessor,
  input: z.object({ boilerplateId: z.string() }),
  refusals: {},
  async run({ trx, by, now }, { boilerplateId }) {
    const { id, retiredAt } = await lockBoilerplate(trx, by.municipalityId, boilerplateId)
    if (retiredAt !== null) return changedNothing({ id })
    await ownRow(trx, by.municipalityId, id).set({ retiredAt: now, changedBy: by.id }).execute()
    return did({ id }, { subject: { kind: 'boilerplate', id } })
  },
})

/** Mark of what a form showed of a boilerplate. */
export function boilerplateMark({
  title,
  text,
  disposition,
}: {
  title: string
  text: string
  disposition: string | null
}): string {
  return seenMark({ title, text, disposition })
}

const asColumns = ({ disposition, ...given }: { title: string; text: string; disposition: Decision | null }) => ({
  ...given,
  disposition: disposition && dispositionOf(disposition),
  ownDispositionId: disposition && ownDispositionIn(disposition),
})

async function lockBoilerplate(trx: Trx, municipalityId: string, id: string) {
  const found = await trx
    .selectFrom('boilerplate')
    .select(['id', 'title', 'text', 'decision as disposition', 'retiredAt'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', asId(id))
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

const ownRow = (trx: Trx, municipalityId: string, id: string) =>
  trx.updateTable('boilerplate').where('municipalityId', '=', municipalityId).where('id', '=', id)

async function refuseTakenTitle(trx: Trx, municipalityId: string, title: string, ownId = uuid()): Promise<void> {
  const others = await trx
    .selectFrom('boilerplate')
    .select('title')
    .where('municipalityId', '=', municipalityId)
    .where('retiredAt', 'is', null)
    .where('id', '<>', ownId)
    .execute()
  const folded = (text: string) => text.toLocaleLowerCase('nl')
  if (others.some((other) => folded(other.title) === folded(title))) throw refusedBy(titleRefusals, 'titleTaken', title)
}
