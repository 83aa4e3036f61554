import { act, did } from '#app/acts/act.server.ts'
import { refuseStale } from '#app/acts/stale.server.ts'
import type { PublicationParts } from '#app/features/answers/publication-parts.server.ts'
import { forgetEdits } from '#app/features/plans/editing/store-edit.server.ts'
import { announceVersion } from '#app/features/plans/versions/announce-version.server.ts'
import type { FollowReaders } from '#app/features/plans/versions/moved-chapters.server.ts'
import { beginVersion, copyVersion } from '#app/features/plans/versions/next-version.server.ts'
import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { adoptionFields } from '#app/features/processes/process.schema.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import { formatDate, today, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { hasGaps } from './gaps.ts'
import {
  adoptionObstacle,
  adoptionRefusals,
  gapsRefusal,
  personRefusal,
  undecidedRefusal,
} from './gate-obstacles.server.ts'
import { adoptionGate } from './plan-gate.server.ts'
import { makeReadersVersion } from './readers-version.server.ts'

/**
 * The act with which an approver records that a body adopted the plan: the version that officials work on becomes the adopted one, is fixed and is what people
 * read; of a version that people read already a copy is adopted, so that it stays what it was. Everyone who gave something is told (Awb 3:43). From then
 * on only an erratum changes the plan. `followers` are those of later rooms.
 */
export const adoptPlanWith = (followers: readonly FollowReaders[], parts: PublicationParts) =>
  act({
    name: 'adoptPlan',
    by: { audience: 'official', needs: 'approver' },
    on: 'process',
    changes: 'public',
    input: adoptionFields.extend({ gapsSigned: ticked, personSigned: ticked, seen }),
    refusals: {
      ...adoptionRefusals,
      ...gapsRefusal,
      ...undecidedRefusal,
      ...personRefusal,
      stale: {
        says: 'Een collega wijzigde dit plan of een amendement intussen. Er is nog niets vastgelegd. Bekijk wat er nu staat, en teken dan opnieuw.',
      },
      inFuture: { says: 'Deze dag moet nog komen. Vul de dag in waarop het besluit genomen is.', at: 'decidedOn' },
      beforeTheEnd: {
        says: (lastDay: LocalDate) =>
          `Tot en met ${formatDate(lastDay)} kon iedereen nog reageren. Een besluit van daarvoor kan niet over dit plan gaan.`,
        at: 'decidedOn',
      },
    },
    async run({ trx, by, now, process: ref, refuse }, { seen: shown, gapsSigned, personSigned, ...decision }) {
      const process = await lockProcess(trx, by, ref.id, 'close')
      const gate = process.releasedAt === null ? null : await adoptionGate(trx, process)
      const obstacle = await adoptionObstacle(trx, process, gate, { now, parts })
      if (obstacle) throw obstacle
      if (!gate) return refuse('notReleased')
      refuseStale(shown, gate.seen)
      if (decision.decidedOn > today(now)) refuse('inFuture')
      const lastDay = process.secondLastDay ?? process.lastDay
      if (lastDay !== null && decision.decidedOn <= lastDay) refuse('beforeTheEnd', lastDay)
      const { version, readers, counts, gaps, amendments, telling } = gate
      if (hasGaps(gaps) && !gapsSigned) refuse('gaps')
      const undecided = amendments.undecided.map(({ number }) => number)
      if (undecided.length > 0 && !gapsSigned) refuse('undecided', undecided)
      if (telling.length > 0 && !personSigned) refuse('personInPlan')
      const isCopy = gate.compared === null
      const planVersionId = isCopy ? await copyOf(trx, process, readers, by.id, now) : version.versionId
      await trx
        .updateTable('planVersion')
        .set({ kind: 'adopted', fixedAt: now, releasedAt: now, releasedBy: by.id, datedOn: decision.decidedOn })
        .where('municipalityId', '=', process.municipalityId)
        .where('id', '=', planVersionId)
        .execute()
      await forgetEdits(trx, { municipalityId: process.municipalityId, processId: process.id, planVersionId })
      const { lostRules } = await makeReadersVersion(
        trx,
        process,
        { from: readers.versionId, to: planVersionId, now },
        followers,
      )
      await trx
        .insertInto('adoption')
        .values({
          ...{ municipalityId: process.municipalityId, processId: process.id, planVersionId },
          ...{ ...decision, recordedAt: now, recordedBy: by.id },
        })
        .execute()
      await processRow(trx, process).set({ updatedAt: now }).execute()
      await announceVersion(trx, process, { planVersionId, kind: 'adopted' }, now)
      return did(
        { planVersionId },
        {
          subject: { kind: 'planVersion', id: planVersionId },
          detail: {
            ...{ ...counts, ...gaps, undecided: undecided.length, telling: telling.length },
            ...{ decidedOn: decision.decidedOn, isCopy, lostRules },
          },
        },
      )
    },
  })

/** The words that people read as a version of their own; gives its id. */
async function copyOf(trx: Trx, process: Process, base: StoredPlan, by: string | null, now: Date): Promise<string> {
  const { municipalityId, id: processId } = process
  const { title, fileName, fileHash } = base
  const facts = { title, fileName, fileHash, warnings: [], createdAt: now, createdBy: by }
  const planVersionId = await beginVersion(trx, process, base, 'adopted', facts)
  await copyVersion(trx, { municipalityId, processId, planVersionId }, base)
  return planVersionId
}
