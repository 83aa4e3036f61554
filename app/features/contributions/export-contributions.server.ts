import { sql } from 'kysely'
import { csvOf } from '#app/csv-text.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import type { ChannelKind, ProcessRef } from '#app/features/processes/process.ts'
import { isoInAmsterdam } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { channelWord, contributionColumns, type ContributionColumn } from './contribution-csv.ts'
import { contributionsWithSender } from './contributions-with-sender.server.ts'
import { formalStateLabels, type FormalState } from './formal-state.ts'
import { roundLabels, type Round } from './round.ts'
import { contributorKindLabels, type ContributorKind } from './contributor-kind.ts'

/** A contribution in the words of the import: the columns come back as they went in. */
export type ExportedContribution = Record<Exclude<ContributionColumn, 'naamTonen' | 'externeId'>, string> & {
  externeId: string | null
  naamTonen: boolean
  id: string
  tijdigheid: string
  /** Of who gave it; null until it was given one. */
  nummer: number | null
  ronde: string
  /** Why it does not count; '' when it does. */
  teltNietMee: string
  gesplitst: boolean
  openbaar: boolean
}

/**
 * All contributions of a process in order of receipt, or some of them by id, with every text byte for byte. For officials: it holds
 * addresses.
 */
export async function exportContributions(
  db: Db | Trx,
  process: ProcessRef,
  ids?: readonly string[],
): Promise<ExportedContribution[]> {
  const rows = await contributionsWithSender(db, process)
    .leftJoin('section', (join) =>
      join
        .onRef('section.municipalityId', '=', 'contribution.municipalityId')
        .onRef('section.id', '=', 'contribution.sectionId'),
    )
    .leftJoin('paragraph', (join) =>
      join
        .onRef('paragraph.municipalityId', '=', 'contribution.municipalityId')
        .onRef('paragraph.id', '=', 'contribution.paragraphId'),
    )
    .select([
      ...([
        'contribution.id',
        'externalId',
        'contributor.kind',
        'name',
        'organisation',
        'namedInPublic',
        'email',
      ] as const),
      ...(['channel', 'receivedAt', 'about', 'contribution.text', 'timeliness', 'round', 'formalState'] as const),
      ...(['splitDoneAt', 'publicationId'] as const),
      'contributor.number',
      ...(['section.number as sectionNumber', 'section.heading', 'paragraph.number as paragraphNumber'] as const),
    ])
    .$if(ids !== undefined, (some) => some.where(sql<boolean>`contribution.id = any(${ids}::uuid[])`))
    .orderBy('receivedAt')
    .orderBy('contribution.id')
    .execute()
  return rows.map((row) => ({
    externeId: row.externalId,
    soort: contributorKindLabels[row.kind as ContributorKind],
    naam: row.organisation || row.name,
    naamTonen: row.namedInPublic,
    email: row.email ?? '',
    kanaal: channelWord(row.channel as ChannelKind),
    ontvangenOp: isoInAmsterdam(row.receivedAt),
    onderdeel: row.about || placeInWords(row),
    tekst: row.text,
    id: row.id,
    tijdigheid: row.timeliness === 'late' ? 'te laat' : row.timeliness === 'early' ? 'vroeg' : 'op tijd',
    nummer: row.number,
    // The checks on these columns in the database name the same rounds and states.
    ronde: roundLabels[row.round as Round],
    teltNietMee: row.formalState === null ? '' : formalStateLabels[row.formalState as FormalState],
    ...{ gesplitst: row.splitDoneAt !== null, openbaar: row.publicationId !== null },
  }))
}

function placeInWords(row: {
  sectionNumber: string | null
  heading: string | null
  paragraphNumber: number | null
}): string {
  if (row.paragraphNumber !== null) return `alinea ${row.paragraphNumber}`
  return row.sectionNumber === null ? '' : sectionInWords({ number: row.sectionNumber, heading: row.heading ?? '' })
}

/** The same as a file that the import reads back. */
export function contributionsCsv(rows: readonly ExportedContribution[]): string {
  return csvOf(
    rows.map(({ gesplitst: _, openbaar: __, ...row }) => ({ ...row, naamTonen: row.naamTonen ? 'ja' : 'nee' })),
    { columns: contributionColumns },
  )
}
