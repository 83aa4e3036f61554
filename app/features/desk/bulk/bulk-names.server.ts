import { partsOfAllVersions, type PlanPart } from '#app/features/plans/find-parts.server.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { decisionInFull, type DecisionWords } from '#app/features/points/decision-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { stepName, type Step } from '#app/features/workflow/steps.ts'
import { formatDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { BulkChange, changeInWords } from './bulk.ts'

export type Named = { id: string; name: string }

/** What the ids in bulk changes are called. */
type Lists = {
  steps: readonly Step[]
  colleagues: readonly Named[]
  themes: readonly Named[]
  campaigns: readonly Named[]
  places: ReadonlyMap<string, PlanPart>
  decisions: DecisionWords
}

/** What the ids in changes are called, for saying a change in words. */
export function namesFrom({
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

/** The campaigns of a process that points can be put in, by name. */
export async function campaignNames(db: Db, { municipalityId, id }: Process): Promise<Named[]> {
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
export const placesIn = (db: Db, process: Process, changes: readonly BulkChange[]) =>
  partsOfAllVersions(db, process, [
    ...new Set(changes.flatMap((change) => (change.kind === 'place' && change.placeId ? [change.placeId] : []))),
  ])
