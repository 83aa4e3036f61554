import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { chosenWords, NOTHING_CHOSEN, quotedRanges } from '#app/features/points/chosen-words.server.ts'
import { splittingRefusals, type ContributionToSplit } from '#app/features/points/contribution-to-split.server.ts'
import { storeNonPoints } from '#app/features/points/mark-non-point.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { isRange, trimRange, type QuotedRange } from '#app/features/points/quoted-range.ts'
import { splitOff, stretchOver, takeOut, type QuotedPoint, type Redrawn } from '#app/features/points/redraw.ts'
import { placesToKeep } from '#app/features/points/kept-places.server.ts'
import { historyOf, undoable } from '#app/features/points/split-history.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { answersToKeep, linksOf } from './answers-of-points.server.ts'
import { redrawRefusals, storeRedrawn, touchedBy } from './store-redrawn.server.ts'

const chosen = z
  .object(chosenWords)
  .refine(({ range, ranges }) => range || ranges.length > 0, { path: ['ranges'], message: NOTHING_CHOSEN })

/**
 * Makes a piece of a point a point of its own, also when the splitting is done and the point is answered; what stands behind it
 * becomes one too. The new points have what hangs on the old one.
 */
export const splitPoint = act({
  name: 'splitPoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: chosen,
  refusals: {
    ...answeringRefusals,
    noWords: splittingRefusals.noWords,
    notInPoint: {
      says: 'Kies een deel van één punt. Wat u kiest, wordt een eigen punt.',
      at: 'range',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, ...words }) {
    const process = await processToAnswer(trx, by, ref)
    const eventId = uuid()
    const points = await undoableRedraw(trx, by, process, { contributionId, act: 'splitPoint', eventId, now }, (at) => {
      const redrawn = splitOff(at.text, quoted(at), pieceOf(at, words))
      return redrawn ?? refuse('notInPoint')
    })
    return did(
      { points: points.length, id: points[0] ?? null },
      { id: eventId, subject: { kind: 'contribution', id: contributionId }, detail: { added: points.length } },
    )
  },
})

/**
 * Adds a piece to the point before it in the text, or to the one after it, with all that stands between them: open words, the
 * edge of another point, or all of it, which then goes up in it.
 */
export const joinToPoint = act({
  name: 'joinToPoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object({
      ...chosenWords,
      to: z.enum(['previous', 'next']).default('previous'),
      /** In place of a piece: all of this point. */
      pointId: z.string().optional(),
      keepAnswerOf: z.string().optional(),
    })
    .refine(({ range, ranges, pointId }) => range || ranges.length > 0 || pointId, {
      path: ['ranges'],
      message: NOTHING_CHOSEN,
    }),
  refusals: {
    ...answeringRefusals,
    ...redrawRefusals,
    noWords: splittingRefusals.noWords,
    noPrevious: { says: 'Er staat geen punt vóór dit stuk. Maak er een eigen punt van.', at: 'range' },
    noNext: { says: 'Er staat geen punt achter dit stuk. Maak er een eigen punt van.', at: 'range' },
    notAtEdge: {
      says: 'Dit stuk staat midden in een punt. Kies het begin of het einde ervan, of het hele punt.',
      at: 'range',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, to, pointId, keepAnswerOf, ...words }) {
    const process = await processToAnswer(trx, by, ref)
    const eventId = uuid()
    let into = ''
    let removed = 0
    const drawing = { contributionId, act: 'joinToPoint', eventId, now, keepAnswerOf }
    await undoableRedraw(trx, by, process, drawing, (at) => {
      const points = quoted(at)
      const whole = points.find(({ id }) => id === pointId)
      const piece = whole ? whole.range : pieceOf(at, words)
      const around = points.find(({ range }) => range.start <= piece.start && range.end >= piece.end)
      const isAtEdge = to === 'previous' ? around?.range.start === piece.start : around?.range.end === piece.end
      if (around && !isAtEdge) return refuse('notAtEdge')
      const others = points.filter(({ id }) => id !== around?.id)
      const target =
        to === 'previous'
          ? others.findLast(({ range }) => range.start < piece.start)
          : others.find(({ range }) => range.end > piece.end)
      if (!target) return refuse(to === 'previous' ? 'noPrevious' : 'noNext')
      into = target.id
      const redrawn = stretchOver(points, target.id, piece, at.text)
      if (!redrawn) return refuse('notAtEdge')
      removed = redrawn.removed.length
      return redrawn
    })
    return did(
      { id: into, removed },
      { id: eventId, subject: { kind: 'point', id: into }, detail: { contributionId, removed } },
    )
  },
})

/** Takes words out of points: they ask for no answer. A point keeps at least some. */
export const takeOutOfPoint = act({
  name: 'takeOutOfPoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({
    contributionId: z.string(),
    ranges: quotedRanges.refine(({ length }) => length > 0, NOTHING_CHOSEN),
  }),
  refusals: {
    ...answeringRefusals,
    ...splittingRefusals,
    nothingLeft: {
      says: 'Dan blijft er van een punt niets over. Haal dat punt weg, als het geen punt is.',
      at: 'range',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, ranges }) {
    const process = await processToAnswer(trx, by, ref)
    const eventId = uuid()
    const at = { contributionId, act: 'takeOutOfPoint', eventId, now }
    let piece: QuotedRange = { start: 0, end: 0 }
    await undoableRedraw(
      trx,
      by,
      process,
      at,
      (contribution) => {
        piece = pieceOf(contribution, { ranges })
        return takeOut(contribution.text, quoted(contribution), piece) ?? refuse('nothingLeft')
      },
      async (contribution, redrawn) => {
        const ranges = new Map(redrawn.changed.map(({ id, range }) => [id, range]))
        const points = contribution.points.map((point) => ({ ...point, range: ranges.get(point.id) ?? point.range }))
        await storeNonPoints(trx, by, { ...contribution, points }, [piece], now)
      },
    )
    return did(undefined, { id: eventId, subject: { kind: 'contribution', id: contributionId } })
  },
})

/** The points that quote the text, in its order. */
const quoted = ({ points }: ContributionToSplit): QuotedPoint[] =>
  points
    .flatMap(({ id, range }) => (range ? [{ id, range }] : []))
    .sort((one, other) => one.range.start - other.range.start)

/** One piece around all that was chosen. Throws Refused. */
function pieceOf(
  { text }: ContributionToSplit,
  { range, ranges }: { range?: QuotedRange | null | undefined; ranges: readonly QuotedRange[] },
): QuotedRange {
  const all = range ? [range] : ranges
  const start = Math.min(...all.map((each) => each.start))
  const end = Math.max(...all.map((each) => each.end))
  const piece = isRange(text, start, end) ? trimRange(text, { start, end }) : null
  if (!piece) throw refusedBy(splittingRefusals, 'noWords')
  return piece
}

type Drawing = {
  contributionId: string
  act: string
  eventId: string
  now: Date
  keepAnswerOf?: string | undefined
}

/** Draws points of a contribution anew so that it can be undone, with the answers that were there. Gives the ids of new points. */
async function undoableRedraw(
  trx: Trx,
  by: Doer,
  process: Process,
  { contributionId, act: name, eventId, now, keepAnswerOf }: Drawing,
  redraw: (contribution: ContributionToSplit) => Redrawn,
  also?: (contribution: ContributionToSplit, redrawn: Redrawn) => Promise<void>,
): Promise<string[]> {
  return undoable(trx, by, process, { contributionId, act: name, now }, async (contribution, alsoKeep) => {
    const redrawn = redraw(contribution)
    const touched = touchedBy(redrawn)
    const links = await linksOf(trx, process, touched)
    const gone = redrawn.removed.map(({ id }) => id)
    const history = await historyOf(trx, process, gone)
    const places = await placesToKeep(trx, process, touched)
    const before = { eventId, links, history, places, answers: await answersToKeep(trx, process, links) }
    const points = await storeRedrawn(trx, by, process, contribution, { redrawn, keepAnswerOf, eventId }, now)
    await also?.(contribution, redrawn)
    alsoKeep({
      before,
      after: {
        links: await linksOf(trx, process, [...touched, ...points]),
        places: await placesToKeep(trx, process, touched),
      },
    })
    return points
  })
}
