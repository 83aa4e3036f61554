import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { listQuery } from '#app/features/desk/desk-filter.ts'
import { bulkFields, changeFrom } from './bulk.schema.ts'
import { bulkKinds, emptyChange, type BulkChange } from './bulk.ts'
import type { Choice } from './bulk-preview.server.ts'

/** Boxes that one page of the list can have ticked. */
export const MOST_TICKED = 2000

/**
 * Chooses points to change together: those that are ticked, or all of the list. Nothing changes yet; what would change is shown at the
 * address of the choice.
 */
export const chooseForBulk = act({
  name: 'chooseForBulk',
  by: { audience: 'official' },
  on: 'process',
  input: z.object({
    kind: z.enum(bulkKinds),
    pointIds: z.array(z.string()).max(MOST_TICKED, 'Kies minder punten, of kies alles van de lijst.').default([]),
    /** All of the list, whatever is ticked. */
    all: ticked,
    /** The list with the place in it, as its address has it. */
    filter: z.string().max(4000).default(''),
  }),
  refusals: { nothing: { says: 'Kies eerst punten in de lijst.', at: 'pointIds' } },
  async run({ trx, by, now, process, refuse }, { kind, pointIds, all, filter }) {
    const list = listQuery(filter)
    const chosen = [...new Set(pointIds)].map(asId)
    if (!all && chosen.length === 0) return refuse('nothing')
    if (by.id === null) throw new Error('points are chosen on a screen')
    const id = uuid()
    await trx
      .insertInto('bulkChange')
      .values({
        ...{ municipalityId: by.municipalityId, processId: process.id, id, chosenBy: by.id, chosenAt: now },
        ...{ filter: list, pointIds: all ? null : chosen, change: JSON.stringify(emptyChange(kind)) },
      })
      .execute()
    return changedNothing({ id, filter: list })
  },
})

/** Says what the chosen points would get, so that its consequences can be shown. Nothing changes yet. */
export const planBulk = act({
  name: 'planBulk',
  by: { audience: 'official' },
  on: 'process',
  input: z.object(bulkFields),
  refusals: {},
  async run({ trx, by, process }, fields) {
    const bulk = await bulkOf(trx, { municipalityId: by.municipalityId, id: process.id }, fields.bulkId, by.id)
    if (bulk.doneAt === null)
      await trx
        .updateTable('bulkChange')
        .set({ change: JSON.stringify(changeFrom(fields)) })
        .where('municipalityId', '=', by.municipalityId)
        .where('id', '=', bulk.id)
        .execute()
    return changedNothing({ id: bulk.id, filter: bulk.filter })
  },
})

export type Bulk = {
  id: string
  /** The list that it was chosen in, with the place in it. */
  filter: string
  choice: Choice
  change: BulkChange
  doneAt: Date | null
  undoneAt: Date | null
  eventId: string | null
  points: number
  restored: number
}

/** A choice of one's own, with what was done with it; with `accountId` null, anyone's. Throws NotFound. */
export async function bulkOf(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  bulkId: string,
  accountId: string | null,
  { hold = false }: { hold?: boolean } = {},
): Promise<Bulk> {
  const row = await db
    .selectFrom('bulkChange')
    .select(['id', 'filter', 'change', 'doneAt', 'undoneAt', 'eventId', 'points', 'restored'])
    .select((eb) => eb.case().when('doneAt', 'is', null).then(eb.ref('pointIds')).end().as('pointIds'))
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', asId(bulkId))
    .$if(accountId !== null, (query) => query.where('chosenBy', '=', accountId ?? ''))
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { filter, pointIds, change, ...bulk } = row
  return { ...bulk, filter: filter ?? '', choice: { filter, pointIds }, change: storedChange(change) }
}

/** What was stored by `JSON.stringify` of a change. */
export function storedChange(stored: unknown): BulkChange {
  const change = stored as BulkChange
  oneOf(bulkKinds, change.kind)
  return change
}

/** Forgets what was chosen longer ago than a week and never done. */
export async function forgetChoices(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('bulkChange')
    .where('doneAt', 'is', null)
    .where('chosenAt', '<', new Date(now.getTime() - 7 * 86_400_000))
    .execute()
}
