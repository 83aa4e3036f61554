import { sql } from 'kysely'
import { rowsOf, type TableRow } from '#app/features/plans/identify-rows.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db } from '#db/client.server.ts'
import { changesOf, type ChangeKind, type ChangeLine } from './change-lines.ts'
import type { ChangeFilter } from './changes-in-words.ts'
import { compareVersions, type Comparison, type StoredParagraph } from './compare-versions.server.ts'
import { diffSides, type DiffSides } from './diff-sides.ts'
import { markOfOrigins } from './settle-origins.server.ts'
import { markOfRow } from './settle-rows.server.ts'
import { tableChanges, type RowChange } from './table-changes.ts'
import { askedVersion, planVersions, type ListedVersion } from './version-list.server.ts'

/** How many changes are on a page. */
const PER_PAGE = 40

export type ShownParagraph = { id: string; number: string; text: string; chapter: string }

/** A row of a table that changed, and what an official has to say about it: by the mark of what is shown. */
export type ShownRow = RowChange & { seen: string | null }

/** What an official has to say about a new paragraph, or may say otherwise: where it comes from. */
export type Question = {
  part: string
  number: string
  seen: string
  origins: { id: string; number: string }[]
  /** Other new paragraphs that come from the same one. */
  isSplit: boolean
  isDoubtful: boolean
}

/** A change between two versions, as it is shown: what belongs together, side by side. */
export type ShownChange = {
  key: string
  kind: ChangeKind
  moved: boolean
  olds: ShownParagraph[]
  news: ShownParagraph[]
  diff: DiffSides
  /** Of one table that stayed one: the rows that changed, and how many did not. */
  table: { part: string; rows: ShownRow[]; same: number } | null
  questions: Question[]
  /** Of which an official said where they come from, while that may be taken back. */
  settled: { part: string; number: string; act: string; by: string | null }[]
}

export type CompareView = {
  version: ListedVersion
  previous: { name: string; madeOn: string }
  /** `rows` are the doubtful rows of tables; they count among what is doubtful. */
  counts: Record<'doubtful' | 'rows' | 'settled' | 'all' | ChangeKind, number>
  /** Paragraphs of the version before it, and how many of them were found again. */
  before: { total: number; found: number }
  chapters: { key: string; heading: string; changes: number }[]
  filter: ChangeFilter
  chapter: string | null
  changes: ShownChange[]
  /** The old paragraphs, on any page, of which it is doubtful what they became. */
  doubtfulOlds: string[]
  page: number
  pages: number
}

type Asked = { version: string | null; filter: ChangeFilter | null; chapter: string | null; page: number }

/**
 * What changes in a version of a plan since the one before it, with what is doubtful; null for the first version. `onCompared` gets the comparison
 * that it is made of.
 */
export async function compareView(
  db: Db,
  process: Process,
  asked: Asked,
  onCompared?: (compared: Comparison) => void,
): Promise<CompareView | null> {
  const versions = await planVersions(db, process)
  const version = askedVersion(versions, asked.version)
  const plan = version && (await storedPlan(db, process, { id: version.id }))
  const compared = plan && (await compareVersions(db, process, plan))
  const previous = versions.find(({ id }) => id === compared?.old.plan.versionId)
  if (!version || !compared || !previous) return null
  onCompared?.(compared)
  const { old, now, lines } = compared
  const settledOf = await settledOrigins(db, process, plan.versionId)
  const rowsSaid = await rowsToSay(db, process, plan.versionId)
  const [oldChapters, newChapters] = [chaptersOf(old.plan), chaptersOf(now.plan)]
  const groups = groupsOf(lines)
  const chapterKey = (lines: readonly ChangeLine[]): string => {
    const [first] = lines
    const paragraph = first?.to != null ? now.paragraphs[first.to] : old.paragraphs[first?.from ?? -1]
    const chapters = first?.to != null ? newChapters : oldChapters
    return chapters.get(paragraph?.id ?? '')?.key ?? ''
  }
  const doubtfulRows = (to: number) => rowsSaid.get(now.paragraphs[to]?.id ?? '')?.doubtful ?? 0
  const placed = groups.map((group) => ({ ...group, chapter: chapterKey(group.lines) }))
  const isSettled = ({ lines }: { lines: ChangeLine[] }) =>
    lines.some(({ to }) => {
      const id = to === null ? '' : (now.paragraphs[to]?.id ?? '')
      return settledOf.has(id) || (rowsSaid.get(id)?.settled ?? 0) > 0
    })
  const isDoubtful = ({ lines }: { lines: ChangeLine[] }) =>
    lines.some(({ to, doubtful }) => doubtful || (to !== null && doubtfulRows(to) > 0))
  const changed = new Set(placed.filter((group) => group.kind !== 'unchanged'))
  const fits: Record<ChangeFilter, (group: (typeof placed)[number]) => boolean> = {
    ...{ all: (group) => changed.has(group), doubtful: isDoubtful, settled: isSettled },
    ...{
      edited: is('edited'),
      moved: is('moved'),
      split: is('split'),
      merged: is('merged'),
      new: is('new'),
      gone: is('gone'),
    },
  }
  const doubts = placed.filter(isDoubtful)
  const filter = asked.filter ?? (doubts.length > 0 ? 'doubtful' : 'all')
  const ofFilter = placed.filter(fits[filter])
  const fitting = ofFilter.filter(({ chapter }) => asked.chapter === null || chapter === asked.chapter)
  const pages = Math.max(1, Math.ceil(fitting.length / PER_PAGE))
  const page = Math.min(Math.max(1, asked.page), pages)
  const shown = fitting.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const sure = new Set(
    lines.flatMap(({ from, to, doubtful }) => (from !== null && to !== null && !doubtful ? [from] : [])),
  )
  const show = (paragraph: StoredParagraph, chapters: Chapters): ShownParagraph => ({
    ...{ id: paragraph.id, number: paragraph.number, text: paragraph.text },
    chapter: chapters.get(paragraph.id)?.heading ?? '',
  })
  const tables = await rowsOf(
    db,
    process.municipalityId,
    shown.flatMap(({ lines }) => tablesOf(lines, old, now)?.map(({ id }) => id) ?? []),
  )
  const tableOf = (lines: readonly ChangeLine[]): ShownChange['table'] => {
    const [before, after] = tablesOf(lines, old, now) ?? []
    if (!before || !after) return null
    const there = (id: string) => (tables.get(id) ?? []).filter(({ position }) => position !== null)
    const { rows, same } = tableChanges(there(before.id), there(after.id))
    const seenOf = ({ now: row, isDoubtful }: RowChange) =>
      row && isDoubtful && version.isOpen ? markOfRow(textOf(there(after.id), row.id), true) : null
    return { part: after.id, same, rows: rows.map((row) => ({ ...row, seen: seenOf(row) })) }
  }
  const rowDoubts = [...rowsSaid.values()].reduce((sum, { doubtful }) => sum + doubtful, 0)
  return {
    version,
    previous: { name: previous.name, madeOn: previous.madeOn },
    counts: {
      doubtful: new Set(lines.flatMap(({ to, doubtful }) => (doubtful && to !== null ? [to] : []))).size + rowDoubts,
      rows: rowDoubts,
      settled: settledOf.size + [...rowsSaid.values()].reduce((sum, { settled }) => sum + settled, 0),
      all: changed.size,
      ...countedKinds(lines, placed),
    },
    before: { total: old.paragraphs.length, found: sure.size },
    chapters: chapterCounts([...newChapters.values(), ...oldChapters.values()], ofFilter),
    ...{ filter, chapter: asked.chapter, page, pages },
    doubtfulOlds: [
      ...new Set(
        lines.flatMap(({ from, doubtful }) => (doubtful && from !== null ? (old.paragraphs[from]?.id ?? []) : [])),
      ),
    ],
    changes: shown.map(({ kind, lines }) => {
      const [olds, news] = [distinct(lines, 'from'), distinct(lines, 'to')]
      const oldParts = olds.flatMap((at) => old.paragraphs[at] ?? [])
      const newParts = news.flatMap((at) => now.paragraphs[at] ?? [])
      return {
        ...{ key: newParts[0]?.id ?? oldParts[0]?.id ?? '', kind, moved: lines.some(({ moved }) => moved) },
        olds: oldParts.map((paragraph) => show(paragraph, oldChapters)),
        news: newParts.map((paragraph) => show(paragraph, newChapters)),
        diff: diffSides(
          oldParts.map(({ text }) => text),
          newParts.map(({ text }) => text),
        ),
        table: tableOf(lines),
        questions: version.isOpen
          ? news.flatMap((to): Question[] => {
              const own = lines.filter((line) => line.to === to)
              const part = now.paragraphs[to]
              if (!part) return []
              const isDoubtful = own.some(({ doubtful }) => doubtful)
              const origins = own.flatMap(({ from }) => (from === null ? [] : (old.paragraphs[from] ?? [])))
              return [
                {
                  ...{ part: part.id, number: part.number, isDoubtful },
                  origins: origins.map(({ id, number }) => ({ id, number })),
                  seen: markOfOrigins(
                    part.text,
                    origins.map(({ id }) => id),
                    isDoubtful,
                  ),
                  isSplit: lines.some((line) => line.to !== to && own.some(({ from }) => from === line.from)),
                },
              ]
            })
          : [],
        settled: (version.isOpen ? newParts : []).flatMap(({ id, number }) => {
          const found = settledOf.get(id)
          return found ? [{ part: id, number, ...found }] : []
        }),
      }
    }),
  }
}

const textOf = (rows: readonly TableRow[], id: string) => rows.find((row) => row.id === id)?.text ?? ''

/** The old and the new table of a change of one table that stayed one; null for any other change. */
function tablesOf(
  lines: readonly ChangeLine[],
  old: { paragraphs: readonly StoredParagraph[] },
  now: { paragraphs: readonly StoredParagraph[] },
): [StoredParagraph, StoredParagraph] | null {
  const [line, more] = lines
  if (!line || more || line.from === null || line.to === null) return null
  const [before, after] = [old.paragraphs[line.from], now.paragraphs[line.to]]
  return before?.kind === 'table' && after?.kind === 'table' ? [before, after] : null
}

/** How many rows of each table of a version are doubtful, and of how many an official said which they are. */
async function rowsToSay(
  db: Db,
  { municipalityId }: Process,
  versionId: string,
): Promise<Map<string, { doubtful: number; settled: number }>> {
  const { rows } = await sql<{ paragraphId: string; doubtful: number; settled: number }>`
    select paragraph_id, count(*) filter (where is_doubtful)::int as doubtful, count(act_id)::int as settled
    from table_row join paragraph on paragraph.municipality_id = table_row.municipality_id and paragraph.id = paragraph_id
    where table_row.municipality_id = ${municipalityId} and plan_version_id = ${versionId} and table_row.position is not null
      and (is_doubtful or act_id is not null)
    group by paragraph_id`.execute(db)
  return new Map(rows.map(({ paragraphId, ...counts }) => [paragraphId, counts]))
}

const is =
  (kind: ChangeKind) =>
  (group: { kind: ChangeKind }): boolean =>
    group.kind === kind

type Group = { kind: ChangeKind; lines: ChangeLine[] }

/** All changes, and what is said to be unchanged while that is doubtful or was settled, in the order of the lines. */
function groupsOf(lines: readonly ChangeLine[]): Group[] {
  const place = new Map(lines.map((line, at) => [line, at] as const))
  const alone = lines
    .filter(({ kind }) => kind === 'unchanged')
    .map((line): Group => ({ kind: 'unchanged', lines: [line] }))
  const at = ({ lines: [first] }: Group) => (first ? (place.get(first) ?? 0) : 0)
  return [...changesOf(lines), ...alone].sort((one, other) => at(one) - at(other))
}

const distinct = (lines: readonly ChangeLine[], side: 'from' | 'to'): number[] =>
  [...new Set(lines.flatMap((line) => line[side] ?? []))].sort((one, other) => one - other)

function countedKinds(lines: readonly ChangeLine[], groups: readonly Group[]): Record<ChangeKind, number> {
  const count = (kind: ChangeKind) => groups.filter((group) => group.kind === kind).length
  return {
    unchanged: lines.filter(({ kind }) => kind === 'unchanged').length,
    ...{ edited: count('edited'), moved: count('moved'), split: count('split') },
    ...{ merged: count('merged'), new: count('new'), gone: count('gone') },
  }
}

type Chapters = ReadonlyMap<string, { key: string; heading: string }>

/** The chapter that each paragraph stands in, by its id; chapters are known by their lineage, which versions share. */
function chaptersOf(plan: StoredPlan): Chapters {
  const chapters = new Map<string, { key: string; heading: string }>()
  let chapter = { key: '', heading: '' }
  for (const block of plan.blocks) {
    if (!isHeading(block)) chapters.set(block.id, chapter)
    else if (block.level === 1) chapter = { key: block.lineageId, heading: block.text }
  }
  return chapters
}

function chapterCounts(
  chapters: readonly { key: string; heading: string }[],
  groups: readonly { chapter: string }[],
): CompareView['chapters'] {
  const counted = new Map<string, { key: string; heading: string; changes: number }>()
  for (const { key, heading } of chapters) if (!counted.has(key)) counted.set(key, { key, heading, changes: 0 })
  for (const { chapter } of groups) {
    const found = counted.get(chapter)
    if (found) found.changes++
  }
  return [...counted.values()].filter(({ changes }) => changes > 0)
}

/** What officials said about where paragraphs of a version come from. */
async function settledOrigins(
  db: Db,
  { municipalityId }: Process,
  versionId: string,
): Promise<Map<string, { act: string; by: string | null }>> {
  const { rows } = await sql<{ paragraphId: string; act: string; by: string | null }>`
    select paragraph_id, act_id as act, account.name as by from settled_origin
    join paragraph on paragraph.municipality_id = settled_origin.municipality_id and paragraph.id = settled_origin.paragraph_id
    left join account on account.municipality_id = settled_origin.municipality_id and account.id = settled_by
    where settled_origin.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${versionId}`.execute(db)
  return new Map(rows.map(({ paragraphId, act, by }) => [paragraphId, { act, by }]))
}
