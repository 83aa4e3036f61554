import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { staleRefusal, refuseStale } from '#app/acts/stale.server.ts'
import { adoptedRefusal, refuseAdopted } from '#app/features/processes/adoption.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { secondInspraak } from '#app/features/processes/process.schema.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import { givenInSecond, markOfSecond, planRound, roundRefusals } from './plan-round.server.ts'

/**
 * Announces a second inspraak on the version that people read, moves its days, or takes it away. A process whose answers were public goes on
 * again.
 */
export const planSecondInspraak = act({
  name: 'planSecondInspraak',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  changes: 'public',
  input: secondInspraak.extend({ wasOnlineEarlier: ticked, seen }),
  refusals: {
    ...withdrawnRefusal,
    ...adoptedRefusal,
    ...roundRefusals,
    stale: staleRefusal,
    notReleased: { says: 'Er is nog geen eerste inspraak. Geef eerst het traject vrij.' },
    hasContributions: {
      says: 'Er is al inbreng op de tweede inspraak. Geef die eerst een andere ronde, of laat de tweede inspraak staan.',
    },
  },
  async run({ trx, by, now, process: { id }, refuse }, given) {
    const { secondStartsOn, secondLastDay, secondScope } = given
    // Whoever sends a reaction at this moment is stored before, or finds the new term.
    const process = await lockProcess(trx, by, id, 'close')
    refuseWithdrawn(process)
    const { lastDay } = process
    if (process.releasedAt === null || lastDay === null) return refuse('notReleased')
    const none = secondStartsOn === null && secondLastDay === null
    const sameDays = process.secondStartsOn === secondStartsOn && process.secondLastDay === secondLastDay
    if (sameDays && (none || process.secondScope === secondScope)) return changedNothing(undefined)
    await refuseAdopted(trx, process)
    refuseStale(given.seen, markOfSecond(process))
    const from = process.secondStartsOn && `${process.secondStartsOn}/${process.secondLastDay}`
    const event = (to: string | null) => ({
      subject: { kind: 'process' as const, id },
      detail: { from, state: process.state, to, scope: secondScope },
    })
    if (none) {
      const register = await givenInSecond(trx, process)
      if (register.isPublic) refuse('answersPublic')
      if (register.isAny) refuse('hasContributions')
      await processRow(trx, process)
        .set({ secondStartsOn, secondLastDay, secondClosesAt: null, secondMovedBecause: null, secondScope: 'all' })
        .set({ updatedAt: now })
        .execute()
      return did(undefined, event(null))
    }
    const term = await planRound(trx, { ...process, lastDay }, given, now)
    return did(undefined, event(`${term.startsOn}/${term.lastDay}`))
  },
})
