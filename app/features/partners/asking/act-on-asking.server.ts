import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { reopenResponse } from '#app/features/partners/answering/reopen-response.server.ts'
import { checked, FormRefused } from '#app/features/partners/checked-form.server.ts'
import { createQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { formValues } from '#app/forms/form-values.ts'
import { phasesOf } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { backTo, type AskingRefusal } from './asking-form.ts'
import { addQuestion, changeQuestion, moveQuestion, removeQuestion } from './change-questions.server.ts'
import { invitePartners } from './invite-partners.server.ts'
import { openQuestionnaire } from './open-questionnaire.server.ts'
import { questionForm, questionnaireForm } from './question.schema.ts'
import { remindPartners } from './remind-partners.server.ts'
import { saveQuestionnaire } from './save-questionnaire.server.ts'
import { unchoosePartners } from './unchoose-partners.server.ts'

type Given = {
  db: Db
  by: Actor
  process: { id: string; slug: string; municipalityId: string }
  form: FormData
  /** Of the page that the form stood on. */ query?: URLSearchParams
  baseUrl: string
  now: Date
}
type Answer = Promise<{ goTo: string } | AskingRefusal>
type Act = (given: Given & { texts: Record<string, string> }) => Promise<string>

const idOf = (texts: Record<string, string>) => texts.vraag ?? ''
const seenIn = ({ gezien }: Record<string, string>) => (gezien === undefined ? {} : { seen: gezien })
const questionIn = (texts: Record<string, string>) =>
  checked(questionForm, {
    heading: texts.heading,
    explanation: texts.explanation,
    kind: texts.kind,
    options: texts.options,
    isOptional: texts.isOptional !== undefined,
  })

/** What can be done on the page with the questions, by the name of the button. */
const questionActs: Record<string, Act> = {
  async begin({ db, by, process, texts, now }) {
    const closesOn = (await phasesOf(db, process)).find(({ kind }) => kind === 'partnerInput')?.closesOn ?? null
    await createQuestionnaire(
      db,
      by,
      { processId: process.id, closesOn, ...(texts.met === 'sjabloon' ? {} : { questions: [] }) },
      now,
    )
    return '?gedaan=begin'
  },
  async bewaar({ db, by, process, texts, now }) {
    await saveQuestionnaire(
      db,
      by,
      {
        processId: process.id,
        ...checked(questionnaireForm, { intro: texts.intro, closesOn: texts.closesOn }),
        ...seenIn(texts),
      },
      now,
    )
    return '?gedaan=bewaar#lijst'
  },
  async 'vraag-erbij'({ db, by, process, texts, now }) {
    await addQuestion(
      db,
      by,
      { processId: process.id, questionId: texts.sleutel ?? '', question: questionIn(texts) },
      now,
    )
    return '?gedaan=vraag-erbij#vragen'
  },
  async vraag({ db, by, process, texts, now }) {
    const { newVersion } = await changeQuestion(
      db,
      by,
      { processId: process.id, questionId: idOf(texts), question: questionIn(texts), ...seenIn(texts) },
      now,
    )
    return `?gedaan=${newVersion ? 'nieuwe-versie' : 'vraag'}#vraag-${idOf(texts)}`
  },
  async omhoog({ db, by, process, texts, now }) {
    await moveQuestion(
      db,
      by,
      { processId: process.id, questionId: idOf(texts), from: Number(texts.van), direction: 'up' },
      now,
    )
    return `?gedaan=verplaatst#vraag-${idOf(texts)}`
  },
  async omlaag({ db, by, process, texts, now }) {
    await moveQuestion(
      db,
      by,
      { processId: process.id, questionId: idOf(texts), from: Number(texts.van), direction: 'down' },
      now,
    )
    return `?gedaan=verplaatst#vraag-${idOf(texts)}`
  },
  async 'vraag-weg'({ db, by, process, texts, now }) {
    const { keptAnswers } = await removeQuestion(db, by, { processId: process.id, questionId: idOf(texts) }, now)
    return `?gedaan=${keptAnswers ? 'vervallen' : 'vraag-weg'}#vragen`
  },
  async open({ db, by, process, baseUrl, now }) {
    const { mailed, blocked } = await openQuestionnaire(db, by, { processId: process.id, baseUrl }, now)
    return `?gedaan=open&mails=${mailed}&dicht=${blocked}`
  },
}

/** What can be done on the page with the organisations. */
const partnerActs: Record<string, Act> = {
  async 'nodig-uit'({ db, by, process, form, baseUrl, now }) {
    const partnerIds = form.getAll('organisatie').map(String)
    const { added, mailed, blocked, waits } = await invitePartners(
      db,
      by,
      { processId: process.id, partnerIds, baseUrl },
      now,
    )
    return `?gedaan=${waits ? 'gekozen' : 'uitgenodigd'}&erbij=${added}&mails=${mailed}&dicht=${blocked}#organisaties`
  },
  async 'haal-weg'({ db, by, process, form, now }) {
    const gone = await unchoosePartners(
      db,
      by,
      { processId: process.id, partnerIds: form.getAll('gekozen').map(String) },
      now,
    )
    return `?gedaan=weggehaald&eraf=${gone}`
  },
  async herinner({ db, by, process, form, baseUrl, now }) {
    const responseIds = form.getAll('herinner').map(String)
    const { mailed, blocked, already } = await remindPartners(
      db,
      by,
      { processId: process.id, responseIds, baseUrl },
      now,
    )
    return `?gedaan=herinnerd&mails=${mailed}&dicht=${blocked}&al=${already}#organisaties`
  },
  async heropen({ db, by, process, texts, baseUrl, now }) {
    await reopenResponse(db, by, { processId: process.id, responseId: texts.inbreng ?? '', baseUrl }, now)
    return '?gedaan=heropend'
  },
}

/** Does what a form on the page with the questions asks. */
export async function actOnQuestions(given: Given): Answer {
  return answer(given, questionActs, paths.official.process.partnerQuestions(given.process.slug))
}

/** Does what a form on the page with the organisations asks. */
export async function actOnPartners(given: Given): Answer {
  return answer(given, partnerActs, paths.official.process.partners(given.process.slug))
}

async function answer(given: Given, acts: Record<string, Act>, here: string): Answer {
  const texts = formValues(given.form)
  const name = texts.actie ?? ''
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  if (!act) throw new NotFound()
  try {
    return { goTo: backTo(here, await act({ ...given, texts }), given.query ?? new URLSearchParams()) }
  } catch (error) {
    const chosen = ['organisatie', 'gekozen', 'herinner'].flatMap((field) => given.form.getAll(field).map(String))
    return { act: name, texts, chosen, errors: error instanceof FormRefused ? error.errors : errorsOfRefusal(error) }
  }
}
