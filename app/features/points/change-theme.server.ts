import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { checkedName } from './add-theme.server.ts'
import { processToAnswer } from './process-to-answer.server.ts'

type OneTheme = { process: { id: string }; themeId: string }

/** Gives a theme another name; its points keep it. Refused without a name, or when another theme has it. */
export async function renameTheme(
  db: Db | Trx,
  by: Doer,
  { process: ref, themeId, name }: OneTheme & { name: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const themes = await lockThemes(trx, process)
    const theme = themes.find(({ id }) => id === themeId)
    if (!theme) throw new NotFound()
    const kept = await checkedName(trx, process, name, theme.id)
    if (kept === theme.name) return
    await mine(trx, process, theme.id).set({ name: kept }).execute()
    await write(trx, by, process, 'renameTheme', theme.id, now)
  })
}

/** Moves a theme one place up or down; at the end of the list nothing happens. */
export async function moveTheme(
  db: Db | Trx,
  by: Doer,
  { process: ref, themeId, direction }: OneTheme & { direction: 'up' | 'down' },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const order = (await lockThemes(trx, process)).map(({ id }) => id)
    const from = order.indexOf(themeId)
    if (from < 0) throw new NotFound()
    const to = direction === 'up' ? from - 1 : from + 1
    if (to < 0 || to >= order.length) return
    order.splice(to, 0, ...order.splice(from, 1))
    for (const [position, id] of order.entries()) {
      await mine(trx, process, id)
        .set({ position: position + 1 })
        .execute()
    }
    await write(trx, by, process, 'moveTheme', themeId, now)
  })
}

/** Takes a theme away that no point has. Refused otherwise. */
export async function removeTheme(
  db: Db | Trx,
  by: Doer,
  { process: ref, themeId }: OneTheme,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const theme = (await lockThemes(trx, process)).find(({ id }) => id === themeId)
    if (!theme) throw new NotFound()
    const { municipalityId, id: processId } = process
    const { used } = await trx
      .selectFrom('point')
      .select((eb) => eb.fn.countAll<string>().as('used'))
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', processId)
      .where('themeId', '=', theme.id)
      .executeTakeFirstOrThrow()
    if (used !== '0') {
      const points = used === '1' ? 'Eén punt heeft' : `${used} punten hebben`
      throw new Refused(`${points} het thema “${theme.name}”. Geef die eerst een ander thema.`)
    }
    await trx.deleteFrom('theme').where('municipalityId', '=', municipalityId).where('id', '=', theme.id).execute()
    await write(trx, by, process, 'removeTheme', theme.id, now)
  })
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

const mine = (trx: Trx, { municipalityId }: Process, id: string) =>
  trx.updateTable('theme').where('municipalityId', '=', municipalityId).where('id', '=', asId(id))

function write(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: Process,
  act: string,
  themeId: string,
  now: Date,
) {
  return record(trx, { municipalityId, at: now, by, act, subject: { kind: 'theme', id: themeId }, processId })
}
