import { findPlanPlace, planOutline, type PlanOutline } from '#app/features/plans/find-place.server.ts'
import { fieldsToFill } from '#app/features/answers/boilerplate.ts'
import { decisionsByWord } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { answerProblems, type AnswerField, type Decision } from '#app/features/points/disposition.ts'
import { themeNames } from '#app/features/points/queries.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { colleaguesOf, type Colleague } from '#app/features/workflow/colleagues.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { mayDoStep, stepAt, type Step } from '#app/features/workflow/steps.ts'
import { fold } from '#app/fold.ts'
import { parseDate, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import type { KnownDecisions } from './disposition-in-cell.ts'

/** Says what is wrong in a column of the row that is being read. */
export type Report = (field: string, message: string) => void

/** What words in cells can mean in a process: its themes, plan, colleagues and steps, and the decisions of its municipality. */
export type CellMeanings = KnownDecisions & {
  outline: PlanOutline
  themes: ReadonlyMap<string, string>
  colleagues: readonly Colleague[]
  steps: readonly Step[]
}

export async function cellMeanings(trx: Trx, process: ProcessRef): Promise<CellMeanings> {
  const themes = await themeNames(trx, process)
  const words = await decisionWordsOf(trx, process.municipalityId)
  return {
    ...{ words, decisions: decisionsByWord(words) },
    outline: await planOutline(trx, process),
    themes: new Map(themes.map(({ id, name }) => [fold(name), id])),
    colleagues: await colleaguesOf(trx, process.municipalityId),
    steps: await stepsOf(trx, process),
  }
}

/** The theme that a cell names; null, with what is wrong reported, for none. */
export function themeIn({ themes }: CellMeanings, cell: string, report: Report): string | null {
  const id = themes.get(fold(cell)) ?? null
  if (id === null) report('thema', `"${cell}" is geen thema van dit traject; maak het eerst aan`)
  return id
}

/** The part of the plan that a cell names, a section or a paragraph; null, reported, for none. */
export function placeIn({ outline }: CellMeanings, cell: string, report: Report): string | null {
  const place = findPlanPlace(outline, cell)
  if (!place) report('plek', `"${cell}" staat niet in het plan`)
  return place ? (place.paragraphId ?? place.sectionId) : null
}

/** The sections that a cell names, with semicolons between them, in the order of their ids. */
export function sectionsIn({ outline }: CellMeanings, cell: string, report: Report): string[] {
  const named = cell
    .split(';')
    .map((words) => words.trim())
    .filter((words) => words !== '')
  const found = named.flatMap((words) => {
    const place = findPlanPlace(outline, words)
    if (!place) report('onderdelen', `"${words}" staat niet in het plan`)
    return place ? [place.sectionId] : []
  })
  return [...new Set(found)].sort()
}

/** The colleague that a cell names, who may do the step of the point; null, reported, for none. */
export function colleagueIn(
  { colleagues, steps }: CellMeanings,
  cell: string,
  position: number,
  report: Report,
): string | null {
  const named = colleagues.filter(({ name }) => fold(name) === fold(cell))
  const [colleague] = named
  const step = stepAt(steps, position)
  if (!colleague) report('toegewezen', `"${cell}" is geen collega in Saomen`)
  else if (named.length > 1) report('toegewezen', `er zijn meer collega’s die "${cell}" heten; wijs dit toe in Saomen`)
  else if (!mayDoStep(colleague, step))
    report('toegewezen', `${colleague.name} mag de stap ${step?.name ?? ''} niet doen`)
  else return colleague.id
  return null
}

/** The day in a cell; null, reported, for none. */
export function dayIn(cell: string, report: Report): LocalDate | null {
  const day = parseDate(cell)
  if (day === null) report('klaarOp', `"${cell}" is geen dag; schrijf bijvoorbeeld 2016-12-01`)
  return day
}

const fieldOf: Record<AnswerField, string> = {
  ...{ disposition: 'besluit', reply: 'antwoord', forwardedTo: 'doorgeleidNaar', planLinks: 'onderdelen' },
}

/** Reports what an answer misses. */
export function reportIncomplete(
  answer: { disposition: Decision | null; reply: string; forwardedTo: string; sectionIds: readonly string[] },
  report: Report,
): void {
  for (const { field, message } of answerProblems({ ...answer, planLinks: answer.sectionIds }))
    report(fieldOf[field], message)
  const [toFill] = fieldsToFill(answer.reply)
  if (toFill !== undefined) report('antwoord', `Vul in wat er nog open staat: ${toFill}.`)
}
