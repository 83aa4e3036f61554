import { exportContributions } from '#app/features/contributions/export-contributions.server.ts'
import type { RegisterFilter } from '#app/features/points/register-filter.ts'
import { registerIds } from '#app/features/points/register-page.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { TableToSave } from '#app/table-to-save.server.ts'
import type { Db } from '#db/client.server.ts'

/** The columns of a file with the register; `takeReactions` reads most of them by these names. */
const columns = [
  ...([
    'inbrengId',
    'nummer',
    'externeId',
    'soort',
    'naam',
    'naamTonen',
    'kanaal',
    'ontvangenOp',
    'onderdeel',
  ] as const),
  ...(['tekst', 'ronde', 'tijdigheid', 'teltNietMee', 'splitsing'] as const),
] as const

/** How many contributions are in memory at once: their texts may be long. */
const BATCH = 200

/** The contributions that fit a filter, in the order of the list. Addresses stay inside: nobody needs them to answer. */
export function registerTable(db: Db, process: ProcessRef, filter: RegisterFilter): TableToSave {
  async function* rows() {
    for await (const ids of registerIds(db, process, filter, BATCH)) {
      const exported = await exportContributions(db, process, ids)
      const byId = new Map(exported.map((row) => [row.id, row]))
      yield ids.flatMap((id) => {
        const row = byId.get(id)
        if (!row) return []
        const cells = {
          ...{ ...row, inbrengId: id, nummer: row.nummer === null ? '' : String(row.nummer) },
          ...{ externeId: row.externeId ?? '', naamTonen: row.naamTonen ? 'ja' : 'nee' },
          splitsing: row.gesplitst ? 'klaar' : 'nog te splitsen',
        }
        return [columns.map((column) => cells[column])]
      })
    }
  }
  return { columns, rows: rows(), sheet: 'Inbreng', widths: { inbrengId: 10, naam: 24, onderdeel: 24, tekst: 80 } }
}
