import { v7 as uuid } from 'uuid'
import { cellErrorLine } from '#app/csv-table.ts'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findPlanPlace, planOutline, type PlanPlace } from '#app/features/plans/find-place.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { contributionsWithSender } from './contributions-with-sender.server.ts'
import { readContributions, type ContributionRow, type RowError } from './contribution-csv.ts'
import { timingOf } from './register-contribution.server.ts'

/** Every row that is wrong, with its field; nothing was stored. */
export class RowsRefused extends Refused {
  readonly errors: RowError[]
  constructor(errors: RowError[]) {
    super(errors.map(cellErrorLine).join('\n'))
    this.errors = errors
  }
}

/**
 * Registers the contributions of a file, all or none. A row whose externeId is already there changes nothing when it
 * says the same, and is an error when it says something else: what people wrote is never overwritten.
 */
export async function importContributions(
  db: Db,
  by: Doer,
  { process, csv }: { process: ProcessRef; csv: string },
  now: Date,
): Promise<{ added: number; unchanged: number }> {
  const { rows, errors } = readContributions(csv)
  if (errors.length > 0) throw new RowsRefused(errors)
  return inTransaction(db, async (trx) => {
    const { municipalityId, id: processId } = process
    const term = await trx
      .selectFrom('process')
      .select(['startsOn', 'lastDay'])
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', processId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const outline = await planOutline(trx, process)
    const known = await knownRows(trx, process)
    const problems: RowError[] = []
    const fresh: { row: ContributionRow; place: PlanPlace | null }[] = []
    for (const row of rows) {
      const place = row.about.trim() === '' ? null : findPlanPlace(outline, row.about)
      if (row.about.trim() !== '' && outline.sections.length > 0 && !place) {
        problems.push({ row: row.row, field: 'onderdeel', message: `"${row.about}" staat niet in het plan` })
      }
      const earlier = known.get(row.externalId)
      if (!earlier) fresh.push({ row, place })
      else problems.push(...differences(row, earlier))
    }
    if (problems.length > 0) throw new RowsRefused(problems)

    const made = fresh.map(({ row, place }) => {
      const contributorId = uuid()
      const person = row.kind === 'resident' || row.kind === 'household'
      return {
        contributor: {
          ...{ municipalityId, id: contributorId, processId, kind: row.kind, namedInPublic: row.namedInPublic },
          ...(person ? { name: row.name, organisation: '' } : { name: '', organisation: row.name }),
        },
        contact: row.email === '' ? null : { municipalityId, contributorId, email: row.email },
        contribution: {
          ...{
            municipalityId,
            id: uuid(),
            processId,
            contributorId,
            kind: 'reaction',
            channel: row.channel,
            text: row.text,
          },
          ...{
            receivedAt: row.receivedAt,
            ...timingOf(term, { channel: row.channel, sentOn: null, receivedAt: row.receivedAt }),
          },
          ...{ about: row.about, externalId: row.externalId },
          ...{ sectionId: place?.sectionId ?? null, paragraphId: place?.paragraphId ?? null },
        },
      }
    })
    for (const part of chunks(made, 1000)) {
      await trx
        .insertInto('contributor')
        .values(part.map(({ contributor }) => contributor))
        .execute()
      const contacts = part.flatMap(({ contact }) => contact ?? [])
      if (contacts.length > 0) await trx.insertInto('contributorContact').values(contacts).execute()
      await trx
        .insertInto('contribution')
        .values(part.map(({ contribution }) => contribution))
        .execute()
    }
    if (made.length > 0) {
      await record(trx, {
        ...{
          municipalityId,
          at: now,
          by,
          act: 'importContributions',
          subject: { kind: 'process', id: processId },
          processId,
        },
        detail: { added: made.length },
      })
    }
    return { added: made.length, unchanged: rows.length - made.length }
  })
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

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
