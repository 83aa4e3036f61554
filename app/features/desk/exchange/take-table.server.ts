import { createHash } from 'node:crypto'
import type { CellError, TableRow } from '#app/csv-table.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { storeManyAnswers, type AnswerForPoints } from '#app/features/answers/store-many-answers.server.ts'
import { contributorKindIn } from '#app/features/contributions/contribution-csv.ts'
import { contributorKindLabels, isPerson, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { registerContributions } from '#app/features/contributions/register-contribution.server.ts'
import { decisionsByWord } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { answerProblems, type Decision } from '#app/features/points/disposition.ts'
import { finishSplits } from '#app/features/points/finish-split.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { fold } from '#app/fold.ts'
import type { Trx } from '#db/client.server.ts'
import { dispositionInCell, type KnownDecisions } from './disposition-in-cell.ts'
import { pointsInCell } from './take-in.ts'
import type { Taking } from './taking.ts'

type Row = {
  row: number
  name: string
  kind: ContributorKind
  points: string[]
  reply: string
  disposition: Decision | null
  externalId: string
}

/**
 * What the municipality's own table would do, and a function that does it: each row becomes a contribution that is split into its points,
 * with one answer for all of them where the row has one. A row that was taken in before changes nothing. The process is held.
 */
export async function takeTable(
  trx: Trx,
  by: Doer,
  process: Process,
  { records, otherwise }: { records: readonly TableRow<string>[]; otherwise: Decision | null },
  now: Date,
): Promise<Taking> {
  const errors: CellError<string>[] = []
  const words = await decisionWordsOf(trx, process.municipalityId)
  const known = { words, decisions: decisionsByWord(words) }
  // One that went out of use meanwhile is as one that was not chosen: each row says what is missing.
  const usual = otherwise !== null && words.offered.includes(otherwise) ? otherwise : null
  const rows = records.flatMap((record) => rowIn(record, { otherwise: usual, known }, errors))
  const taken = await knownReferences(
    trx,
    process,
    rows.map(({ externalId }) => externalId),
  )
  const fresh = [...new Map(rows.map((row) => [row.externalId, row])).values()].filter(
    ({ externalId }) => !taken.has(externalId),
  )
  return {
    errors,
    fresh: fresh.length,
    rows: rows.map((row) => ({
      ...{ row: row.row, who: row.name },
      what: `${row.points.length === 1 ? '1 punt' : `${row.points.length} punten`}${row.reply === '' ? ', nog zonder antwoord' : ', met een antwoord'}`,
      stand: fresh.includes(row) ? 'new' : 'same',
    })),
    take: () => register(trx, by, process, fresh, now),
  }
}

function rowIn(
  { row, cells }: TableRow<string>,
  { otherwise, known }: { otherwise: Decision | null; known: KnownDecisions },
  errors: CellError<string>[],
): Row[] {
  const before = errors.length
  const report = (field: string, message: string) => errors.push({ row, field, message })
  const name = (cells.organisatie ?? '').trim().replace(/\s+/g, ' ')
  if (name === '')
    report('organisatie', 'is leeg; zet de naam op elke rij, want van samengevoegde cellen blijft er één')
  const points = pointsInCell(cells.punten ?? '')
  if (points.length === 0) report('punten', 'is leeg')
  const asked = (cells.soort ?? '').trim()
  const kind = contributorKindIn(asked === '' ? contributorKindLabels.organisation : asked)
  if ('problem' in kind) report('soort', kind.problem)
  const found = dispositionInCell(cells.besluit ?? '', known)
  if ('problem' in found) report('besluit', found.problem)
  const reply = (cells.antwoord ?? '').trim()
  const disposition = ('disposition' in found ? found.disposition : null) ?? (reply === '' ? null : otherwise)
  if (reply !== '' || disposition !== null)
    for (const { message } of answerProblems({ disposition, reply, forwardedTo: '', planLinks: [] }))
      report(disposition === null ? 'besluit' : 'antwoord', message)
  if (errors.length > before || !('kind' in kind)) return []
  const says = createHash('sha256').update(JSON.stringify([fold(name), points]))
  const externalId = `tabel:${says.digest('base64url').slice(0, 22)}`
  return [{ row, name, kind: kind.kind, points, reply, disposition, externalId }]
}

async function knownReferences(trx: Trx, process: Process, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await trx
    .selectFrom('contribution')
    .select('externalId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('externalId', 'in', [...ids])
    .execute()
  return new Set(rows.flatMap(({ externalId }) => externalId ?? []))
}

async function register(trx: Trx, by: Doer, process: Process, rows: readonly Row[], now: Date): Promise<void> {
  if (rows.length === 0) return
  const registered = await registerContributions(
    trx,
    process,
    rows.map(({ name, kind, points, externalId }) => ({
      contributor: { kind, ...(isPerson(kind) ? { name } : { organisation: name }) },
      ...{ kind: 'partnerResponse', channel: isPerson(kind) ? 'meeting' : 'email', receivedAt: now, externalId },
      givenAt: 'Overgenomen uit een tabel van de gemeente.',
      isApart: true,
      items: points.map((text) => ({ text })),
    })),
  )
  const given = registered.flatMap(({ id: contributionId, items }) =>
    items.map((range) => ({ contributionId, range: { start: range.start, end: range.end } })),
  )
  const marked = await markPoints(trx, by, process, given, now)
  const contributionIds = registered.map(({ id }) => id)
  await finishSplits(trx, by, process, { contributionIds, despiteOpen: true }, now)
  const pointIds = Map.groupBy(
    marked.map(({ id }, at) => ({ id, contributionId: given[at]?.contributionId ?? '' })),
    ({ contributionId }) => contributionId,
  )
  const answers = rows.flatMap(({ disposition, reply }, at): AnswerForPoints[] => {
    const points = pointIds.get(registered[at]?.id ?? '')?.map(({ id }) => id) ?? []
    if (disposition === null || points.length === 0) return []
    const scope = points.length > 1 ? 'contribution' : 'point'
    return [{ answerId: null, pointIds: points, disposition, reply, forwardedTo: '', sectionIds: [], scope }]
  })
  await storeManyAnswers(trx, by, process, answers, now)
}
