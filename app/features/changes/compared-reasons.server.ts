import { hasInnerRole, type Actor } from '#app/features/accounts/account.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db } from '#db/client.server.ts'
import { partIdsOf } from './change-at.server.ts'
import { askersOf } from './public-changes.server.ts'
import { hasReason, reasonsOf } from './reasons.ts'
import { isReadVersion } from './set-change-reason.server.ts'
import { storedReasons } from './stored-reasons.server.ts'
import { askedInWords, whyOf, type Why } from './why.ts'

/** How many points behind one change are named; its reason in the editor has them all. */
const MOST_NAMED = 20

/** Why a change was made, for officials. */
export type ComparedReason = {
  hasReason: boolean
  /** 'Omdat 3 mensen dit vroegen'; null when no points are behind it. */
  asked: string | null
  /** The first of them; `others` are the rest. */
  points: { id: string; number: string | null }[]
  others: number
} & Pick<Why, 'ownInitiative' | 'amendments'>

/** The reasons of these changes of a comparison, by a paragraph of each; and whether who looks may set them. */
export async function comparedReasons(
  db: Db,
  process: Process,
  actor: Pick<Actor, 'innerRoles'>,
  compared: Comparison,
  parts: readonly string[],
): Promise<{ reasons: Record<string, ComparedReason>; maySet: boolean }> {
  const wanted = new Set(parts)
  const changes = changesOf(compared.lines).flatMap((change) => {
    const part = partIdsOf(change, compared).find((id) => wanted.has(id))
    return part === undefined ? [] : [{ ...change, part }]
  })
  const found = reasonsOf(changes, compared, await storedReasons(db, process, compared))
  const behind = [...found.values()].flatMap(({ points }) => points.map(({ id }) => id))
  const askers = await askersOf(db, process, [...new Set(behind)])
  const maySet =
    hasInnerRole(actor, 'approver') ||
    (hasInnerRole(actor, 'processor') && !(await isReadVersion(db, process, compared.now.plan)))
  return {
    maySet,
    reasons: Object.fromEntries(
      [...found].map(([{ part }, reason]): [string, ComparedReason] => {
        const { points, asked, ownInitiative, amendments } = whyOf(reason, askers)
        return [
          part,
          {
            ...{ ownInitiative, amendments, hasReason: hasReason(reason) },
            asked: points > 0 ? askedInWords(asked) : null,
            points: reason.points.slice(0, MOST_NAMED),
            others: Math.max(0, points - MOST_NAMED),
          },
        ]
      }),
    ),
  }
}
