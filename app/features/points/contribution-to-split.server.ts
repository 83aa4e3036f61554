import { NotFound, Refused } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { isRange, overlaps, trimRange, type QuotedRange } from './quoted-range.ts'
import { withoutRanges } from './range-sums.ts'

type SplitPoint = {
  id: string
  number: number
  range: QuotedRange | null
  summary: string
  showsQuotation: boolean
  themeId: string | null
}

type ContributionToSplit = {
  municipalityId: string
  processId: string
  id: string
  text: string
  splitDoneAt: Date | null
  points: SplitPoint[]
  nonPoints: QuotedRange[]
}

/** A contribution with its points, held until the act is done, so that two colleagues never mark the same words. Throws NotFound. */
export async function lockContribution(
  trx: Trx,
  process: ProcessRef,
  contributionId: string,
): Promise<ContributionToSplit> {
  const { municipalityId, id: processId } = process
  const found = await trx
    .selectFrom('contribution')
    .select(['id', 'text', 'splitDoneAt'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', asId(contributionId))
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new NotFound()
  const points = await trx
    .selectFrom('point')
    .select(['id', 'number', 'quoteStart', 'quoteEnd', 'summary', 'showsQuotation', 'themeId'])
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', found.id)
    .orderBy('number')
    .execute()
  const nonPoints = await trx
    .selectFrom('nonPoint')
    .select(['quoteStart as start', 'quoteEnd as end'])
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', found.id)
    .orderBy('quoteStart')
    .execute()
  return {
    ...{ municipalityId, processId, ...found, nonPoints },
    points: points.map(({ quoteStart, quoteEnd, ...point }) => ({
      ...point,
      range: quoteStart === null || quoteEnd === null ? null : { start: quoteStart, end: quoteEnd },
    })),
  }
}

/** The contribution that a point of this process is of. Throws NotFound. */
export async function contributionIdOf(db: Db | Trx, process: ProcessRef, pointId: string): Promise<string> {
  const found = await db
    .selectFrom('point')
    .select('contributionId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('id', '=', asId(pointId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found.contributionId
}

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

/** Refuses to change the splitting once it was called done. */
export function refuseFinished({ splitDoneAt }: ContributionToSplit): void {
  if (splitDoneAt === null) return
  throw new Refused('De splitsing van deze inbreng is klaar. Heropen de splitsing eerst, als u die wilt aanpassen.')
}

/** The range as it is kept: inside the text, without white space around it, in no other point. Throws Refused. */
export function checkedRange(
  { text, points }: ContributionToSplit,
  { start, end }: QuotedRange,
  ownId?: string,
): QuotedRange {
  const range = isRange(text, start, end) ? trimRange(text, { start, end }) : null
  if (!range)
    throw new Refused('Dit stuk kon niet worden gemarkeerd. Kies een stuk van de tekst waarin woorden staan.', 'stuk')
  const other = points.find((point) => point.id !== ownId && point.range && overlaps(point.range, range))
  if (other) {
    throw new Refused(
      `Een deel van dit stuk hoort al bij punt ${other.number}. Kies een ander stuk, of haal dat punt eerst weg.`,
      'stuk',
    )
  }
  return range
}

/** Keeps what is no point out of these ranges, after they became points or were opened again. */
export async function clearNonPoints(
  trx: Trx,
  contribution: ContributionToSplit,
  ranges: readonly QuotedRange[],
): Promise<void> {
  const left = contribution.nonPoints.flatMap((nonPoint) => withoutRanges(contribution.text, nonPoint, ranges))
  await replaceNonPoints(trx, contribution, left)
}

/** Stores which parts are no point, in place of what was there. */
export async function replaceNonPoints(
  trx: Trx,
  contribution: ContributionToSplit,
  nonPoints: readonly QuotedRange[],
): Promise<void> {
  const { municipalityId, processId, id: contributionId } = contribution
  if (JSON.stringify(nonPoints) === JSON.stringify(contribution.nonPoints)) return
  await trx
    .deleteFrom('nonPoint')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .execute()
  if (nonPoints.length === 0) return
  await trx
    .insertInto('nonPoint')
    .values(
      nonPoints.map(({ start, end }) => ({
        municipalityId,
        processId,
        contributionId,
        quoteStart: start,
        quoteEnd: end,
      })),
    )
    .execute()
}
