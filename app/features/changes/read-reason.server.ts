import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db } from '#db/client.server.ts'
import { askersOf } from './public-changes.server.ts'
import type { ChangeReason } from './reasons.ts'
import { saidInPoints } from './said-in-points.server.ts'
import { askedInWords, insideInWords, whyOf, type Why } from './why.ts'

/** How many public points are named. */
const MOST_NAMED = 8

/** The reason of a change in the words that people read. */
export type ReadReason = {
  asked: string | null
  /** Public points behind it, with who gave them as everyone reads it; `others` are those that are not named here. */
  points: { name: string; number: string }[]
  others: number
  /** That some are not public yet; '' when all are. */
  inside: string
} & Pick<Why, 'ownInitiative' | 'amendments'>

/** How everyone reads the reason of a change, or will when its version is public. */
export async function readReason(db: Db, process: Process, reason: ChangeReason): Promise<ReadReason> {
  const ids = reason.points.map(({ id }) => id)
  const askers = await askersOf(db, process, ids)
  const { asked, inside, points, ownInitiative, amendments } = whyOf(reason, askers)
  const shown = ids.filter((id) => askers.get(id)?.number)
  const said = await saidInPoints(db, process, askers, shown.slice(0, MOST_NAMED))
  return {
    ...{ ownInitiative, amendments, inside: insideInWords(inside) },
    asked: points > 0 ? askedInWords(asked) : null,
    points: [...said.values()].map(({ name, number }) => ({ name, number })),
    others: Math.max(0, shown.length - MOST_NAMED),
  }
}
