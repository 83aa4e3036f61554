import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { MOST_ADVICE_POINTS } from '#app/features/desk/advice/advice.ts'
import { listQuery } from '#app/features/desk/desk-filter.ts'
import { ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { soManyPoints } from './bulk.ts'
import { chosenBy } from './bulk-preview.server.ts'
import { MOST_TICKED } from './choose-points.server.ts'

/**
 * Chooses points to ask advice about: those that are ticked, or all of the list, when these are as many as one request can have.
 * Gives their ids in the order of the list; nothing is asked yet.
 */
export const chooseForAdvice = act({
  name: 'chooseForAdvice',
  by: byProcessor,
  on: 'process',
  input: z.object({
    pointIds: z.array(z.string()).max(MOST_TICKED).default([]),
    /** All of the list, whatever is ticked. */
    all: ticked,
    /** The list with the place in it, as its address has it. */
    filter: z.string().max(4000).default(''),
  }),
  refusals: {
    nothing: { says: 'Kies eerst punten in de lijst.', at: 'pointIds' },
    tooMany: {
      says: (chosen: string) =>
        `U koos ${chosen}. Over hooguit ${MOST_ADVICE_POINTS} punten tegelijk vraagt u advies. Kies er minder, en vraag over de andere apart advies.`,
      at: 'pointIds',
    },
  },
  async run({ trx, by, now, process, refuse }, { pointIds, all, filter }) {
    const ref = { municipalityId: by.municipalityId, id: process.id }
    const ticks = all ? null : [...new Set(pointIds)].map(asId)
    const chosen = await chosenBy(trx, ref, { filter: all ? filter : null, pointIds: ticks }, by, now)
    // One more than can be asked about says that there are too many: nobody waits for all to be counted.
    const { rows } = await sql<{ id: string }>`
      select point_id as id from point_work
      where municipality_id = ${ref.municipalityId} and process_id = ${ref.id} and point_id in (${chosen})
      order by place, point_id limit ${MOST_ADVICE_POINTS + 1}`.execute(trx)
    if (rows.length === 0) return refuse('nothing')
    if (rows.length > MOST_ADVICE_POINTS)
      return refuse('tooMany', ticks ? soManyPoints(ticks.length) : `meer dan ${soManyPoints(MOST_ADVICE_POINTS)}`)
    return changedNothing({
      pointIds: rows.map(({ id }) => id),
      filter: listQuery(filter),
    })
  },
})
