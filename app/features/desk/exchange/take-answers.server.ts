import { v7 as uuid } from 'uuid'
import type { CellError, TableRow } from '#app/csv-table.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { storeManyAnswers, type AnswerForPoints } from '#app/features/answers/store-many-answers.server.ts'
import { findPlanPlace, planOutline, type PlanOutline } from '#app/features/plans/find-place.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { decisionsByWord, type DecisionWords } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { answerProblems, type AnswerField, type Decision } from '#app/features/points/disposition.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { refuseApproved } from '#app/features/workflow/approved.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import type { Trx } from '#db/client.server.ts'
import { dispositionInCell } from './disposition-in-cell.ts'
import { pointsInFile, pointsOfAnswers, type PointInFile } from './points-in-file.server.ts'
import type { TakenRow, Taking } from './taking.ts'

type Change = {
  row: number
  point: PointInFile
  answer: AnswerForPoints | null
  /** Undefined: it keeps the one that it has. */
  themeId: string | undefined
}

const fieldOf: Record<AnswerField, string> = {
  ...{ disposition: 'besluit', reply: 'antwoord', forwardedTo: 'doorgeleidNaar', planLinks: 'onderdelen' },
}

/**
 * What the answers in these rows would do, and a function that stores what changes. An empty cell leaves what is there. The process is
 * held. An answer that more points share changes only when all of them are in the file with the same words.
 */
export async function takeAnswers(
  trx: Trx,
  by: Doer,
  process: Process,
  records: readonly TableRow<string>[],
  now: Date,
): Promise<Taking & { take: () => Promise<void> }> {
  const { points, errors } = await pointsInFile(trx, process, records)
  const outline = await planOutline(trx, process)
  const words = await decisionWordsOf(trx, process.municipalityId)
  const decisions = decisionsByWord(words)
  const themes = new Map((await themesOf(trx, process)).map(({ id, name }) => [fold(name), id]))
  const changes = records.flatMap((record): Change[] => {
    const point = points.get(record.row)
    if (!point) return []
    const read = changeIn(record, point, { outline, themes, words, decisions })
    errors.push(...read.errors)
    return [read.change]
  })
  const answers = await sharedOrOwn(trx, process, changes, errors)
  return {
    errors: errors.toSorted((one, other) => one.row - other.row),
    fresh: changes.filter(({ answer, themeId }) => answer !== null || themeId !== undefined).length,
    rows: changes.map((change) => asTakenRow(change, words)),
    async take() {
      await refuseApproved(
        trx,
        process,
        answers.flatMap(({ pointIds }) => pointIds),
      )
      await storeManyAnswers(trx, by, process, answers, now)
      await giveThemes(trx, by, process, changes, now)
    },
  }
}

type Known = {
  outline: PlanOutline
  themes: ReadonlyMap<string, string>
  words: DecisionWords
  decisions: ReadonlyMap<string, Decision>
}

function changeIn(
  { row, cells }: TableRow<string>,
  point: PointInFile,
  { outline, themes, words, decisions }: Known,
): { change: Change; errors: CellError<string>[] } {
  const errors: CellError<string>[] = []
  const report = (field: string, message: string) => errors.push({ row, field, message })
  const cell = (name: string) => (cells[name] ?? '').trim()

  const found = dispositionInCell(cell('besluit'), { words, decisions, current: point.disposition })
  if ('problem' in found) report('besluit', found.problem)
  const disposition = ('disposition' in found ? found.disposition : null) ?? point.disposition
  const reply = cell('antwoord') === '' ? point.reply : cell('antwoord')
  const forwardedTo = cell('doorgeleidNaar') === '' ? point.forwardedTo : cell('doorgeleidNaar')
  const named = cell('onderdelen')
    .split(';')
    .map((words) => words.trim())
    .filter((words) => words !== '')
  const placed = named.map((words) => findPlanPlace(outline, words)?.sectionId ?? null)
  for (const [at, place] of placed.entries())
    if (place === null) report('onderdelen', `"${named[at]}" staat niet in het plan`)
  const sectionIds = named.length === 0 ? point.sectionIds : [...new Set(placed.flatMap((place) => place ?? []))].sort()

  const says = JSON.stringify([disposition, reply, forwardedTo, sectionIds])
  const was = JSON.stringify([point.disposition, point.reply, point.forwardedTo, point.sectionIds])
  let answer: AnswerForPoints | null = null
  if (says !== was && errors.length === 0) {
    for (const { field, message } of answerProblems({ disposition, reply, forwardedTo, planLinks: sectionIds }))
      report(fieldOf[field], message)
    if (disposition) answer = { pointIds: [point.id], disposition, reply, forwardedTo, sectionIds, scope: 'point' }
  }
  const themeId = cell('thema') === '' ? point.themeId : (themes.get(fold(cell('thema'))) ?? null)
  if (cell('thema') !== '' && themeId === null)
    report('thema', `"${cell('thema')}" is geen thema van dit traject; maak het eerst aan`)
  const theme = themeId !== null && themeId !== point.themeId ? themeId : undefined
  if (point.isPublic && (answer !== null || theme !== undefined))
    report('nummer', `punt ${point.number} is al openbaar en ligt vast`)
  return { change: { row, point, answer, themeId: theme }, errors }
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
    if (!same) return group.map(({ answer }) => answer)
    return [
      { ...first.answer, pointIds: group.map(({ point }) => point.id), scope: group.length > 1 ? 'theme' : 'point' },
    ]
  })
}

const wordsOf = ({ disposition, reply, forwardedTo, sectionIds }: AnswerForPoints) =>
  JSON.stringify([disposition, reply, forwardedTo, sectionIds])

async function giveThemes(trx: Trx, by: Doer, process: Process, changes: readonly Change[], now: Date): Promise<void> {
  const themed = changes.flatMap(({ point, themeId }) =>
    themeId === undefined ? [] : [{ pointId: point.id, themeId }],
  )
  for (const [themeId, group] of Map.groupBy(themed, (each) => each.themeId)) {
    const eventId = uuid()
    const points = group.map(({ pointId }) => pointId)
    const changed = await changeWork(trx, process, { eventId, points, change: { themeId } }, now)
    const { municipalityId, id: processId } = process
    await record(trx, {
      ...{
        id: eventId,
        municipalityId,
        at: now,
        by,
        act: 'takeIn',
        subject: { kind: 'theme', id: themeId },
        processId,
      },
      detail: { points: changed },
    })
  }
}

function asTakenRow({ row, point, answer, themeId }: Change, words: DecisionWords): TakenRow {
  const what = [
    answer && `${words.of(answer.disposition).label}: ${answer.reply.slice(0, 100)}`,
    themeId !== undefined && 'ander thema',
  ].filter((part) => typeof part === 'string')
  return {
    row,
    who: point.number === '' ? 'punt zonder nummer' : `Punt ${point.number}`,
    what: what.join(', ') || 'blijft zoals het is',
    stand: what.length === 0 ? 'same' : point.answerId === null ? 'new' : 'changed',
  }
}
