import type { AnswerForPoints } from '#app/features/answers/store-many-answers.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import {
  colleagueIn,
  dayIn,
  placeIn,
  reportIncomplete,
  sectionsIn,
  themeIn,
  type CellMeanings,
  type Report,
} from './cell-meanings.server.ts'
import { dispositionInCell } from './disposition-in-cell.ts'
import type { WorkInRow } from './give-work.server.ts'
import { changeableColumns, comparable, type ChangeableColumn } from './row-mark.ts'

/** The cells of a row that say something of its point beside its words; those that are empty say nothing. */
export type SaidOfPoint = ReadonlyMap<ChangeableColumn, string>

export function saidOfPoint(cells: Readonly<Partial<Record<string, string>>>): SaidOfPoint {
  return new Map(
    changeableColumns.flatMap((column) => {
      const cell = comparable(cells[column] ?? '')
      return cell === '' ? [] : [[column, cell] as const]
    }),
  )
}

/** What these cells change of the work on a point at a step; what they do not name is reported. */
export function workIn(said: SaidOfPoint, step: number, meanings: CellMeanings, report: Report): WorkInRow {
  const work: WorkInRow = {}
  const theme = said.get('thema')
  if (theme !== undefined) work.themeId = themeIn(meanings, theme, report)
  const place = said.get('plek')
  const placeId = place === undefined ? null : placeIn(meanings, place, report)
  if (placeId !== null) work.placeId = placeId
  const colleague = said.get('toegewezen')
  if (colleague !== undefined) work.assigneeId = colleagueIn(meanings, colleague, step, report)
  const day = said.get('klaarOp')
  if (day !== undefined) work.dueOn = dayIn(day, report)
  return work
}

const answerColumns = ['besluit', 'antwoord', 'doorgeleidNaar', 'onderdelen'] as const

/** The first column that says something of the answer; null when none does. */
export const answerColumnIn = (said: SaidOfPoint) => answerColumns.find((column) => said.has(column)) ?? null

type GivenAnswer = Pick<AnswerForPoints, 'reply' | 'forwardedTo' | 'sectionIds'> & { disposition: Decision | null }

/** What a point has that nobody answered. */
export const noAnswer: GivenAnswer = { disposition: null, reply: '', forwardedTo: '', sectionIds: [] }

/** The answer of a point with these cells in place of what it has; null when they say nothing of it, or what is wrong was reported. */
export function answerIn(
  said: SaidOfPoint,
  given: GivenAnswer,
  meanings: CellMeanings,
  report: Report,
): Pick<AnswerForPoints, keyof GivenAnswer> | null {
  if (answerColumnIn(said) === null) return null
  const found = dispositionInCell(said.get('besluit') ?? '', { ...meanings, current: given.disposition })
  if ('problem' in found) {
    report('besluit', found.problem)
    return null
  }
  const disposition = found.disposition ?? given.disposition
  const reply = said.get('antwoord') ?? given.reply
  const forwardedTo = said.get('doorgeleidNaar') ?? given.forwardedTo
  const named = said.get('onderdelen')
  const sectionIds = named === undefined ? given.sectionIds : sectionsIn(meanings, named, report)
  reportIncomplete({ disposition, reply, forwardedTo, sectionIds }, report)
  return disposition && { disposition, reply, forwardedTo, sectionIds }
}
