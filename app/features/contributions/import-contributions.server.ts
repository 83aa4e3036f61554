import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { cellErrorLine } from '#app/csv-table.ts'
import { findPlanPlace, planOutline, type PlanPlace } from '#app/features/plans/find-place.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { contributionsWithSender } from './contributions-with-sender.server.ts'
import { readContributions, type ContributionRow, type RowError } from './contribution-csv.ts'
import { isPerson } from './contributor-kind.ts'
import { registerContributions, type NewContribution } from './register-contribution.server.ts'

/**
 * Registers the contributions of a file, all or none. A row whose externeId is already there changes nothing when it
 * says the same, and is an error when it says something else: what people wrote is never overwritten.
 */
export const importContributions = act({
  name: 'importContributions',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ csv: z.string() }),
  refusals: { wrongRows: { says: (errors: readonly RowError[]) => errors.map(cellErrorLine).join('\n'), at: 'csv' } },
  async prepare({ refuse }, { csv }) {
    const { rows, errors } = readContributions(csv)
    return errors.length > 0 ? refuse('wrongRows', errors) : rows
  },
  async run({ trx, by, process, refuse }, _, rows) {
    // Two who take in the same file must not both find nothing.
    const held = await lockProcess(trx, by, process.id)
    const { fresh, problems } = await compareContributions(trx, held, rows)
    if (problems.length > 0) refuse('wrongRows', problems)

    await registerFresh(trx, held, fresh)
    const value = { added: fresh.length, unchanged: rows.length - fresh.length }
    if (fresh.length === 0) return changedNothing(value)
    return did(value, { subject: { kind: 'process', id: process.id }, detail: { added: fresh.length } })
  },
})

type FreshContribution = { row: ContributionRow; place: PlanPlace | null }

/** Which rows are not in the register yet, and what is wrong with the others. */
export async function compareContributions(
  trx: Trx,
  process: ProcessRef,
  rows: readonly ContributionRow[],
): Promise<{ fresh: FreshContribution[]; problems: RowError[] }> {
  const outline = await planOutline(trx, process)
  const known = await knownRows(trx, process)
  const problems: RowError[] = []
  const fresh: FreshContribution[] = []
  for (const row of rows) {
    const place = row.about.trim() === '' ? null : findPlanPlace(outline, row.about)
    if (row.about.trim() !== '' && outline.sections.length > 0 && !place) {
      problems.push({ row: row.row, field: 'onderdeel', message: `"${row.about}" staat niet in het plan` })
    }
    const earlier = known.get(row.externalId)
    if (!earlier) fresh.push({ row, place })
    else problems.push(...differences(row, earlier))
  }
  return { fresh, problems }
}

/** Registers rows that are not in the register yet. */
export async function registerFresh(trx: Trx, process: Process, fresh: readonly FreshContribution[]): Promise<void> {
  await registerContributions(trx, process, fresh.map(asContribution))
}

function asContribution({ row, place }: FreshContribution): NewContribution {
  const { kind, name, namedInPublic, email, channel, receivedAt, about, externalId, text } = row
  return {
    contributor: { kind, namedInPublic, email, ...(isPerson(kind) ? { name } : { organisation: name }) },
    ...{ kind: 'reaction', channel, receivedAt, place, about, externalId, text },
  }
}

type Known = {
  text: string
  receivedAt: Date
  channel: string
  kind: string
  name: string
  namedInPublic: boolean
  email: string
  about: string
}

async function knownRows(trx: Trx, process: ProcessRef): Promise<Map<string, Known>> {
  const rows = await contributionsWithSender(trx, process)
    .select([
      'externalId',
      'text',
      'receivedAt',
      'channel',
      'contributor.kind',
      'name',
      'organisation',
      'namedInPublic',
      'email',
      'about',
    ])
    .where('externalId', 'is not', null)
    .execute()
  return new Map(
    rows.map(({ externalId, email, name, organisation, ...row }) => [
      externalId ?? '',
      { ...row, name: organisation || name, email: email ?? '' },
    ]),
  )
}

function differences(row: ContributionRow, earlier: Known): RowError[] {
  const changed: RowError[] = []
  const report = (field: NonNullable<RowError['field']>) =>
    changed.push({ row: row.row, field, message: `"${row.externalId}" is al ingelezen met een andere inhoud` })
  if (row.text !== earlier.text) report('tekst')
  if (row.receivedAt.getTime() !== earlier.receivedAt.getTime()) report('ontvangenOp')
  if (row.channel !== earlier.channel) report('kanaal')
  if (row.kind !== earlier.kind) report('soort')
  if (row.name !== earlier.name) report('naam')
  if (row.namedInPublic !== earlier.namedInPublic) report('naamTonen')
  if (row.email !== earlier.email) report('email')
  if (row.about !== earlier.about) report('onderdeel')
  return changed
}
