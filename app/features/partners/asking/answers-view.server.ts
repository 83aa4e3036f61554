import { NotFound } from '#app/errors.server.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import {
  questionnaireOf,
  questionVersions,
  asQuestion,
  type Questionnaire,
} from '#app/features/partners/queries.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { fold } from '#app/fold.ts'
import { formatDateLong, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { amount } from './asking-form.ts'
import { givenAnswers, type GivenWords } from './given-answers.server.ts'
import { askedPartners, askedQuestions } from './overview.server.ts'
import { totalInWords, totalOf, type Total } from './totals.ts'

const PER_PAGE = 60

/** A closed question in one version, with how often each answer was chosen. */
export type TotalView = {
  number: number
  version: number
  heading: string
  kind: 'choice' | 'scale'
  total: Total
  words: string
}

/** The questions and their versions of a process, or NotFound where partners were asked nothing. */
async function listOf({ db, municipality, params, now }: MemberVisit) {
  const process = await processBySlug(db, municipality.id, params.slug)
  const questionnaire = await questionnaireOf(db, process)
  if (!questionnaire) throw new NotFound()
  const { closesOn } = questionnaire
  return {
    process,
    questionnaire,
    head: {
      process: { slug: process.slug, title: process.title },
      counts: await workCounts(db, process),
      mayChange: false,
      list: { stand: standOf(questionnaire, today(now)), closesInWords: closesOn && formatDateLong(closesOn) },
    },
  }
}

/** The page with all questions: how many answered each, and the totals of what was chosen. */
export async function answersView(visit: MemberVisit) {
  const { head, questionnaire } = await listOf(visit)
  const { db } = visit
  const [questions, partners, given] = await Promise.all([
    askedQuestions(db, questionnaire),
    askedPartners(db, questionnaire),
    givenAnswers(db, questionnaire, { closedOnly: true }),
  ])
  const totals = await totalsOf(db, questionnaire, given)
  const sent = partners.filter(({ state }) => state === 'sent')
  return {
    ...head,
    sent: sent.length,
    questions: questions.map(({ id, number, heading, kind, isRetired }) => ({
      ...{ number, heading, kind, isRetired },
      answered: sent.filter(({ answers }) => answers.some(({ questionId, items }) => questionId === id && items > 0))
        .length,
      totals: totals.filter((total) => total.number === number),
    })),
  }
}
export type AnswersView = Awaited<ReturnType<typeof answersView>>

/** The totals of the closed questions of a list, for a file. */
export async function totalsToSave(visit: MemberVisit): Promise<{ slug: string; totals: TotalView[] }> {
  const { process, questionnaire } = await listOf(visit)
  const given = await givenAnswers(visit.db, questionnaire, { closedOnly: true })
  return { slug: process.slug, totals: await totalsOf(visit.db, questionnaire, given) }
}

/** The answers to one question, or to all of them, for a file. */
export async function answersToSave(visit: MemberVisit): Promise<{ slug: string; answers: GivenWords[] }> {
  const { process, questionnaire } = await listOf(visit)
  const number = amount(visit.url.searchParams.get('vraag'))
  const answers = await givenAnswers(visit.db, questionnaire, number > 0 ? { number } : {})
  return { slug: process.slug, answers: foundAmong(answers, answersFilterFrom(visit.url.searchParams)) }
}

/** What is looked for among the answers to a question: words, and what was chosen. */
const answersFilterFrom = (params: URLSearchParams) => ({
  search: (params.get('zoek') ?? '').replaceAll('\0', '').trim().slice(0, 100),
  chosen: (params.get('antwoord') ?? '').replaceAll('\0', '').slice(0, 10_000),
})

function foundAmong(given: readonly GivenWords[], filter: ReturnType<typeof answersFilterFrom>): GivenWords[] {
  const sought = fold(filter.search)
  return given.filter(
    ({ name, texts }) =>
      fold([name, ...texts].join('\n')).includes(sought) &&
      (filter.chosen === '' || texts.some((text) => text.trim() === filter.chosen)),
  )
}

/** The page with the answers of all organisations to one question. Throws NotFound for a number that was never asked. */
export async function questionAnswersView(visit: MemberVisit) {
  const { head, questionnaire } = await listOf(visit)
  const { db, params, url } = visit
  const number = amount(params.number ?? null)
  const questions = await askedQuestions(db, questionnaire)
  const question = questions.find((one) => one.number === number)
  if (!question) throw new NotFound()
  const [partners, given] = await Promise.all([
    askedPartners(db, questionnaire),
    givenAnswers(db, questionnaire, { number }),
  ])
  const latest = Math.max(1, ...given.map(({ version }) => version))
  const totals = (await totalsOf(db, questionnaire, given)).filter((total) => total.number === number)
  const filter = answersFilterFrom(url.searchParams)
  const found = foundAmong(given, filter)
  const page = Math.max(1, Math.min(amount(url.searchParams.get('pagina')), Math.ceil(found.length / PER_PAGE)))
  const sent = partners.filter(({ state }) => state === 'sent')
  const answerOf = (partner: (typeof partners)[number]) =>
    partner.answers.find(({ questionId }) => questionId === question.id)
  const named = (fits: (partner: (typeof partners)[number]) => boolean) => partners.filter(fits).map(({ name }) => name)
  return {
    ...head,
    question,
    previous: questions.findLast((one) => one.number < number)?.number ?? null,
    next: questions.find((one) => one.number > number)?.number ?? null,
    totals,
    filter,
    answered: given.length,
    ...{ found: found.length, page, pages: Math.ceil(found.length / PER_PAGE) },
    answers: found
      .slice((page - 1) * PER_PAGE, page * PER_PAGE)
      .map(({ contributionId, name, kind, version, texts }) => ({
        ...{ contributionId, name, kind, texts, isEarlier: version < latest },
      })),
    /** Who gave no answer, and why as far as they said. */
    without: {
      skipped: named((partner) => partner.state === 'sent' && answerOf(partner)?.state === 'skipped'),
      notApplicable: named((partner) => partner.state === 'sent' && answerOf(partner)?.state === 'notApplicable'),
      unanswered: sent
        .filter((partner) => {
          const answer = answerOf(partner)
          return !answer || (answer.items === 0 && answer.state !== 'skipped' && answer.state !== 'notApplicable')
        })
        .map(({ name }) => name),
      notSent: named(({ state }) => state !== 'sent'),
    },
  }
}
export type QuestionAnswersView = Awaited<ReturnType<typeof questionAnswersView>>

/**
 * How often each answer was chosen, for each closed question and each version of it that someone answered, in order; the newest
 * version is there also when nobody chose anything.
 */
async function totalsOf(
  db: Db,
  { municipalityId, id, questions }: Questionnaire,
  given: readonly GivenWords[],
): Promise<TotalView[]> {
  const rows = await questionVersions(db, municipalityId)
    .where('question.questionnaireId', '=', id)
    .orderBy('question.number')
    .orderBy('version')
    .execute()
  const newest = new Set(questions.map(({ versionId }) => versionId))
  const about = new Set(given.map(({ number }) => number))
  return rows.map(asQuestion).flatMap((version) => {
    const { number, heading, kind } = version
    if (kind !== 'choice' && kind !== 'scale') return []
    const own = given.filter((one) => one.questionId === version.id && one.version === version.version)
    if (own.length === 0 && !(newest.has(version.versionId) && !about.has(number))) return []
    const chosen = own.flatMap(({ texts }) => texts.slice(0, 1))
    const total = totalOf({ kind, options: version.options, chosen })
    const words = totalInWords({ kind, options: version.options }, total)
    return [{ number, version: version.version, heading, kind, total, words }]
  })
}
