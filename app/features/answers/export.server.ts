import { stringify } from 'csv-stringify/sync'
import { contributorKindLabels, publicName } from '#app/features/contributions/contributor-kind.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { dispositionWords, type Disposition } from '#app/features/points/disposition.ts'
import type { ProcessState } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { contributorsInOrder } from './contributor-numbers.server.ts'
import { filterQuery, type ProcessedFilter } from './processed-filter.ts'
import { processedPoints, type ProcessedContributor } from './queries.server.ts'

type ExportedPoint = {
  nummer: string
  /** As it was written, byte for byte. */
  tekst: string
  thema: string | null
  /** null: not answered yet. */
  besluit: string | null
  besluitCode: Disposition | null
  reactie: string
  doorgeleidNaar: string
  /** '2.3 Mantelzorg en vrijwilligers' */
  onderdelen: string[]
}
type ExportedContributor = { nummer: number; naam: string; soort: string; punten: ExportedPoint[] }

/** What was done with every point, per contributor. Before publication numbers are provisional and answers may miss. */
export async function processingExport(
  db: Db,
  process: { id: string; municipalityId: string; state: ProcessState },
  filter: ProcessedFilter = {},
): Promise<ExportedContributor[]> {
  const { contributors } = await processedPoints(db, process, filter)
  const all = filterQuery(filter) === '' ? await withThoseWithoutPoints(db, process, contributors) : contributors
  return all.map(({ number, name, kind, points }) => ({
    nummer: number,
    naam: name,
    soort: contributorKindLabels[kind],
    punten: points.map((point) => ({
      nummer: point.number,
      tekst: point.text,
      thema: point.theme,
      besluit: point.disposition && dispositionWords[point.disposition].label,
      besluitCode: point.disposition,
      reactie: point.reply,
      doorgeleidNaar: point.forwardedTo,
      onderdelen: point.sections.map(sectionInWords),
    })),
  }))
}

/** Before publication there are contributors whose reaction was not split yet: they must not seem forgotten. */
async function withThoseWithoutPoints(
  db: Db,
  process: { id: string; municipalityId: string; state: ProcessState },
  contributors: ProcessedContributor[],
): Promise<ProcessedContributor[]> {
  if (process.state === 'answered') return contributors
  const everyone = await contributorsInOrder(db, process)
  const withPoints = new Map(contributors.map((contributor) => [contributor.number, contributor]))
  return [...everyone.values()].map(
    (person) => withPoints.get(person.number) ?? { number: person.number, name: publicName(person), kind: person.kind, role: person.role, points: [] },
  )
}

const processingColumns = ['nummer', 'indiener', 'soort', 'tekst', 'thema', 'besluit', 'reactie', 'doorgeleidNaar', 'onderdelen'] as const

/** The same as a table with a row per point. Every cell is quoted, so that a line break in a text stays that line break. */
export function processingCsv(rows: readonly ExportedContributor[]): string {
  const table = rows.flatMap(({ naam, soort, punten }) =>
    punten.map(({ besluitCode: _, onderdelen, ...point }) => ({ ...point, indiener: naam, soort, onderdelen: onderdelen.join('; ') })),
  )
  return stringify(table, { header: true, columns: [...processingColumns], quoted_string: true })
}
