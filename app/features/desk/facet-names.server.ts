import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { doneAt, stepName } from '#app/features/workflow/steps.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import type { Db } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import { ourDecisionWords } from '#app/features/points/decision-words.ts'
import { themeNames } from '#app/features/points/queries.server.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { dispositions } from '#app/features/points/disposition.ts'
import { definitionOf, facets, ME, NONE, type Facet } from './desk-filter.ts'

/** What the values of facets are called, in the order in which they are offered. */
export type FacetNames = Record<Facet, [value: string, label: string][]>

/** Most campaigns that are offered to choose from. */
const MOST_CAMPAIGNS = 30

/** The names of all values that the facets of a process have, or only `of` these; `accountId` is who looks, and comes first. */
export async function facetNames(
  db: Db,
  process: ProcessRef,
  accountId: string,
  of: readonly Facet[] = facets,
): Promise<FacetNames> {
  const { municipalityId } = process
  const [themes, colleagues, steps, chapters, campaigns, words] = await Promise.all([
    of.includes('theme') ? themeNames(db, process) : [],
    of.includes('assignee') ? colleaguesOf(db, municipalityId) : [],
    of.includes('step') ? stepsOf(db, process) : [],
    of.includes('chapter') ? chaptersOf(db, process) : [],
    of.includes('campaign') ? campaignsOf(db, process) : [],
    of.includes('disposition') ? decisionWordsOf(db, municipalityId) : ourDecisionWords,
  ])
  const rows: Partial<FacetNames> = {
    theme: themes.map((theme) => [theme.id, theme.name]),
    assignee: colleagues.filter((each) => each.id !== accountId).map((each) => [each.id, each.name]),
    step: Array.from({ length: doneAt(steps) }, (_, at) => [String(at + 1), stepName(steps, at + 1)]),
    chapter: chapters.map(({ number, heading }) => [number, `${number} ${heading}`]),
    campaign: campaigns.map((campaign) => [campaign.id, campaign.name]),
  }
  const decisions = Object.fromEntries(dispositions.map((each) => [each, words.of(each).label]))
  return Object.fromEntries(
    facets.map((facet) => {
      const { labels: ours = {}, none } = definitionOf(facet)
      const labels = facet === 'disposition' ? decisions : ours
      return [facet, [...(none ? [[NONE, none.label]] : []), ...Object.entries(labels), ...(rows[facet] ?? [])]]
    }),
  ) as FacetNames
}

/** The campaigns with the most letters. */
function campaignsOf(db: Db, { municipalityId, id }: ProcessRef): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('state', '=', 'confirmed')
    .orderBy('letters', 'desc')
    .orderBy('id')
    .limit(MOST_CAMPAIGNS)
    .execute()
}

/** The chapters of the plan that people read. */
async function chaptersOf(db: Db, { municipalityId, id }: ProcessRef): Promise<{ number: string; heading: string }[]> {
  const { rows } = await sql<{ number: string; heading: string }>`${keptPlan('chapters')}
    select number, heading from section
    where municipality_id = ${municipalityId} and number ~ '^[0-9]+$' and plan_version_id = (
      select id from plan_version where municipality_id = ${municipalityId} and process_id = ${id} and is_for_readers)
    order by position`.execute(db)
  return rows
}

/** What one value is called; a value that is no longer there keeps a place, so that it can be taken away. */
export function valueName(names: FacetNames, facet: Facet, value: string): string {
  const found = names[facet].find(([each]) => each === value)?.[1]
  if (facet === 'chapter' && value !== NONE) return `Hoofdstuk ${found ?? value}`
  if (facet === 'assignee')
    return value === ME ? 'Toegewezen aan mij' : value === NONE ? 'Niet toegewezen' : (found ?? '?')
  return found ?? 'Bestaat niet meer'
}
