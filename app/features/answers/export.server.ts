import { csvOf } from '#app/csv-text.ts'
import { contributorKindLabels } from '#app/features/contributions/contributor-kind.ts'
import type { DecisionWords } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { dispositionOf, type Disposition } from '#app/features/points/disposition.ts'
import { formWords } from '#app/features/points/public-words.ts'
import type { Db } from '#db/client.server.ts'
import { contributorsInOrder, withoutPoints } from './contributors.server.ts'
import { filterQuery, type ProcessedFilter } from './processed-filter.ts'
import type { ChangesOfPoints, PointChange } from './point-change.ts'
import { linkInWords, type PublicContributor } from './public-point.ts'
import { publicPoints, underContributors } from './public-points.server.ts'
import { publishedBatches } from './published-list.server.ts'

type ExportedPoint = {
  nummer: string
  /** The words that are public, or that will be. */
  tekst: string
  thema: string | null
  /** null: not answered yet. */
  besluit: string | null
  /** The one of the eight as which it counts, whatever the municipality calls it. */
  besluitCode: Disposition | null
  reactie: string
  doorgeleidNaar: string
  /** '2.3 Mantelzorg en vrijwilligers' */
  onderdelen: string[]
  /** What changed in the plan because of it, where people read a later version than the first. */
  wijzigingen?: { waar: string; oud: string; nieuw: string }[]
  /** What `tekst` is: a summary by the municipality, or the sender's words. */
  vorm: string
  /** What was really written and the official's summary; for officials only. */
  binnen?: { woordelijk: string; samenvatting: string }
}
/** What was really written, and the official's summary. */
type KeptBeside = { verbatim: string; summary: string }
type ExportedContributor = { nummer: number | null; naam: string; soort: string; punten: ExportedPoint[] }

/**
 * What was done with every point, per contributor, in the words that are public. Before the first publication numbers and answers
 * may miss. With `beside`, what officials keep beside each point comes along.
 */
export async function processingExport(
  db: Db,
  process: { id: string; municipalityId: string; publishedAt: Date | null },
  filter: ProcessedFilter = {},
  { beside }: { beside?: (pointIds: string[]) => Promise<ReadonlyMap<string, KeptBeside>> } = {},
): Promise<ExportedContributor[]> {
  const { contributors } = await publicPoints(db, process, filter)
  const all = filterQuery(filter) === '' ? await withThoseWithoutPoints(db, process, contributors) : contributors
  const kept = beside && (await beside(all.flatMap(({ points }) => points.map(({ id }) => id))))
  const words = await decisionWordsOf(db, process.municipalityId)
  return all.map((contributor) => exported(contributor, words, { kept }))
}

function exported(
  { number, name, kind, points }: PublicContributor,
  words: DecisionWords,
  { kept, changes }: { kept?: ReadonlyMap<string, KeptBeside> | undefined; changes?: ChangesOfPoints },
): ExportedContributor {
  return {
    nummer: number,
    naam: name,
    soort: contributorKindLabels[kind],
    punten: points.map((point) => ({
      nummer: point.number,
      tekst: point.words,
      thema: point.theme,
      besluit: point.disposition && words.of(point.disposition).label,
      besluitCode: point.disposition && dispositionOf(point.disposition),
      reactie: point.reply,
      doorgeleidNaar: point.forwardedTo,
      onderdelen: point.sections.map(linkInWords),
      vorm: formWords[point.form],
      ...(changes && { wijzigingen: (changes.get(point.id) ?? []).map(exportedChange) }),
      ...(kept && {
        binnen: { woordelijk: kept.get(point.id)?.verbatim ?? '', samenvatting: kept.get(point.id)?.summary ?? '' },
      }),
    })),
  }
}

const exportedChange = ({ numbers, old, now }: PointChange) => ({ waar: numbers, oud: old, nieuw: now })

/** How many points of a file are in memory at once. */
const BATCH = 2000

/**
 * The same for everyone after publication, some contributors at a time, each whole: a file of any size is read and sent
 * piece by piece.
 */
export async function* publishedExport(
  db: Db,
  process: { id: string; municipalityId: string; publishedAt: Date | null },
  filter: ProcessedFilter,
  { size = BATCH, changes = new Map() }: { size?: number; changes?: ChangesOfPoints } = {},
): AsyncGenerator<ExportedContributor[]> {
  const words = await decisionWordsOf(db, process.municipalityId)
  let held: ExportedContributor | undefined
  for await (const points of publishedBatches(db, process, filter, size)) {
    const rows = (await underContributors(db, process, points)).map((row) =>
      exported(row, words, changes.size === 0 ? {} : { changes }),
    )
    const [first] = rows
    // The last one of a batch may go on in the next.
    if (held && first && held.nummer === first.nummer)
      rows.splice(0, 1, { ...held, punten: [...held.punten, ...first.punten] })
    else if (held) rows.unshift(held)
    held = rows.pop()
    if (rows.length > 0) yield rows
  }
  if (held) yield [held]
}

/** Before publication there are contributors whose reaction was not split yet: they must not seem forgotten. */
async function withThoseWithoutPoints(
  db: Db,
  process: { id: string; municipalityId: string; publishedAt: Date | null },
  contributors: PublicContributor[],
): Promise<PublicContributor[]> {
  if (process.publishedAt !== null) return contributors
  const everyone = await contributorsInOrder(db, process)
  const withPoints = new Map(contributors.map((contributor) => [contributor.id, contributor]))
  return everyone.map((person) => withPoints.get(person.id) ?? withoutPoints(person))
}

const processingColumns = [
  'nummer',
  'indiener',
  'soort',
  'tekst',
  'thema',
  'besluit',
  'reactie',
  'doorgeleidNaar',
  'onderdelen',
  'vorm',
] as const
const changeColumns = ['gewijzigd', 'oudeWoorden', 'nieuweWoorden'] as const
const insideColumns = ['woordelijk', 'samenvatting'] as const

/** The same as a table with a row per point. Every cell is quoted, so that a line break in a text stays that line break. */
export function processingCsv(rows: readonly ExportedContributor[], { heading = true } = {}): string {
  const table = rows.flatMap(({ naam, soort, punten }) =>
    punten.map(({ besluitCode: _, onderdelen, wijzigingen = [], binnen, ...point }) => ({
      ...point,
      ...binnen,
      gewijzigd: wijzigingen.map(({ waar }) => waar).join('; '),
      oudeWoorden: wijzigingen.map(({ oud }) => oud).join('\n'),
      nieuweWoorden: wijzigingen.map(({ nieuw }) => nieuw).join('\n'),
      indiener: naam,
      soort,
      onderdelen: onderdelen.join('; '),
    })),
  )
  const hasChanges = rows.some(({ punten }) => punten.some(({ wijzigingen }) => wijzigingen))
  const isInside = rows.some(({ punten }) => punten.some(({ binnen }) => binnen))
  return csvOf(table, {
    columns: [...processingColumns, ...(hasChanges ? changeColumns : []), ...(isInside ? insideColumns : [])],
    heading,
  })
}

/** The table of a file that is sent in pieces. */
export async function* csvPieces(parts: AsyncIterable<readonly ExportedContributor[]>): AsyncGenerator<string> {
  let heading = true
  for await (const rows of parts) {
    yield processingCsv(rows, { heading })
    heading = false
  }
  if (heading) yield processingCsv([])
}

/** The list of a file that is sent in pieces, indented as a whole one is. */
export async function* jsonPieces(parts: AsyncIterable<readonly ExportedContributor[]>): AsyncGenerator<string> {
  let before = '['
  for await (const rows of parts) {
    const items = rows.map((row) => JSON.stringify(row, null, 2).replace(/^/gm, '  '))
    yield `${before}\n${items.join(',\n')}`
    before = ','
  }
  yield before === '[' ? '[]' : '\n]'
}
