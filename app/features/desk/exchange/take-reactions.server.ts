import { createHash } from 'node:crypto'
import type { TableRow } from '#app/csv-table.ts'
import {
  contributionColumns,
  contributionRowsOf,
  type ContributionColumn,
} from '#app/features/contributions/contribution-csv.ts'
import { contributorKindLabels } from '#app/features/contributions/contributor-kind.ts'
import { compareContributions, registerFresh } from '#app/features/contributions/import-contributions.server.ts'
import { channelLabels } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import type { Taking } from './taking.ts'

/** What the reactions in these rows would do, and a function that registers those that are new. The process is held. */
export async function takeReactions(
  trx: Trx,
  process: Process,
  records: readonly TableRow<string>[],
): Promise<Taking & { take: () => Promise<void> }> {
  const { rows, errors } = contributionRowsOf(records.map(asContributionRecord))
  if (errors.length > 0) return { errors, rows: [], fresh: 0, take: async () => {} }
  const { fresh, problems } = await compareContributions(trx, process, rows)
  const isFresh = new Set(fresh.map(({ row }) => row.row))
  return {
    errors: problems,
    fresh: fresh.length,
    rows: rows.map(({ row, kind, name, channel, receivedAt, text }) => ({
      row,
      who: name === '' ? contributorKindLabels[kind] : name,
      what: `${channelLabels[channel].label}, ${formatDate(today(receivedAt))}: ${text.slice(0, 120)}`,
      stand: isFresh.has(row) ? 'new' : 'same',
    })),
    take: () => registerFresh(trx, process, fresh),
  }
}

/** A row without a reference of its own gets one of what it says, so that the same row never comes twice. */
function asContributionRecord({ row, cells }: TableRow<string>): TableRow<ContributionColumn> {
  const filled = Object.fromEntries(contributionColumns.map((column) => [column, cells[column] ?? ''])) as Record<
    ContributionColumn,
    string
  >
  const says = createHash('sha256').update(JSON.stringify([filled.naam, filled.ontvangenOp, filled.tekst]))
  return {
    row,
    cells: {
      ...filled,
      soort: filled.soort.trim() === '' ? contributorKindLabels.resident : filled.soort,
      externeId: filled.externeId === '' ? `rij:${says.digest('base64url').slice(0, 22)}` : filled.externeId,
    },
  }
}
