import type { CellError, TableRow } from '#app/csv-table.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { storeManyAnswers, type AnswerForPoints } from '#app/features/answers/store-many-answers.server.ts'
import {
  lockContributions,
  numberInText,
  type ContributionToSplit,
} from '#app/features/points/contribution-to-split.server.ts'
import { LONGEST_SUMMARY } from '#app/features/points/chosen-words.server.ts'
import type { DecisionWords } from '#app/features/points/decision-words.ts'
import { finishSplits } from '#app/features/points/finish-split.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { overlaps, type QuotedRange } from '#app/features/points/quoted-range.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { cellMeanings, type CellMeanings, type Report } from './cell-meanings.server.ts'
import { contributionsInFile } from './contributions-in-file.server.ts'
import { findQuotation } from './find-quotation.ts'
import { giveWork, type WorkInRow } from './give-work.server.ts'
import { comparable } from './row-mark.ts'
import { answerIn, noAnswer, saidOfPoint, workIn } from './said-of-point.server.ts'
import type { TakenRow, Taking } from './taking.ts'

type Row = {
  row: number
  contribution: ContributionToSplit
  range: QuotedRange | null
  summary: string
  /** It is there already, and the row changes nothing. */
  isThere: boolean
  themeId: string | null
  work: WorkInRow
  answer: Omit<AnswerForPoints, 'answerId' | 'pointIds'> | null
}

/** What is being read: the rows before, by contribution, are points too. */
type Reading = { meanings: CellMeanings; errors: CellError<string>[]; before: Map<string, Row[]> }

/**
 * What the points in these rows would do, and a function that marks them as the screen to split does, with theme, place, assignee
 * and answer where the row has them. A point that is there already changes nothing. The process is held. `finish` calls the
 * splitting of these contributions done.
 */
export async function takePoints(
  trx: Trx,
  by: Doer,
  process: Process,
  { records, finish }: { records: readonly TableRow<string>[]; finish: boolean },
  now: Date,
): Promise<Taking> {
  const errors: CellError<string>[] = []
  const reportFor =
    (row: number): Report =>
    (field, message) =>
      errors.push({ row, field, message })
  const named = await contributionsInFile(trx, process, records, reportFor)
  const contributionOf = await lockContributions(trx, process, [...named.values()].flat(), { alsoPublic: true })
  const reading: Reading = { meanings: await cellMeanings(trx, process), errors, before: new Map() }
  const rows = records.flatMap((record): Row[] => {
    const candidates = named.get(record.row)?.map(contributionOf)
    return candidates ? rowIn(record, candidates, reading, reportFor(record.row)) : []
  })
  const fresh = rows.filter(({ isThere }) => !isThere)
  return {
    errors: errors.toSorted((one, other) => one.row - other.row),
    fresh: fresh.length,
    rows: rows.map((row) => asTakenRow(row, reading.meanings.words)),
    async take(eventId) {
      const given = fresh.map(({ contribution, range, summary, themeId }) => ({
        ...{ contributionId: contribution.id, range, summary, themeId },
      }))
      const marked = await markPoints(trx, by, process, given, now)
      const made = fresh.flatMap((row, at) => {
        const pointId = marked[at]?.id
        return pointId === undefined ? [] : [{ ...row, pointId }]
      })
      const answers = made.flatMap(({ pointId, answer }) =>
        answer ? [{ ...answer, answerId: null, pointIds: [pointId] }] : [],
      )
      await storeManyAnswers(trx, by, process, answers, now)
      await giveWork(trx, process, { eventId, rows: made }, now)
      const contributionIds = [...new Set(given.map(({ contributionId }) => contributionId))]
      if (finish) await finishSplits(trx, by, process, { contributionIds, despiteOpen: true }, now)
    },
  }
}

function rowIn(
  { row, cells }: TableRow<string>,
  candidates: readonly ContributionToSplit[],
  reading: Reading,
  report: Report,
): Row[] {
  const before = reading.errors.length
  const cell = (name: string) => comparable(cells[name] ?? '')
  const summary = cell('samenvatting')
  if (cell('citaat') === '' && summary === '')
    report('citaat', 'is leeg; zet er woorden uit de tekst in, of vul een samenvatting in')
  if (summary.length > LONGEST_SUMMARY) report('samenvatting', `is langer dan ${LONGEST_SUMMARY} tekens`)
  const placed = candidates.map((contribution) => ({
    contribution,
    found: findQuotation(contribution.text, cell('citaat')),
  }))
  const fitting = cell('citaat') === '' ? placed : placed.filter(({ found }) => found.length > 0)
  const [only] = fitting.length > 0 ? fitting : placed
  if (!only) return []
  const { contribution, found } = only
  const name = `inbreng ${contribution.contributor ?? ''}`.trim()
  if (fitting.length > 1) report('nummer', 'wie dit gaf, stuurde meer dan één keer iets; gebruik het kenmerk in Saomen')
  if (cell('citaat') !== '' && found.length === 0)
    report('citaat', `staat niet zo in de tekst van ${name}; neem de woorden letterlijk over`)
  if (found.length > 1)
    report(
      'citaat',
      `staat ${found.length} keer in de tekst van ${name}; neem er woorden bij, zodat duidelijk is welke`,
    )
  if (reading.errors.length > before) return []
  const range = found[0] ?? null
  const none = { row, contribution, range, summary, themeId: null, work: {}, answer: null }
  if (isThere(contribution, none)) return [{ ...none, isThere: true }]
  reportFixed(contribution, name, report)
  reportOverlap(none, reading, report)
  const read = { ...none, isThere: false, ...saidIn(cells, reading.meanings, report) }
  if (reading.errors.length > before) return []
  reading.before.set(contribution.id, [...(reading.before.get(contribution.id) ?? []), read])
  return [read]
}

/** Whether the contribution has a point of these very words. */
function isThere({ points }: ContributionToSplit, { range, summary }: Pick<Row, 'range' | 'summary'>): boolean {
  return points.some((point) =>
    range === null
      ? point.range === null && point.summary === summary
      : point.range?.start === range.start && point.range.end === range.end,
  )
}

function reportFixed(contribution: ContributionToSplit, name: string, report: Report): void {
  const { publicationId, formalState, splitDoneAt } = contribution
  if (publicationId !== null) report('nummer', `${name} is al openbaar en ligt vast`)
  else if (formalState !== null) report('nummer', `${name} telt niet mee; laat die eerst weer meetellen`)
  else if (splitDoneAt !== null) report('nummer', `de splitsing van ${name} is klaar; heropen die eerst`)
}

function reportOverlap(
  row: Pick<Row, 'contribution' | 'range' | 'summary'>,
  { before }: Reading,
  report: Report,
): void {
  const { contribution, range, summary } = row
  const earlier = before.get(contribution.id) ?? []
  if (range === null) {
    const same = earlier.find((other) => other.range === null && other.summary === summary)
    if (same) report('samenvatting', `staat ook in rij ${same.row}`)
    return
  }
  const point = contribution.points.find((other) => other.range && overlaps(other.range, range))
  if (point) report('citaat', `een deel hiervan hoort al bij punt ${numberInText(contribution, point)}`)
  const other = earlier.find((one) => one.range && overlaps(one.range, range))
  if (other) report('citaat', `een deel hiervan staat ook in rij ${other.row}`)
}

/** What the row says of its point beside its words: a new point lies at the first step, and nobody answered it. */
function saidIn(
  cells: TableRow<string>['cells'],
  meanings: CellMeanings,
  report: Report,
): Pick<Row, 'themeId' | 'work' | 'answer'> {
  const said = saidOfPoint(cells)
  const { themeId = null, ...work } = workIn(said, 1, meanings, report)
  const answer = answerIn(said, noAnswer, meanings, report)
  return { themeId, work, answer: answer && { ...answer, scope: 'point' } }
}

function asTakenRow(
  { row, contribution, range, summary, isThere, themeId, work, answer }: Row,
  words: DecisionWords,
): TakenRow {
  const text = range === null ? summary : contribution.text.slice(range.start, range.end)
  const beside = [
    ...(themeId === null ? [] : ['met thema']),
    ...(work.placeId === undefined ? [] : ['met plek in het plan']),
    ...(work.assigneeId ? ['toegewezen'] : []),
    ...(answer ? [words.of(answer.disposition).label.toLowerCase()] : []),
  ]
  const said = text.length > 120 ? `${text.slice(0, 120).trimEnd()}…` : text
  return {
    row,
    who: contribution.contributor === null ? 'Inbreng zonder nummer' : `Inbreng ${contribution.contributor}`,
    what: isThere ? `“${said}” staat er al als punt` : [`“${said}”`, ...beside].join(', '),
    stand: isThere ? 'same' : 'new',
  }
}
