import { sql } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { asId } from '#app/ids.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { changeInWords } from './bulk.ts'
import { campaignNames, namesFrom, placesIn } from './bulk-names.server.ts'
import { storedChange } from './choose-points.server.ts'

type DoneBulk = {
  id: string
  at: string
  by: string
  words: string
  points: number
  undone: { restored: number } | null
  mayUndo: boolean
}

/** How many bulk changes a page shows. */
const PER_PAGE = 25

export type DoneBulksShown = {
  bulks: DoneBulk[]
  /** With which change the pages beside it begin, by its id; null where there is none. */
  previous: { from: string | null } | null
  next: { from: string } | null
}

/** What was done with many points at once, the last first: the page that begins with the change with this id, else the first. */
export async function doneBulks(
  db: Db,
  process: Process,
  { by, from }: { by: Actor; from: string | null },
): Promise<DoneBulksShown> {
  const { municipalityId } = process
  const done = db
    .selectFrom('bulkChange')
    .where('bulkChange.municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .where('doneAt', 'is not', null)
  const place =
    from === null
      ? undefined
      : await done.select(['bulkChange.id', 'doneAt']).where('bulkChange.id', '=', asId(from)).executeTakeFirst()
  const [steps, colleagues, themes, campaigns, decisions, rows, before] = await Promise.all([
    stepsOf(db, process),
    colleaguesOf(db, municipalityId),
    themesOf(db, process),
    campaignNames(db, process),
    decisionWordsOf(db, municipalityId),
    done
      .innerJoin('account', (join) =>
        join
          .onRef('account.municipalityId', '=', 'bulkChange.municipalityId')
          .onRef('account.id', '=', 'bulkChange.chosenBy'),
      )
      .select(['bulkChange.id', 'account.name', 'chosenBy', 'change', 'doneAt', 'points', 'undoneAt', 'restored'])
      .$if(place !== undefined, (list) => list.where(beyond('<=', place)))
      .orderBy('doneAt', 'desc')
      .orderBy('bulkChange.id', 'desc')
      .limit(PER_PAGE + 1)
      .execute(),
    place === undefined
      ? []
      : done
          .select('bulkChange.id')
          .where(beyond('>', place))
          .orderBy('doneAt')
          .orderBy('bulkChange.id')
          .limit(PER_PAGE + 1)
          .execute(),
  ])
  const [shown, next] = [rows.slice(0, PER_PAGE), rows.at(PER_PAGE)]
  const places = await placesIn(
    db,
    process,
    shown.map(({ change }) => storedChange(change)),
  )
  const names = namesFrom({ steps, colleagues, themes, places, campaigns, decisions })
  return {
    bulks: shown.flatMap(({ id, name, chosenBy, change, doneAt, points, undoneAt, restored }) => {
      const undone = undoneAt && { restored }
      const mayUndo = undone === null && (chosenBy === by.id || by.innerRoles.includes('administrator'))
      const words = changeInWords(storedChange(change), names)
      return doneAt ? [{ id, at: formatDateTime(doneAt), by: name, words, points, undone, mayUndo }] : []
    }),
    previous:
      before.length === 0 ? null : { from: before.length > PER_PAGE ? (before.at(PER_PAGE - 1)?.id ?? null) : null },
    next: next ? { from: next.id } : null,
  }
}

/** That a change was done later (or not later) than the one at a place. */
const beyond = (sign: '<=' | '>', place: { id: string; doneAt: Date | null } | undefined) =>
  sql<boolean>`(done_at, bulk_change.id) ${sql.raw(sign)} (${place?.doneAt}::timestamptz, ${place?.id}::uuid)`
