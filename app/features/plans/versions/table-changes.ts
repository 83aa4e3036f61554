import { changeLines } from './change-lines.ts'
import { diffSides, type DiffSides } from './diff-sides.ts'

/** What changed in a table, row by row. */

type Row = {
  id: string
  text: string
  isDoubtful: boolean
  actId: string | null
  settledBy: string | null
}
type Side = { id: string; place: number; text: string }

/** A row that changed, or of which it is doubtful or was said which one it is. */
export type RowChange = {
  kind: 'unchanged' | 'edited' | 'moved' | 'new' | 'gone'
  moved: boolean
  old: Side | null
  now: Side | null
  diff: DiffSides
  isDoubtful: boolean
  /** By which it is taken back, and who said it. */
  settled: { act: string; by: string | null } | null
}

/** The rows of two versions of a table by who they are: those to show in the order of the new table, and how many stayed as they were. */
export function tableChanges(olds: readonly Row[], news: readonly Row[]): { rows: RowChange[]; same: number } {
  const oldAt = new Map(olds.map(({ id }, at) => [id, at] as const))
  const origins = news.flatMap(({ id, isDoubtful }, to) => {
    const from = oldAt.get(id)
    return from === undefined ? [] : [{ from, to, doubtful: isDoubtful }]
  })
  let same = 0
  const rows = changeLines(olds, news, origins).flatMap(({ kind, from, to, moved, doubtful }): RowChange[] => {
    const now = to === null ? undefined : news[to]
    const isSaid = now !== undefined && now.actId !== null
    if (kind === 'unchanged' && !doubtful && !isSaid) {
      same++
      return []
    }
    const [old, after] = [sideOf(olds, from), sideOf(news, to)]
    return [
      {
        kind: kind === 'split' || kind === 'merged' ? 'edited' : kind,
        ...{ moved, old, now: after, isDoubtful: doubtful },
        diff: diffSides(old ? [old.text] : [], after ? [after.text] : []),
        settled: now?.actId != null ? { act: now.actId, by: now.settledBy } : null,
      },
    ]
  })
  return { rows, same }
}

/** A row as it is read: its cells with a line between them. */
function sideOf(rows: readonly Row[], at: number | null): Side | null {
  const row = at === null ? undefined : rows[at]
  return row && at !== null ? { id: row.id, place: at + 1, text: row.text.replaceAll('\t', ' | ') } : null
}
