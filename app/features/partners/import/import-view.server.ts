import { hasInnerRole } from '#app/features/accounts/account.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { standardQuestions, standOf } from '#app/features/partners/questionnaire.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { processAllows, type ProcessRef } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDate, formatDateLong, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { NamedQuestion } from './partner-input-file.ts'

export type ImportView = Awaited<ReturnType<typeof importView>>

/** What the page on which a file with partner input is taken in shows. */
export async function importView(visit: MemberVisit) {
  const { db, municipality, actor, params, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const [counts, questionnaire, questions] = await Promise.all([
    workCounts(db, process),
    questionnaireOf(db, process),
    namedQuestions(db, process),
  ])
  return {
    ...{ process: { slug: process.slug, title: process.title }, counts },
    mayChange: hasInnerRole(actor, 'processor') && processAllows.answer(process.state),
    /** The answers are public or the process was withdrawn: nothing is added any more. */
    isFixed: !processAllows.answer(process.state),
    list: questionnaire && {
      stand: standOf(questionnaire, today(now)),
      closesInWords: questionnaire.closesOn && formatDateLong(questionnaire.closesOn),
    },
    questions: questions.map(({ number, heading }) => ({ number, heading })),
    today: formatDate(today(now)),
    said: saidHere(visit),
  }
}

/** The questions that a file for this process may name: its own, or else the standard ones. */
export async function namedQuestions(db: Db, process: ProcessRef): Promise<NamedQuestion[]> {
  return (
    (await questionnaireOf(db, process))?.questions ??
    standardQuestions.map(({ heading }, index) => ({ number: index + 1, heading }))
  )
}
