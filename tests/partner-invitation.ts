import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { responseView } from '#app/features/partners/answering/response-view.server.ts'
import { saveAnswer } from '#app/features/partners/answering/save-answer.server.ts'
import { sendResponse } from '#app/features/partners/answering/send-response.server.ts'
import type { Db } from '#db/client.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from './factories.ts'
import { aPartner, aQuestionnaire, aResponse } from './partner-factories.ts'

export const baseUrl = 'https://saomen.example'

/**
 * An organisation of two people that was asked the five questions, and a second organisation; open until and including
 * 15 November 2016.
 */
export async function anInvitation(db: Db) {
  const municipality = await aMunicipality(db)
  const official = await anActor(db, municipality)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const questionnaireId = await aQuestionnaire(db, official, process)
  const partner = await aPartner(db, municipality, { people: 2, role: 'thuiszorg' })
  const other = await aPartner(db, municipality)
  const [lead, colleague, stranger] = [...partner.people, ...other.people]
  if (!lead || !colleague || !stranger) throw new Error('there are three')
  const responseId = await aResponse(db, official, process, questionnaireId, partner)
  const otherResponseId = await aResponse(db, official, process, questionnaireId, other)
  const view = () => responseView(db, { municipalityId: municipality.id, id: responseId }, NOW)
  const texts = async (number: number) =>
    (await view()).questions.find((question) => question.number === number)?.answer?.items.map(({ text }) => text) ?? []
  const save = (
    by: Actor,
    number: number,
    text: string,
    { id = uuid(), seen = '', at = NOW, after = undefined as string | undefined } = {},
  ) => saveAnswer(db, by, { responseId, number, items: [{ id, text, seen, ...(after ? { after } : {}) }] }, at)
  const send = async (by: Actor = lead, at = NOW) =>
    sendResponse(db, by, { responseId, seen: String((await view()).version), baseUrl }, at)
  const sentMails = () =>
    db
      .selectFrom('notification')
      .select(['recipient', 'template', 'data'])
      .where('municipalityId', '=', municipality.id)
      .orderBy('createdAt')
      .orderBy('recipient')
      .execute()
  const contributions = () =>
    db.selectFrom('contribution').selectAll().where('municipalityId', '=', municipality.id).execute()
  const events = async (act: string) =>
    (
      await db
        .selectFrom('event')
        .select('act')
        .where('municipalityId', '=', municipality.id)
        .where('act', '=', act)
        .where('subjectKind', '<>', 'refusal')
        .execute()
    ).length
  return {
    municipality,
    official,
    process,
    questionnaireId,
    partner,
    lead,
    colleague,
    stranger,
    responseId,
    otherResponseId,
    view,
    texts,
    save,
    send,
    sentMails,
    contributions,
    events,
  }
}
