import { v7 as uuid } from 'uuid'
import { questionnaireOf, type Questionnaire } from '#app/features/partners/queries.server.ts'
import type { Trx } from '../client.server.ts'
import type { DemoProcess } from './put-contributions.server.ts'
import type { DemoInvited } from './veilig-fietsen.ts'

const DAY = 86_400_000

/** Opens the list of questions of a process; from then on organisations can answer. */
export async function openQuestionnaire(trx: Trx, { municipalityId, id: processId }: DemoProcess, intro: string, at: Date) {
  await trx
    .updateTable('questionnaire')
    .set({ state: 'open', intro, openedAt: at })
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .execute()
}

/** Puts organisations in the partner book, each with who coordinates, and asks them to answer: invited at `at`, the rest in the days after. */
export async function putPartnerBook(trx: Trx, process: DemoProcess, invited: readonly DemoInvited[], at: Date) {
  const questionnaire = await questionnaireOf(trx, process)
  if (!questionnaire) throw new Error('De demo nodigt organisaties uit voor vragen die er niet zijn')
  for (const organisation of invited) await putInvited(trx, questionnaire, organisation, at)
}

async function putInvited(trx: Trx, { municipalityId, processId, id: questionnaireId, questions }: Questionnaire, given: DemoInvited, invitedAt: Date) {
  const { name, kind, role, themes, person, hasOpened, answers } = given
  const [partnerId, responseId] = [uuid(), uuid()]
  const writtenAt = new Date(invitedAt.getTime() + 2 * DAY)
  await trx.insertInto('partner').values({ municipalityId, id: partnerId, name, kind, role, themes, createdAt: invitedAt }).execute()
  await trx
    .insertInto('partnerPerson')
    .values({ municipalityId, id: uuid(), partnerId, ...person, isCoordinator: true, createdAt: invitedAt })
    .execute()
  const isWriting = answers.length > 0
  await trx
    .insertInto('response')
    .values({
      ...{ municipalityId, id: responseId, processId, questionnaireId, partnerId, state: isWriting ? 'draft' : 'invited', invitedAt },
      ...{ openedAt: hasOpened ? new Date(invitedAt.getTime() + DAY) : null, version: answers.length },
    })
    .execute()
  for (const { question: number, state, items } of answers) {
    const question = questions.find((one) => one.number === number)
    if (!question) throw new Error(`De demo beantwoordt een vraag die er niet is: ${number}`)
    const written = { municipalityId, responseId, questionId: question.id, updatedAt: writtenAt }
    await trx.insertInto('responseAnswer').values({ ...written, questionnaireId, questionVersionId: question.versionId, state }).execute()
    await trx
      .insertInto('responseItem')
      .values(items.map((text, position) => ({ ...written, id: uuid(), position: position + 1, text })))
      .execute()
  }
}
