import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { problemOfText } from '#app/features/contributions/free-contribution.schema.ts'
import { registerContribution } from '#app/features/contributions/register-contribution.server.ts'
import { storeOrigin } from '#app/features/contributions/register-free-contribution.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { markHeld } from './change-state.server.ts'
import { whereInWords } from './meeting.ts'
import { meetingToChange } from './meeting-row.server.ts'

/**
 * Puts the report of a meeting in the register as a contribution of those who were there, which is split and answered as any
 * other. A meeting has one report; sent twice, it is registered once. Throws NotAllowed, NotFound or Refused.
 */
export async function writeReport(
  db: Db | Trx,
  by: Doer,
  { processId, meetingId, text }: { processId: string; meetingId: string; text: string },
  now: Date,
): Promise<{ contributionId: string }> {
  const problem = problemOfText(text)
  if (problem) throw new Refused(problem, 'report')
  return inTransaction(db, async (trx) => {
    const { meeting, process } = await meetingToChange(trx, by, { processId, meetingId })
    const { municipalityId, reportContributionId } = meeting
    if (reportContributionId !== null) {
      const { text: written } = await trx
        .selectFrom('contribution')
        .select('text')
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', reportContributionId)
        .executeTakeFirstOrThrow()
      if (written === text) return { contributionId: reportContributionId }
      throw new Refused(
        'Het verslag van deze bijeenkomst staat al in het register. De tekst ervan ligt vast.',
        'report',
      )
    }
    await markHeld(trx, by, meeting, now)
    const day = today(meeting.startsAt)
    const { id: contributionId } = await registerContribution(trx, process, {
      contributor: { kind: 'meeting', organisation: meeting.title, namedInPublic: true },
      ...{ kind: 'conversationReport', channel: 'meeting', receivedAt: meeting.startsAt, text },
      givenAt: `Gezegd op de bijeenkomst van ${formatDate(day)}.`,
    })
    const origin = {
      heldOn: day,
      heldUntil: null,
      place: whereInWords(meeting),
      source: '',
      consent: 'notAsked' as const,
      readBackOn: null,
    }
    await storeOrigin(trx, by, { municipalityId, contributionId }, origin, now)
    await trx
      .updateTable('meeting')
      .set({ reportContributionId: contributionId, updatedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', meetingId)
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'writeReport',
      subject: { kind: 'meeting', id: meetingId },
      processId,
      detail: { contributionId },
    })
    return { contributionId }
  })
}
