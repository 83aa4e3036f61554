import type { Actor } from '#app/features/accounts/account.ts'
import { findParts, type PlanPart } from '#app/features/plans/find-parts.server.ts'
import { searchSomeWords } from '#app/features/answers/search-all-words.server.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { fieldsFrom } from './bulk.schema.ts'
import { changeInWords, saysNothing, type BulkKind, type BulkPreview } from './bulk.ts'
import { answersLike, type AnswerLike } from './answers-like.server.ts'
import { campaignNames, namesFrom, placesIn, type Named } from './bulk-names.server.ts'
import { bulkPreview } from './bulk-preview.server.ts'
import { bulkOf } from './choose-points.server.ts'

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
