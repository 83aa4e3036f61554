import { v7 as uuid } from 'uuid'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDate, formatDateLong, today } from '#app/local-date.ts'
import { answeredQuestions } from './answered-questions.server.ts'
import { markOfQuestion } from './change-questions.server.ts'
import { openChecklist } from './open-checklist.ts'
import { askedQuestions } from './overview.server.ts'
import { markOfQuestionnaire } from './save-questionnaire.server.ts'

/** What the page with the questions shows; without a list the ways to begin one. */
export async function questionsView(visit: MemberVisit) {
  const { db, municipality, actor, params, url, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const [counts, questionnaire, phases] = await Promise.all([
    workCounts(db, process),
    questionnaireOf(db, process),
    phasesOf(db, process),
  ])
  const phaseEnds = phases.find(({ kind }) => kind === 'partnerInput')?.closesOn ?? null
  return {
    process: { slug: process.slug, title: process.title },
    counts,
    mayChange: hasInnerRole(actor, 'processor') && processAllows.ask(process.state),
    phaseEnds: phaseEnds && formatDate(phaseEnds),
    said: saidHere(visit),
    list: questionnaire && (await listView(db, questionnaire, url, now)),
    /** Says which form this is, so that sending it twice adds one question. */
    formKey: uuid(),
  }
}
export type QuestionsView = Awaited<ReturnType<typeof questionsView>>

async function listView(
  db: MemberVisit['db'],
  questionnaire: NonNullable<Awaited<ReturnType<typeof questionnaireOf>>>,
  url: URL,
  now: Date,
) {
  const { intro, closesOn, questions, municipalityId, id } = questionnaire
  const [answered, asked, { invited }] = await Promise.all([
    answeredQuestions(db, questionnaire),
    askedQuestions(db, questionnaire),
    db
      .selectFrom('response')
      .select((eb) => eb.fn.countAll<string>().as('invited'))
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', id)
      .executeTakeFirstOrThrow(),
  ])
  const open = url.searchParams.get('vraag')
  return {
    stand: standOf(questionnaire, today(now)),
    ...{
      intro,
      closesOn,
      mark: markOfQuestionnaire(questionnaire),
      closesInWords: closesOn && formatDateLong(closesOn),
    },
    questions: questions.map((question) => ({
      ...question,
      isAnswered: answered.has(question.id),
      mark: markOfQuestion(question),
    })),
    retired: asked.filter(({ isRetired }) => isRetired),
    hasAnswers: answered.size > 0,
    openQuestion: questions.some((question) => question.id === open) ? open : null,
    check: openChecklist({ questions: questions.length, closesOn, invited: Number(invited) }, today(now)),
  }
}
export type ListView = Awaited<ReturnType<typeof listView>>
