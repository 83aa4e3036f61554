import type { CellError, TableRow } from '#app/csv-table.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { storeManyAnswers, type AnswerForPoints } from '#app/features/answers/store-many-answers.server.ts'
import type { DecisionWords } from '#app/features/points/decision-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { cellMeanings, type CellMeanings, type Report } from './cell-meanings.server.ts'
import { giveWork, type WorkInRow } from './give-work.server.ts'
import { pointsInFile, pointsOfAnswers, type PointInFile } from './points-in-file.server.ts'
import { comparable, rowMark } from './row-mark.ts'
import { answerColumnIn, answerIn, saidOfPoint, workIn, type SaidOfPoint } from './said-of-point.server.ts'
import type { TakenRow, Taking } from './taking.ts'

type Change = { row: number; point: PointInFile; answer: AnswerForPoints | null; work: WorkInRow }

/**
 * What the answers in these rows would do, and a function that stores what changes. An empty cell leaves what is there, and so does
 * a row as it went out, whatever was changed since. The process is held. An answer that more points share changes only when all of
 * them are in the file with the same words.
 */
export async function takeAnswers(
  trx: Trx,
  by: Doer,
  process: Process,
  records: readonly TableRow<string>[],
  now: Date,
): Promise<Taking> {
  const { points, errors } = await pointsInFile(trx, process, records)
  const meanings = await cellMeanings(trx, process)
  const changes = records.flatMap((record): Change[] => {
    const point = points.get(record.row)
    return point ? [changeIn(record, point, meanings, errors)] : []
  })
  const answers = await sharedOrOwn(trx, process, changes, errors)
  return {
    errors: errors.toSorted((one, other) => one.row - other.row),
    fresh: changes.filter(isChange).length,
    rows: changes.map((change) => asTakenRow(change, meanings.words)),
    async take(eventId) {
      await storeManyAnswers(trx, by, process, answers, now)
      const rows = changes.map(({ point, work }) => ({ pointId: point.id, work }))
      await giveWork(trx, process, { eventId, rows }, now)
    },
  }
}

const isChange = ({ answer, work }: Change) => answer !== null || Object.keys(work).length > 0

function changeIn(
  { row, cells }: TableRow<string>,
  point: PointInFile,
  meanings: CellMeanings,
  errors: CellError<string>[],
): Change {
  const none = { row, point, answer: null, work: {} }
  const mark = (cells.controle ?? '').trim()
  if (mark !== '' && rowMark(cells) === mark) return none
  const other = new Map([...saidOfPoint(cells)].filter(([column, cell]) => cell !== comparable(point.now[column])))
  if (other.size === 0) return none
  const before = errors.length
  const report: Report = (field, message) => errors.push({ row, field, message })
  if (mark !== '' && mark !== point.now.controle)
    report('controle', `punt ${point.number} is gewijzigd sinds u dit bestand ophaalde; haal het punt opnieuw op`)
  if (point.fixed === 'public') report('nummer', `punt ${point.number} is al openbaar en ligt vast`)
  if (errors.length > before) return none
  const work = workIn(other, point.step, meanings, report)
  const answer = changedAnswer(other, point, meanings, report)
  return errors.length > before ? none : { row, point, answer, work }
}

function changedAnswer(
  other: SaidOfPoint,
  point: PointInFile,
  meanings: CellMeanings,
  report: Report,
): AnswerForPoints | null {
  const changed = answerColumnIn(other)
  if (changed === null) return null
  if (point.fixed !== null) {
    const why = point.fixed === 'approved' ? 'is goedgekeurd; stuur het punt eerst terug' : 'telt niet mee'
    report(changed, `punt ${point.number} ${why}`)
    return null
  }
  const answer = answerIn(other, point, meanings, report)
  return answer && { ...answer, answerId: point.answerId, pointIds: [point.id], scope: 'point' }
}

/** The answers to store: points that share one and get the same words keep sharing; of others all points must be in the file. */
async function sharedOrOwn(
  trx: Trx,
  process: Process,
  changes: readonly Change[],
  errors: CellError<string>[],
): Promise<AnswerForPoints[]> {
  const changed = changes.flatMap(({ row, point, answer }) => (answer ? [{ row, point, answer }] : []))
  const size = await pointsOfAnswers(
    trx,
    process.municipalityId,
    changed.flatMap(({ point }) => point.answerId ?? []),
  )
  return [...Map.groupBy(changed, ({ point }) => point.answerId ?? point.id).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const all = first.point.answerId === null ? 1 : (size.get(first.point.answerId) ?? 1)
    const same = group.every(({ answer }) => wordsOf(answer) === wordsOf(first.answer))
    if (all > 1 && (!same || group.length < all))
      for (const { row, point } of group)
        errors.push({
          ...{ row, field: 'antwoord' },
          message: `punt ${point.number} deelt zijn antwoord met ${all - 1 === 1 ? 'een ander punt' : `${all - 1} andere punten`}; zet ze allemaal in het bestand met dezelfde woorden, of wijzig het in Saomen`,
        })
    return [
      { ...first.answer, pointIds: group.map(({ point }) => point.id), scope: group.length > 1 ? 'theme' : 'point' },
    ]
  })
}

const wordsOf = ({ disposition, reply, forwardedTo, sectionIds }: AnswerForPoints) =>
  JSON.stringify([disposition, reply, forwardedTo, sectionIds])

const workWords: Record<keyof WorkInRow, string> = {
  themeId: 'ander thema',
  placeId: 'andere plek in het plan',
  assigneeId: 'andere behandelaar',
  dueOn: 'andere dag',
}

function asTakenRow(change: Change, words: DecisionWords): TakenRow {
  const { row, point, answer, work } = change
  const what = [
    ...(answer ? [`${words.of(answer.disposition).label}: ${answer.reply.slice(0, 100)}`] : []),
    ...(['themeId', 'placeId', 'assigneeId', 'dueOn'] as const)
      .filter((part) => part in work)
      .map((part) => workWords[part]),
  ]
  return {
    row,
    who: point.number === '' ? 'punt zonder nummer' : `Punt ${point.number}`,
    what: what.join(', ') || 'blijft zoals het is',
    stand: !isChange(change) ? 'same' : answer !== null && point.answerId === null ? 'new' : 'changed',
  }
}
