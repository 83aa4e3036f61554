import { sql } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { numbersInText } from './point-number.ts'
import { answeringRefusals, refusePublic } from './process-to-answer.server.ts'
import { isRange, overlaps, trimRange, type QuotedRange } from './quoted-range.ts'
import { withoutRanges } from './range-sums.ts'

type SplitPoint = {
  id: string
  /** null until the splitting was done with it. */
  number: number | null
  range: QuotedRange | null
  summary: string
  showsQuotation: boolean
  themeId: string | null
}

export type ContributionToSplit = {
  municipalityId: string
  processId: string
  id: string
  text: string
  splitDoneAt: Date | null
  /** Why it does not count; null when it does. */
  formalState: string | null
  /** With which it became public; null before. */
  publicationId: string | null
  /** Number of the contributor, and the last number that one of its points ever got. */
  contributor: number | null
  last: number
  /** In reading order. */
  points: SplitPoint[]
  nonPoints: QuotedRange[]
}

/**
 * A contribution with its points, held until the act is done, so that two colleagues never mark the same words. Throws NotFound,
 * and Refused for one that is public already, unless that is asked for.
 */
export async function lockContribution(
  trx: Trx,
  process: ProcessRef,
  contributionId: string,
  { alsoPublic = false }: { alsoPublic?: boolean } = {},
): Promise<ContributionToSplit> {
  const contributionOf = await lockContributions(trx, process, [contributionId], { alsoPublic })
  return contributionOf(contributionId)
}

/** The same for many at once: gives each by its id. Throws NotFound when one of them is not there, or Refused. */
export async function lockContributions(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  contributionIds: readonly string[],
  { alsoPublic = false }: { alsoPublic?: boolean } = {},
): Promise<(id: string) => ContributionToSplit> {
  const ids = [...new Set(contributionIds.map(asId))]
  const among = (column: string) => sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
  const found = await trx
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .select(['contribution.id', 'text', 'splitDoneAt', 'publicationId', 'formalState'])
    .select(['contributor.number as contributor', 'lastPointNumber as last'])
    .where('contribution.municipalityId', '=', municipalityId)
    .where('contribution.processId', '=', processId)
    .where(among('contribution.id'))
    // In one order, so that two who hold many never wait for each other.
    .orderBy('contribution.id')
    .forNoKeyUpdate('contribution')
    .execute()
  if (!alsoPublic) found.forEach(refusePublic)
  const points = await trx
    .selectFrom('point')
    .innerJoin('pointWork', (join) =>
      join.onRef('pointWork.municipalityId', '=', 'point.municipalityId').onRef('pointWork.pointId', '=', 'point.id'),
    )
    .select(['contributionId', 'id', 'number', 'quoteStart', 'quoteEnd', 'summary', 'showsQuotation', 'themeId'])
    .where('point.municipalityId', '=', municipalityId)
    .where(among('contributionId'))
    .orderBy('quoteStart')
    .orderBy('id')
    .execute()
  const nonPoints = await trx
    .selectFrom('nonPoint')
    .select(['contributionId', 'quoteStart as start', 'quoteEnd as end'])
    .where('municipalityId', '=', municipalityId)
    .where(among('contributionId'))
    .orderBy('quoteStart')
    .execute()
  const held = new Map<string, ContributionToSplit>(
    found.map((one) => [one.id, { municipalityId, processId, ...one, points: [], nonPoints: [] }]),
  )
  for (const { contributionId, quoteStart, quoteEnd, ...point } of points) {
    const range = quoteStart === null || quoteEnd === null ? null : { start: quoteStart, end: quoteEnd }
    held.get(contributionId)?.points.push({ ...point, range })
  }
  for (const { contributionId, ...range } of nonPoints) held.get(contributionId)?.nonPoints.push(range)
  const contributionOf = (id: string) => {
    const contribution = held.get(id.toLowerCase())
    if (!contribution) throw new NotFound()
    return contribution
  }
  for (const id of ids) contributionOf(id)
  return contributionOf
}

/** The contribution that a point of this process is of. Throws NotFound. */
export async function contributionIdOf(db: Db | Trx, process: ProcessRef, pointId: string): Promise<string> {
  const { municipalityId, id: processId } = process
  const [found] = await contributionOfPoint(db, { municipalityId, processId, id: asId(pointId) })
  if (!found) throw new NotFound()
  return found.contributionId
}

const contributionOfPoint = prepared(
  'contributionOfPoint',
  (db, of: Places<{ municipalityId: string; processId: string; id: string }>) =>
    db
      .selectFrom('point')
      .select('contributionId')
      .where('municipalityId', '=', of.municipalityId)
      .where('processId', '=', of.processId)
      .where('id', '=', of.id)
      .compile(),
)

/** The contribution that a point belongs to, held, with that point. Throws NotFound. */
export async function lockContributionOfPoint(
  trx: Trx,
  process: Process,
  pointId: string,
): Promise<{ contribution: ContributionToSplit; point: SplitPoint }> {
  const contribution = await lockContribution(trx, process, await contributionIdOf(trx, process, pointId))
  const point = contribution.points.find(({ id }) => id === pointId)
  if (!point) throw new NotFound()
  return { contribution, point }
}

/** What marking words of a text may be refused for. */
export const splittingRefusals = {
  finished: { says: 'De splitsing van deze inbreng is klaar. Heropen de splitsing eerst, als u die wilt aanpassen.' },
  noWords: {
    says: 'Dit stuk kon niet worden gemarkeerd. Kies een stuk van de tekst waarin woorden staan.',
    at: 'range',
  },
  overlaps: {
    says: (number: string) =>
      `Een deel van dit stuk hoort al bij punt ${number}. Kies een ander stuk, of haal dat punt eerst weg.`,
    at: 'range',
  },
}

/** Refuses to split or answer what does not count. */
export function refuseSetAside({ formalState }: Pick<ContributionToSplit, 'formalState'>): void {
  if (formalState !== null) throw refusedBy(answeringRefusals, 'setAside')
}

/** Refuses to change the splitting once it was called done. */
export function refuseFinished({ splitDoneAt }: ContributionToSplit): void {
  if (splitDoneAt !== null) throw refusedBy(splittingRefusals, 'finished')
}

/** The range as it is kept: inside the text, without white space around it, in no other point. Throws Refused. */
export function checkedRange(
  contribution: ContributionToSplit,
  { start, end }: QuotedRange,
  ownId?: string,
): QuotedRange {
  const { text, points } = contribution
  const range = isRange(text, start, end) ? trimRange(text, { start, end }) : null
  if (!range) throw refusedBy(splittingRefusals, 'noWords')
  const other = points.find((point) => point.id !== ownId && point.range && overlaps(point.range, range))
  if (other) throw refusedBy(splittingRefusals, 'overlaps', numberInText(contribution, other))
  return range
}

/** The number of a point as the screen to split shows it. */
export function numberInText(contribution: ContributionToSplit, { id }: { id: string }): string {
  const numbers = numbersInText(contribution, contribution.points)
  return numbers[contribution.points.findIndex((point) => point.id === id)]?.label ?? ''
}

/** Keeps what is no point out of these ranges, after they became points or were opened again. */
export async function clearNonPoints(
  trx: Trx,
  ranges: readonly { contribution: ContributionToSplit; range: QuotedRange }[],
): Promise<void> {
  const changed = [...Map.groupBy(ranges, ({ contribution }) => contribution)].map(([contribution, taken]) => ({
    contribution,
    nonPoints: contribution.nonPoints.flatMap((nonPoint) =>
      withoutRanges(
        contribution.text,
        nonPoint,
        taken.map(({ range }) => range),
      ),
    ),
  }))
  await replaceNonPoints(trx, changed)
}

/** Stores which parts are no point, in place of what was there. */
export async function replaceNonPoints(
  trx: Trx,
  all: readonly { contribution: ContributionToSplit; nonPoints: readonly QuotedRange[] }[],
): Promise<void> {
  const changed = all.filter(
    ({ contribution, nonPoints }) => JSON.stringify(nonPoints) !== JSON.stringify(contribution.nonPoints),
  )
  const [first] = changed
  if (!first) return
  const { municipalityId } = first.contribution
  const ids = changed.map(({ contribution }) => contribution.id)
  const rows = changed.flatMap(({ contribution: { processId, id: contributionId }, nonPoints }) =>
    nonPoints.map(({ start, end }) => ({ processId, contributionId, start, end })),
  )
  await sql`delete from non_point where municipality_id = ${municipalityId} and contribution_id = any(${ids}::uuid[])`.execute(
    trx,
  )
  await sql`
    insert into non_point (municipality_id, process_id, contribution_id, quote_start, quote_end)
    select ${municipalityId}, process_id, contribution_id, start, given."end"
    from ${givenRows({ processId: 'uuid', contributionId: 'uuid', start: 'int', end: 'int' }, rows)}`.execute(trx)
}
