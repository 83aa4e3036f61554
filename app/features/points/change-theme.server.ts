import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { nameRefusals, refuseTakenName, themeName } from './add-theme.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'

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

/** Moves a theme one place up or down; at the end of the list nothing happens. */
export const moveTheme = act({
  name: 'moveTheme',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ themeId: z.string(), direction: z.enum(['up', 'down']) }),
  refusals: answeringRefusals,
  async run({ trx, by, process: ref }, { themeId, direction }) {
    const process = await processToAnswer(trx, by, ref)
    const order = (await lockThemes(trx, process)).map(({ id }) => id)
    const from = order.indexOf(themeId)
    if (from < 0) throw new NotFound()
    const to = direction === 'up' ? from - 1 : from + 1
    if (to < 0 || to >= order.length) return changedNothing(undefined)
    order.splice(to, 0, ...order.splice(from, 1))
    for (const [position, id] of order.entries()) {
      await themeRow(trx, process, id)
        .set({ position: position + 1 })
        .execute()
    }
    return did(undefined, { subject: { kind: 'theme', id: themeId } })
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
