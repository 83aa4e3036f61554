import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { byClerk } from '#app/features/rankings/ranking-to-change.server.ts'
import { today } from '#app/local-date.ts'
import { outcomeWords, type AmendmentOutcome } from './amendment.ts'
import { settlement } from './amendment.schema.ts'
import { amendmentSubject } from './enter-amendment.server.ts'
import { storedAmendment } from './stored-amendments.server.ts'

/** Records what became of an amendment, and on which day. */
export const settleAmendment = act({
  name: 'settleAmendment',
  by: byClerk,
  on: 'process',
  changes: 'public',
  input: z.object({ amendmentId: z.string(), ...settlement }),
  refusals: {
    ...withdrawnRefusal,
    otherOutcome: {
      says: (outcome: AmendmentOutcome) =>
        `Er staat al: ${outcomeWords[outcome].label.toLowerCase()}. Neem dat eerst terug als het niet klopt.`,
      at: 'outcome',
    },
    notYet: { says: 'Deze dag moet nog komen. Vul in op welke dag het was.', at: 'decidedOn' },
    noParts: {
      says: 'Dit amendement heeft nog geen tekst. Voeg toe wat er in het plan moet veranderen; daarna kan het aangenomen zijn.',
      at: 'outcome',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { amendmentId, outcome, decidedOn }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const amendment = await storedAmendment(trx, process, amendmentId)
    if (amendment.outcome === outcome && amendment.decidedOn === decidedOn) return changedNothing(undefined)
    if (amendment.outcome !== 'proposed') refuse('otherOutcome', amendment.outcome)
    if (decidedOn > today(now)) refuse('notYet')
    if (outcome === 'adopted' && amendment.parts.length === 0) refuse('noParts')
    await trx
      .updateTable('amendment')
      .set({ outcome, decidedOn })
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', amendment.id)
      .execute()
    return did(undefined, { subject: amendmentSubject(amendment), detail: { from: 'proposed', to: outcome } })
  },
})

/**
 * Takes the outcome of an amendment back, while the plan is not adopted. Words that officials wrote stay in the plan, but the amendment is no
 * reason for them any more: they are a change without a reason until officials put the words back or say why they stay.
 */
export const reopenAmendment = act({
  name: 'reopenAmendment',
  by: byClerk,
  on: 'process',
  changes: 'public',
  input: z.object({ amendmentId: z.string() }),
  refusals: {
    ...withdrawnRefusal,
    planAdopted: { says: 'Het plan is vastgesteld. De uitkomst van de amendementen ligt daarmee vast.' },
  },
  async run({ trx, by, process: ref, refuse }, { amendmentId }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const amendment = await storedAmendment(trx, process, amendmentId)
    const { municipalityId, id, outcome, writtenVersionId } = amendment
    if (outcome === 'proposed') return changedNothing({ wasWritten: false })
    if (await adoptionOf(trx, process)) refuse('planAdopted')
    const reasons = { municipalityId, amendmentId: id }
    await trx
      .deleteFrom('changeReason')
      .where((eb) => eb.and(reasons))
      .where('sentence', 'is', null)
      .execute()
    await trx
      .updateTable('changeReason')
      .set({ amendmentId: null })
      .where((eb) => eb.and(reasons))
      .execute()
    await trx
      .updateTable('amendment')
      .set({ outcome: 'proposed', decidedOn: null, writtenVersionId: null, writtenAt: null, writtenBy: null })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    return did(
      { wasWritten: writtenVersionId !== null },
      {
        subject: amendmentSubject(amendment),
        detail: { from: outcome, to: 'proposed', written: writtenVersionId !== null },
      },
    )
  },
})
