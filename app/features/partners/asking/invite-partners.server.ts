import { v7 as uuid, validate } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { mailInvitations, receiversOf, type Mailed } from './mail-people.server.ts'
import { askingRefusals, questionnaireToChange } from './questionnaire-to-change.server.ts'
import { messageKeys } from './reminder-rules.ts'

const choiceRefusals = {
  inArchive: {
    says: (names: string) => `In het archief: ${names}. Zet die eerst terug in het partnerboek.`,
    at: 'partnerIds',
  },
  withoutPeople: {
    says: (names: string) => `Nog zonder personen: ${names}. Zet in het partnerboek eerst wie er werken.`,
    at: 'partnerIds',
  },
}

/** `waits`: the messages go out when the questions are opened. */
type Invited = Mailed & { added: number; waits: boolean }

/**
 * Chooses organisations out of the book to be asked. Their people get a message at once when the questions are open, and
 * otherwise when they are opened. Who was invited before gets no second message, and people who came since get their first.
 */
export const invitePartners = act({
  name: 'invitePartners',
  by: byProcessor,
  on: 'process',
  needs: ['baseUrl'],
  input: z.object({ partnerIds: z.array(z.string()).min(1, 'Kies minstens één organisatie.') }),
  refusals: {
    ...askingRefusals,
    ...choiceRefusals,
    closed: { says: 'De laatste dag is voorbij. Maak die eerst later, dan kunt u weer uitnodigen.' },
  },
  async run({ trx, by, process: ref, baseUrl, now, refuse }, { partnerIds }) {
    const { process, questionnaire } = await questionnaireToChange(trx, by, ref)
    const { municipalityId, id: questionnaireId } = questionnaire
    const stand = standOf(questionnaire, today(now))
    if (stand === 'closed') refuse('closed')
    const chosen = await chosenPartners(trx, municipalityId, partnerIds)
    const added = await trx
      .insertInto('response')
      .values(
        chosen.map(({ id }) => ({
          municipalityId,
          id: uuid(),
          processId: process.id,
          questionnaireId,
          partnerId: id,
          invitedAt: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['municipalityId', 'questionnaireId', 'partnerId']).doNothing())
      .returning('id')
      .execute()
    const responses = await trx
      .selectFrom('response')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', questionnaireId)
      .where(
        'partnerId',
        'in',
        chosen.map(({ id }) => id),
      )
      .execute()
    const ask = { process, questionnaire, baseUrl }
    const receivers =
      stand === 'open'
        ? await receiversOf(
            trx,
            ask,
            responses.map(({ id }) => id),
          )
        : []
    const mailed = await mailInvitations(
      trx,
      by,
      ask,
      receivers,
      ({ responseId, personId }) => messageKeys.invitation(responseId, personId),
      now,
    )
    const invited: Invited = { ...mailed, added: added.length, waits: stand === 'prepared' }
    if (added.length + mailed.mailed === 0) return changedNothing(invited)
    return did(invited, {
      subject: { kind: 'questionnaire', id: questionnaireId },
      detail: { organisations: added.length, people: mailed.mailed },
    })
  },
})

/** Refused for one in the archive or without people; NotFound for one that is not in the book. */
async function chosenPartners(trx: Trx, municipalityId: string, partnerIds: readonly string[]) {
  const ids = [...new Set(partnerIds)]
  if (!ids.every((id) => validate(id))) throw new NotFound()
  const found = await trx
    .selectFrom('partner')
    .select(['id', 'name', 'archivedAt'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('partnerPerson')
            .select('partnerPerson.id')
            .whereRef('partnerPerson.municipalityId', '=', 'partner.municipalityId')
            .whereRef('partnerPerson.partnerId', '=', 'partner.id'),
        )
        .as('hasPeople'),
    )
    .where('municipalityId', '=', municipalityId)
    .where('id', 'in', ids)
    .orderBy('name')
    .execute()
  if (found.length < ids.length) throw new NotFound()
  const names = (partners: { name: string }[]) => partners.map(({ name }) => name).join(', ')
  const away = found.filter(({ archivedAt }) => archivedAt !== null)
  if (away.length > 0) throw refusedBy(choiceRefusals, 'inArchive', names(away))
  const empty = found.filter(({ hasPeople }) => !hasPeople)
  if (empty.length > 0) throw refusedBy(choiceRefusals, 'withoutPeople', names(empty))
  return found
}
