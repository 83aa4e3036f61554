import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { matchRows, rowsOfTable } from './table-rows.ts'
import type { HangsOnParts, Version } from './store-plan.server.ts'

/** How it is kept which row of a table is which, in one version and from version to version. */

/** A row; `position` is null when it was taken out of the table. */
export type TableRow = {
  paragraphId: string
  id: string
  position: number | null
  text: string
  isDoubtful: boolean
  /** Said by an official: the act by which it is taken back, and who said it. */
  actId: string | null
  settledBy: string | null
}

/** The rows of these paragraphs, in order; those that were taken out come last. */
export async function rowsOf(
  db: Db | Trx,
  municipalityId: string,
  paragraphIds: readonly string[],
): Promise<Map<string, TableRow[]>> {
  const of = new Map<string, TableRow[]>()
  if (paragraphIds.length === 0) return of
  const { rows } = await sql<TableRow>`
    select paragraph_id, id, position, text, is_doubtful, act_id,
      (select name from account where account.municipality_id = table_row.municipality_id and account.id = settled_by) as settled_by
    from table_row where municipality_id = ${municipalityId} and paragraph_id = any(${[...paragraphIds]}::uuid[])
    order by paragraph_id, position nulls last`.execute(db)
  for (const row of rows) {
    const known = of.get(row.paragraphId)
    if (known) known.push(row)
    else of.set(row.paragraphId, [row])
  }
  return of
}

type Table = { id: string; text: string; html: string | null; origins: string[] }

/**
 * Gives the rows of tables of a version their identity, after its words changed: that of the row that they were before, or in the version before it.
 * `splitFrom` says from which part a new one was split off, `anew` of which tables the version before it decides again,
 * `isSure` that an obvious error was corrected, so that nothing has to be asked.
 */
export async function identifyRows(
  trx: Trx,
  { municipalityId, planVersionId }: Pick<Version, 'municipalityId' | 'planVersionId'>,
  {
    splitFrom = new Map(),
    anew = [],
    isSure = false,
  }: { splitFrom?: ReadonlyMap<string, string>; anew?: readonly string[]; isSure?: boolean } = {},
): Promise<void> {
  const { rows: tables } = await sql<Table>`
    select paragraph.id, paragraph.text, paragraph.html, array(
      select origin_id::text from paragraph_origin
      join paragraph as origin on origin.municipality_id = paragraph_origin.municipality_id and origin.id = origin_id
      where paragraph_origin.municipality_id = ${municipalityId} and paragraph_id = paragraph.id order by origin.position) as origins
    from paragraph
    where paragraph.municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and kind = 'table'`.execute(
    trx,
  )
  const known = await rowsOf(trx, municipalityId, [
    ...tables.flatMap(({ id, origins }) => [id, ...origins]),
    ...splitFrom.values(),
  ])
  const changed = tables.flatMap(({ id, origins, ...words }) => {
    const news = rowsOfTable(words)
    const own = anew.includes(id) ? [] : (known.get(id) ?? [])
    const there = own.filter(({ position }) => position !== null)
    if (news.length === there.length && news.every((text, at) => there[at]?.text === text)) return []
    const before = origins.flatMap((origin) => (known.get(origin) ?? []).filter(({ position }) => position !== null))
    const split = known.get(splitFrom.get(id) ?? '') ?? []
    const olds = own.length > 0 ? there : split.length > 0 ? split : before
    return [{ id, rows: identified(news, olds, own, new Set(isSure ? [] : before.map((row) => row.id))) }]
  })
  if (changed.length === 0) return
  const ids = changed.map(({ id }) => id)
  await sql`
    delete from table_row where municipality_id = ${municipalityId} and paragraph_id = any(${anew.filter((id) => ids.includes(id))}::uuid[])`.execute(
    trx,
  )
  await sql`
    update table_row set position = null, is_doubtful = false
    where municipality_id = ${municipalityId} and paragraph_id = any(${ids}::uuid[])`.execute(trx)
  const rows = changed.flatMap(({ id, rows }) => rows.map((row, at) => ({ ...row, paragraphId: id, position: at + 1 })))
  await sql`
    insert into table_row (municipality_id, paragraph_id, id, position, text, is_doubtful)
    select ${municipalityId}, paragraph_id, id, position, text, is_doubtful
    from ${givenRows({ paragraphId: 'uuid', id: 'uuid', position: 'int', text: 'text', isDoubtful: 'boolean' }, rows)}
    on conflict (municipality_id, paragraph_id, id) do update
    set position = excluded.position, text = excluded.text, is_doubtful = excluded.is_doubtful`.execute(trx)
}

type Identified = { id: string; text: string; isDoubtful: boolean }

/** The rows with their ids; one that was taken out and comes back in the same words is who it was. Doubt is about rows of the version `before`. */
function identified(
  news: readonly string[],
  olds: readonly TableRow[],
  own: readonly TableRow[],
  before: ReadonlySet<string>,
): Identified[] {
  const matched = matchRows(
    olds.map(({ text }) => text),
    news,
  )
  const used = new Set(matched.flatMap((row) => (row ? (olds[row.from]?.id ?? []) : [])))
  return news.map((text, at): Identified => {
    const row = matched[at]
    const old = row ? olds[row.from] : undefined
    const back = own.find((each) => each.text === text && !used.has(each.id))
    if (back && (!old || row?.isDoubtful)) {
      used.add(back.id)
      return { id: back.id, text, isDoubtful: false }
    }
    if (!old || !row) return { id: uuid(), text, isDoubtful: false }
    const isOwn = own.includes(old)
    // What an official said of a row stays said while they go on writing it.
    const isDoubtful = isOwn && !row.isDoubtful ? old.isDoubtful : row.isDoubtful && old.actId === null
    return { id: old.id, text, isDoubtful: isDoubtful && before.has(old.id) }
  })
}

/** Rows of tables, to put back with the tables. */
export const rowsOfParts: HangsOnParts = {
  name: 'table_row',
  async keep(trx, { municipalityId }, parts) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(table_row) as row from table_row
      where municipality_id = ${municipalityId} and paragraph_id = any(${[...parts]}::uuid[])`.execute(trx)
    return rows.map(({ row }) => row)
  },
  async putBack(trx, { municipalityId }, rows) {
    await sql`
      insert into table_row
      select was.* from jsonb_populate_recordset(null::table_row, ${JSON.stringify(rows)}::jsonb) as was
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = was.paragraph_id
      on conflict (municipality_id, paragraph_id, id) do update
      set position = excluded.position, text = excluded.text, is_doubtful = excluded.is_doubtful`.execute(trx)
  },
}
