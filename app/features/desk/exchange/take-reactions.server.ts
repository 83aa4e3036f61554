import { createHash } from 'node:crypto'
import { validate } from 'uuid'
import type { CellError, TableRow } from '#app/csv-table.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { changeRounds } from '#app/features/contributions/change-rounds.server.ts'
import {
  contributionColumns,
  contributionRowsOf,
  type ContributionColumn,
} from '#app/features/contributions/contribution-csv.ts'
import { contributorKindLabels } from '#app/features/contributions/contributor-kind.ts'
import {
  exportContributions,
  type ExportedContribution,
} from '#app/features/contributions/export-contributions.server.ts'
import { compareContributions, registerFresh } from '#app/features/contributions/import-contributions.server.ts'
import { roundLabels, rounds, type Round } from '#app/features/contributions/round.ts'
import { channelLabels } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { fold } from '#app/fold.ts'
import { formatDate, today } from '#app/local-date.ts'
import { isCutOf } from '#app/xlsx-table.server.ts'
import type { Trx } from '#db/client.server.ts'
import { comparable } from './row-mark.ts'
import type { TakenRow, Taking } from './taking.ts'

type Given = { row: number; known: ExportedContribution; round: { from: Round; to: Round } | null }

/**
 * What the reactions in these rows would do, and a function that registers those that are new. A row that names a contribution of the
 * register can say another round of it, and nothing else: what someone wrote never changes by a file. The process is held.
 */
export async function takeReactions(
  trx: Trx,
  by: Doer,
  process: Process,
  records: readonly TableRow<string>[],
  now: Date,
): Promise<Taking> {
  const isKnown = ({ cells }: TableRow<string>) => (cells.inbrengId ?? '').trim() !== ''
  const { given, errors } = await knownRows(trx, process, records.filter(isKnown))
  const { once, repeated } = withoutRepeats(records.filter((record) => !isKnown(record)).map(asContributionRecord))
  const read = contributionRowsOf(once)
  errors.push(...read.errors, ...repeated)
  const { fresh, problems } = await compareContributions(trx, process, read.rows)
  errors.push(...problems)
  const isFresh = new Set(fresh.map(({ row }) => row.row))
  const changed = given.flatMap(({ known, round }) => (round ? [{ contributionId: known.id, ...round }] : []))
  const rows = [
    ...given.map(asKnownRow),
    ...read.rows.map(({ row, kind, name, channel, receivedAt, text }): TakenRow => ({
      ...{ row, who: name === '' ? contributorKindLabels[kind] : name },
      what: `${channelLabels[channel].label}, ${formatDate(today(receivedAt))}: ${text.slice(0, 120)}`,
      stand: isFresh.has(row) ? 'new' : 'same',
    })),
  ]
  return {
    errors: errors.toSorted((one, other) => one.row - other.row),
    fresh: fresh.length + changed.length,
    rows: rows.toSorted((one, other) => one.row - other.row),
    async take() {
      await registerFresh(trx, process, fresh)
      await changeRounds(trx, by, process, changed, now)
    },
  }
}

const asKnownRow = ({ row, known, round }: Given): TakenRow => ({
  ...{ row, who: known.naam === '' ? known.soort : known.naam },
  what: round ? `andere ronde: ${roundLabels[round.to]}` : 'staat al in het register',
  stand: round ? 'changed' : 'same',
})

async function knownRows(
  trx: Trx,
  process: Process,
  records: readonly TableRow<string>[],
): Promise<{ given: Given[]; errors: CellError<string>[] }> {
  const errors: CellError<string>[] = []
  const idOf = ({ cells }: TableRow<string>) => (cells.inbrengId ?? '').trim().toLowerCase()
  const exported = await exportContributions(
    trx,
    process,
    records.map(idOf).filter((id) => validate(id)),
  )
  const byId = new Map(exported.map((known) => [known.id, known]))
  const rowOf = new Map<string, number>()
  const given = records.flatMap((record): Given[] => {
    const { row } = record
    const known = byId.get(idOf(record))
    const earlier = rowOf.get(idOf(record))
    if (!known) errors.push({ row, field: 'inbrengId', message: 'is geen inbreng van dit traject' })
    if (earlier !== undefined) errors.push({ row, field: 'inbrengId', message: `staat ook in rij ${earlier}` })
    rowOf.set(idOf(record), row)
    return known ? [givenIn(record, known, errors)] : []
  })
  return { given, errors }
}

function givenIn({ row, cells }: TableRow<string>, known: ExportedContribution, errors: CellError<string>[]): Given {
  const words = { ...known, externeId: known.externeId ?? '', naamTonen: known.naamTonen ? 'ja' : 'nee' }
  for (const column of contributionColumns) {
    const [cell, stored] = [comparable(cells[column] ?? ''), comparable(words[column])]
    // An empty cell is a column that was left out, as that with addresses always is.
    if (cell !== '' && cell !== stored && !isCutOf(cell, stored))
      errors.push({ row, field: column, message: 'staat anders in het register; door een bestand verandert dat niet' })
  }
  const cell = (cells.ronde ?? '').trim()
  if (cell === '' || cell === known.ronde) return { row, known, round: null }
  const to = rounds.find((round) => fold(roundLabels[round]) === fold(cell))
  const from = rounds.find((round) => roundLabels[round] === known.ronde)
  if (!to)
    errors.push({
      row,
      field: 'ronde',
      message: `"${cell}" is geen ronde; kies uit: ${Object.values(roundLabels).join(', ')}`,
    })
  else if (known.openbaar) errors.push({ row, field: 'ronde', message: 'deze inbreng is al openbaar en ligt vast' })
  return { row, known, round: to && from && to !== from ? { from, to } : null }
}

/** What `asContributionRecord` puts before a reference that it makes. */
const MADE = 'rij:'

/** Rows that say the same as an earlier one and have no reference of their own are named: which of the two is meant, only a person knows. */
function withoutRepeats(records: readonly TableRow<ContributionColumn>[]) {
  const rowOf = new Map<string, number>()
  const repeated: CellError<string>[] = []
  const once = records.filter(({ row, cells: { externeId } }) => {
    const earlier = rowOf.get(externeId)
    rowOf.set(externeId, earlier ?? row)
    if (!externeId.startsWith(MADE) || earlier === undefined) return true
    const message = `zegt hetzelfde als rij ${earlier}; haal een van beide weg, of geef elk een eigen kenmerk`
    repeated.push({ row, field: null, message })
    return false
  })
  return { once, repeated }
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
      externeId: filled.externeId === '' ? `${MADE}${says.digest('base64url').slice(0, 22)}` : filled.externeId,
    },
  }
}
