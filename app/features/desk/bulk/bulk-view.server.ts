import type { Actor } from '#app/features/accounts/account.ts'
import { findParts, partsOfAllVersions, type PlanPart } from '#app/features/plans/find-parts.server.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { searchSomeWords } from '#app/features/answers/search-all-words.server.ts'
import { decisionInFull, type DecisionWords } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { stepName, type Step } from '#app/features/workflow/steps.ts'
import { formatDate, formatDateTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { fieldsFrom } from './bulk.schema.ts'
import { changeInWords, saysNothing, type BulkChange, type BulkKind, type BulkPreview } from './bulk.ts'
import { answersLike, type AnswerLike } from './answers-like.server.ts'
import { bulkPreview } from './bulk-preview.server.ts'
import { bulkOf, storedChange } from './choose-points.server.ts'

type Named = { id: string; name: string }

export type BulkView = {
  process: { slug: string; isFixed: boolean }
  bulk: { id: string; kind: BulkKind; filter: string }
  /** What was done, when it was; null while it is only planned. */
  done: { at: string; points: number; words: string; undone: { restored: number } | null } | null
  fields: Record<string, string | boolean>
  /** What the points get, in words; '' while that is not said. */
  words: string
  preview: BulkPreview | null
  steps: string[]
  colleagues: Named[]
  themes: Named[]
  /** The part of the plan that the points get; null when none was chosen. */
  place: PlanPart | null
  /** What was found in the plan without JavaScript. */
  found: { asked: string | null; parts: PlanPart[] }
  campaigns: Named[]
  /** Answers of points like the chosen ones, to share. */
  answers: AnswerLike[]
}

/** A choice of points with what would happen to them, or what was done. Throws NotFound. */
export async function bulkView(
  db: Db,
  process: Process,
  { bulkId, by, asked }: { bulkId: string; by: Actor; /** Words to find in the plan. */ asked: string | null },
  now: Date,
): Promise<BulkView> {
  const { municipalityId } = process
  const bulk = await bulkOf(db, process, bulkId, by.id)
  const { choice, change } = bulk
  // As at the gate: what changed just before is not said to be unsearched.
  if (change.kind === 'release' && bulk.doneAt === null) await searchSomeWords(db, process)
  const [steps, colleagues, themes, places, campaigns, decisions, found] = await Promise.all([
    stepsOf(db, process),
    colleaguesOf(db, municipalityId),
    themesOf(db, process),
    placesIn(db, process, [change]),
    campaignNames(db, process),
    decisionWordsOf(db, municipalityId),
    change.kind === 'place' && asked !== null ? findParts(db, process, asked) : [],
  ])
  const words = changeInWords(change, namesFrom({ steps, colleagues, themes, places, campaigns, decisions }))
  return {
    process: { slug: process.slug, isFixed: !processAllows.answer(process.state) },
    bulk: { id: bulk.id, kind: change.kind, filter: bulk.filter },
    done: bulk.doneAt && {
      ...{ at: formatDateTime(bulk.doneAt), points: bulk.points, words },
      undone: bulk.undoneAt && { restored: bulk.restored },
    },
    fields: fieldsFrom(change),
    words: saysNothing(change) ? '' : words,
    preview: bulk.doneAt ? null : await bulkPreview(db, process, { choice, change, by, now }),
    steps: steps.map(({ name }) => name),
    colleagues: colleagues.map(({ id, name }) => ({ id, name })),
    themes: themes.map(({ id, name }) => ({ id, name })),
    place: (change.kind === 'place' && places.get(change.placeId ?? '')) || null,
    found: { asked, parts: found },
    campaigns,
    answers: change.kind === 'answer' && !bulk.doneAt ? await answersLike(db, process, { choice, by, now }) : [],
  }
}

type Lists = {
  steps: readonly Step[]
  colleagues: readonly Named[]
  themes: readonly Named[]
  campaigns: readonly Named[]
  places: ReadonlyMap<string, PlanPart>
  decisions: DecisionWords
}

function namesFrom({
  steps,
  colleagues,
  themes,
  campaigns,
  places,
  decisions,
}: Lists): Parameters<typeof changeInWords>[1] {
  const nameIn = (list: readonly Named[]) => (id: string) =>
    list.find((each) => each.id === id)?.name ?? 'iets dat er niet meer is'
  return {
    assignee: nameIn(colleagues),
    theme: nameIn(themes),
    campaign: nameIn(campaigns),
    place: (id) => {
      const part = places.get(id)
      return part ? partInWords(part) : 'iets dat er niet meer is'
    },
    step: (target) => (target === 'next' ? 'akkoord voor hun stap' : `de stap ${stepName(steps, target)}`),
    day: formatDate,
    disposition: (disposition) => decisionInFull(decisions, disposition),
  }
}

async function campaignNames(db: Db, { municipalityId, id }: Process): Promise<Named[]> {
  return db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('state', '=', 'confirmed')
    .orderBy('name')
    .execute()
}

/** The parts of the plan that these changes name. */
const placesIn = (db: Db, process: Process, changes: readonly BulkChange[]) =>
  partsOfAllVersions(db, process, [
    ...new Set(changes.flatMap((change) => (change.kind === 'place' && change.placeId ? [change.placeId] : []))),
  ])

export type DoneBulk = {
  id: string
  at: string
  by: string
  words: string
  points: number
  undone: { restored: number } | null
  mayUndo: boolean
}

/** More than these are in the record only. */
const SHOWN_DONE = 50

/** What was done with many points at once, the last first. */
export async function doneBulks(db: Db, process: Process, by: Actor): Promise<DoneBulk[]> {
  const { municipalityId, id } = process
  const [steps, colleagues, themes, campaigns, decisions, rows] = await Promise.all([
    stepsOf(db, process),
    colleaguesOf(db, municipalityId),
    themesOf(db, process),
    campaignNames(db, process),
    decisionWordsOf(db, municipalityId),
    db
      .selectFrom('bulkChange')
      .innerJoin('account', (join) =>
        join
          .onRef('account.municipalityId', '=', 'bulkChange.municipalityId')
          .onRef('account.id', '=', 'bulkChange.chosenBy'),
      )
      .select(['bulkChange.id', 'account.name', 'chosenBy', 'change', 'doneAt', 'points', 'undoneAt', 'restored'])
      .where('bulkChange.municipalityId', '=', municipalityId)
      .where('processId', '=', id)
      .where('doneAt', 'is not', null)
      .orderBy('doneAt', 'desc')
      .limit(SHOWN_DONE)
      .execute(),
  ])
  const places = await placesIn(
    db,
    process,
    rows.map(({ change }) => storedChange(change)),
  )
  const names = namesFrom({ steps, colleagues, themes, places, campaigns, decisions })
  return rows.flatMap(({ id, name, chosenBy, change, doneAt, points, undoneAt, restored }) => {
    const undone = undoneAt && { restored }
    const mayUndo = undone === null && (chosenBy === by.id || by.innerRoles.includes('administrator'))
    const words = changeInWords(storedChange(change), names)
    return doneAt ? [{ id, at: formatDateTime(doneAt), by: name, words, points, undone, mayUndo }] : []
  })
}
