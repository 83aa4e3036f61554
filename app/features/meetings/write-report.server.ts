import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { problemOfText } from '#app/features/contributions/free-contribution.schema.ts'
import { registerContribution } from '#app/features/contributions/register-contribution.server.ts'
import { storeOrigin } from '#app/features/contributions/register-free-contribution.server.ts'
import { typed } from '#app/forms/typed.ts'
import { formatDate, today } from '#app/local-date.ts'
import { holdingRefusals, markHeld } from './change-state.server.ts'
import { whereInWords } from './meeting.ts'
import { meetingToChange, subjectOf } from './meeting-row.server.ts'

const reportText = typed.superRefine((text, context) => {
  const problem = problemOfText(text)
  if (problem !== null) context.addIssue({ code: 'custom', message: problem })
})

/**
 * Puts the report of a meeting in the register as a contribution of those who were there, which is split and answered as any
 * other. A meeting has one report; sent twice, it is registered once.
 */
export const writeReport = act({
  name: 'writeReport',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ meetingId: z.string(), text: reportText }),
  refusals: {
    ...holdingRefusals,
    reportWritten: {
      says: 'Het verslag van deze bijeenkomst staat al in het register. De tekst ervan ligt vast.',
      at: 'text',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { meetingId, text }) {
    const { meeting, process } = await meetingToChange({ trx, by, process: ref }, meetingId)
    const { municipalityId, reportContributionId } = meeting
    if (reportContributionId !== null) {
      const { text: written } = await trx
        .selectFrom('contribution')
        .select('text')
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', reportContributionId)
        .executeTakeFirstOrThrow()
      if (written !== text) refuse('reportWritten')
      return changedNothing({ contributionId: reportContributionId })
    }
    const held = await markHeld(trx, meeting, now)
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
    const written = { subject: subjectOf(meeting), detail: { contributionId } }
    return held ? did({ contributionId }, held, written) : did({ contributionId }, written)
  },
})
