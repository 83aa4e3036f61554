import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { nameRefusals, refuseTakenName, themeName } from './add-theme.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'
import { inWantedOrder } from './theme-order.ts'

/** Gives a theme another name; its points keep it. */
export const renameTheme = act({
  name: 'renameTheme',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ themeId: z.string(), name: themeName }),
  refusals: {
    ...answeringRefusals,
    ...nameRefusals,
    themeIsPublic: {
      says: (name: string) => `Bij punten die openbaar zijn, staat het thema “${name}”. Daarom ligt de naam vast.`,
      at: 'name',
    },
  },
  async run({ trx, by, process: ref, refuse }, { themeId, name }) {
    const process = await processToAnswer(trx, by, ref)
    const theme = (await lockThemes(trx, process)).find(({ id }) => id === themeId)
    if (!theme) throw new NotFound()
    await refuseTakenName(trx, process, name, theme.id)
    if (name === theme.name) return changedNothing(undefined)
    if (await hasPublicPoints(trx, process, theme.id)) refuse('themeIsPublic', theme.name)
    await themeRow(trx, process, theme.id).set({ name }).execute()
    return did(undefined, { subject: { kind: 'theme', id: theme.id } })
  },
})

const place = z
  .string()
  .trim()
  .transform((text, context) => {
    const place = Number(text)
    if (/^\d{1,4}$/.test(text) && place >= 1) return place
    context.addIssue({ code: 'custom', message: 'Vul een nummer in, zoals 2.' })
    return z.NEVER
  })

/** The mark of the order of themes that a form showed. */
export const markOfOrder = (themes: readonly { id: string }[]): string => seenMark(themes.map(({ id }) => id))

/** Sets the order of all themes in one act, by the places that a form says. */
export const orderThemes = act({
  name: 'orderThemes',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ themes: z.array(z.object({ id: z.string(), place })), seen }),
  refusals: { ...answeringRefusals, stale: staleRefusal },
  async run({ trx, by, process: ref }, { themes, seen }) {
    const process = await processToAnswer(trx, by, ref)
    const stored = await lockThemes(trx, process)
    refuseStale(seen, markOfOrder(stored))
    const before = stored.map(({ id }) => id)
    if (themes.some(({ id }) => !before.includes(id))) throw new NotFound()
    const order = inWantedOrder(before, themes)
    if (order.every((id, at) => id === before[at])) return changedNothing(undefined)
    const { municipalityId, id: processId } = process
    await sql`
      update theme set position = given.place
      from ${givenRows(
        { id: 'uuid' },
        order.map((id) => ({ id })),
      )}
      where theme.municipality_id = ${municipalityId} and theme.process_id = ${processId} and theme.id = given.id`.execute(
      trx,
    )
    return did(undefined, { subject: { kind: 'process', id: processId }, detail: { themes: order.length } })
  },
})

/** Takes a theme away that no point has. */
export const removeTheme = act({
  name: 'removeTheme',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ themeId: z.string() }),
  refusals: {
    ...answeringRefusals,
    themeInUse: {
      says({ points, name }: { points: number; name: string }) {
        const have = points === 1 ? 'Eén punt heeft' : `${points} punten hebben`
        return `${have} het thema “${name}”. Geef die eerst een ander thema.`
      },
    },
  },
  async run({ trx, by, process: ref, refuse }, { themeId }) {
    const process = await processToAnswer(trx, by, ref)
    const theme = (await lockThemes(trx, process)).find(({ id }) => id === themeId)
    if (!theme) throw new NotFound()
    const { municipalityId, id: processId } = process
    const { used } = await trx
      .selectFrom('pointWork')
      .select((eb) => eb.fn.countAll<string>().as('used'))
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', processId)
      .where('themeId', '=', theme.id)
      .executeTakeFirstOrThrow()
    if (used !== '0') refuse('themeInUse', { points: Number(used), name: theme.name })
    await trx.deleteFrom('theme').where('municipalityId', '=', municipalityId).where('id', '=', theme.id).execute()
    return did(undefined, { subject: { kind: 'theme', id: theme.id } })
  },
})

async function hasPublicPoints(trx: Trx, { municipalityId, id }: Process, themeId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('pointWork')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('themeId', '=', themeId)
    .where('isPublic', '=', true)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The themes in their order, held, so that two who reorder them do not mix. */
function lockThemes(trx: Trx, { municipalityId, id }: Process) {
  return trx
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute()
}

const themeRow = (trx: Trx, { municipalityId }: Process, id: string) =>
  trx.updateTable('theme').where('municipalityId', '=', municipalityId).where('id', '=', asId(id))
