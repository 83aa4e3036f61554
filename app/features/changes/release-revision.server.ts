import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { refuseStale } from '#app/acts/stale.server.ts'
import { planRound, roundRefusals } from '#app/features/contributions/plan-round.server.ts'
import { forgetEdits } from '#app/features/plans/editing/store-edit.server.ts'
import { announceVersion } from '#app/features/plans/versions/announce-version.server.ts'
import type { FollowReaders } from '#app/features/plans/versions/moved-chapters.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { secondInspraak } from '#app/features/processes/process.schema.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import { today } from '#app/local-date.ts'
import { hasGaps } from './gaps.ts'
import { gapsRefusal, personRefusal, revisionObstacle, releaseRefusals } from './gate-obstacles.server.ts'
import { planGate } from './plan-gate.server.ts'
import { makeReadersVersion } from './readers-version.server.ts'

/**
 * The act with which an approver makes a revised version of the plan the one that people read: its words are fixed, and everyone who reacted is told. It
 * can be released for a second inspraak at once, about what changed or about all. `followers` are those of later rooms.
 */
export const releaseRevisionWith = (followers: readonly FollowReaders[]) =>
  act({
    name: 'releaseRevision',
    by: { audience: 'official', needs: 'approver' },
    on: 'process',
    changes: 'public',
    input: secondInspraak
      .omit({ secondScope: true })
      .partial()
      .extend({
        /** What people are asked about; 'none' holds no second inspraak, and leaves one that was announced as it is. */
        round: z.enum(['none', 'changed', 'all'], { error: 'Kies of er een tweede inspraak komt.' }).default('none'),
        wasOnlineEarlier: ticked,
        gapsSigned: ticked,
        personSigned: ticked,
        seen,
      }),
    refusals: {
      ...releaseRefusals,
      ...roundRefusals,
      ...gapsRefusal,
      ...personRefusal,
      stale: {
        says: 'Een collega wijzigde dit plan intussen. Er is nog niets openbaar gemaakt. Bekijk wat er nu staat, en teken dan opnieuw.',
      },
    },
    async run(
      { trx, by, now, process: ref, refuse },
      { round, seen: shown, gapsSigned, personSigned, wasOnlineEarlier, ...days },
    ) {
      const process = await lockProcess(trx, by, ref.id, 'close')
      const gate = await planGate(trx, process)
      const obstacle = await revisionObstacle(trx, process, gate, now)
      if (obstacle) throw obstacle
      const { lastDay } = process
      if (!gate || lastDay === null) return refuse('notReleased')
      const { version, readers, counts, changes, gaps, telling } = gate
      refuseStale(shown, gate.seen)
      if (hasGaps(gaps) && !gapsSigned) refuse('gaps')
      if (telling.length > 0 && !personSigned) refuse('personInPlan')
      await trx
        .updateTable('planVersion')
        .set({ fixedAt: now, releasedAt: now, releasedBy: by.id, datedOn: today(now) })
        .where('municipalityId', '=', process.municipalityId)
        .where('id', '=', version.versionId)
        .execute()
      await forgetEdits(trx, {
        municipalityId: process.municipalityId,
        processId: process.id,
        planVersionId: version.versionId,
      })
      const { lostRules } = await makeReadersVersion(
        trx,
        process,
        { from: readers.versionId, to: version.versionId, now },
        followers,
      )
      await processRow(trx, process).set({ updatedAt: now }).execute()
      const { secondStartsOn = null, secondLastDay = null } = days
      const term =
        round === 'none'
          ? null
          : await planRound(
              trx,
              { ...process, lastDay },
              { secondStartsOn, secondLastDay, secondScope: round, wasOnlineEarlier },
              now,
            )
      // The message about the round says that there is another version.
      if (term === null)
        await announceVersion(trx, process, { planVersionId: version.versionId, kind: 'released' }, now)
      return did(
        { planVersionId: version.versionId, changes, term },
        {
          subject: { kind: 'planVersion', id: version.versionId },
          detail: {
            ...{ ...counts, ...gaps, telling: telling.length, lostRules, round },
            ...(term && { startsOn: term.startsOn, lastDay: term.lastDay }),
          },
        },
      )
    },
  })
