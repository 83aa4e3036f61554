import { v7 as uuid, validate } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { mailInvitations, receiversOf, type Mailed } from './mail-people.server.ts'
import { questionnaireToChange, recordAsking } from './questionnaire-to-change.server.ts'
import { messageKeys } from './reminder-rules.ts'

/** `waits`: the messages go out when the questions are opened. */
export type Invited = Mailed & { added: number; waits: boolean }

/**
 * Chooses organisations out of the book to be asked. Their people get a message at once when the questions are open, and
 * otherwise when they are opened. Who was invited before gets no second message, and people who came since get their first.
 */
export async function invitePartners(
  db: Db | Trx,
  by: Doer,
  { processId, partnerIds, baseUrl }: { processId: string; partnerIds: readonly string[]; baseUrl: string },
  now: Date,
): Promise<Invited> {
  if (partnerIds.length === 0) throw new Refused('Kies minstens één organisatie.', 'organisatie')
  return inTransaction(db, async (trx) => {
    const { process, questionnaire } = await questionnaireToChange(trx, by, processId)
    const { municipalityId, id: questionnaireId } = questionnaire
    const stand = standOf(questionnaire, today(now))
    if (stand === 'closed')
      throw new Refused('De laatste dag is voorbij. Maak die eerst later, dan kunt u weer uitnodigen.')
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
    if (added.length + mailed.mailed > 0) {
      await recordAsking(trx, by, questionnaire, 'invitePartners', now, {
        organisations: added.length,
        people: mailed.mailed,
      })
    }
    return { ...mailed, added: added.length, waits: stand === 'prepared' }
  })
}

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
  if (away.length > 0)
    throw new Refused(`In het archief: ${names(away)}. Zet die eerst terug in het partnerboek.`, 'organisatie')
  const empty = found.filter(({ hasPeople }) => !hasPeople)
  if (empty.length > 0)
    throw new Refused(
      `Nog zonder personen: ${names(empty)}. Zet in het partnerboek eerst wie er werken.`,
      'organisatie',
    )
  return found
}
