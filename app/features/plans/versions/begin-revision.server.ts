import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { makeCurrent } from './current-version.server.ts'
import { beginVersion, copyVersion } from './next-version.server.ts'

/** Begins a next version by copying the words of the last one, which stays as it is; officials then edit the copy. */
export const beginRevision = act({
  name: 'beginRevision',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({}),
  refusals: {
    noPlan: { says: 'Er is nog geen conceptplan. Lees dat eerst in; daarna kan een volgende versie erbij.' },
    stillOpen: { says: 'Deze versie kunt u nog wijzigen. Een volgende maakt u als deze vastligt.' },
    alreadyAdopted: { says: 'Het plan is vastgesteld. Er komt geen versie meer na.' },
  },
  async run({ trx, by, now, process: ref, refuse }) {
    const process = await lockProcess(trx, by, ref.id)
    const base = await storedPlan(trx, process)
    if (!base) return refuse('noPlan')
    if (mayChangeWords(process, base)) refuse('stillOpen')
    if (base.kind === 'adopted') refuse('alreadyAdopted')
    const planVersionId = await beginCopy(trx, by, process, base, now)
    return did({ planVersionId }, { subject: { kind: 'planVersion', id: planVersionId } })
  },
})

/** Begins a next version with the words of this one, which stays as it is; gives its id. */
export async function beginCopy(
  trx: Trx,
  by: { id: string | null },
  { municipalityId, id: processId }: ProcessRef,
  base: StoredPlan,
  now: Date,
): Promise<string> {
  const { title, fileName, fileHash } = base
  const facts = { title, fileName, fileHash, warnings: [], createdAt: now, createdBy: by.id }
  const planVersionId = await beginVersion(trx, { municipalityId, id: processId }, base, 'revised', facts)
  await copyVersion(trx, { municipalityId, processId, planVersionId }, base)
  return planVersionId
}

/** Throws away the version that officials work on, which nobody else ever read; they go back to the version before it. */
export const discardVersion = act({
  name: 'discardVersion',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ seen }),
  refusals: {
    noDraft: { says: 'Er is geen nieuwe versie om weg te gooien: deze versie lezen bewoners, of hij ligt vast.' },
    stale: staleRefusal,
  },
  async run({ trx, by, process: ref, refuse }, { seen }) {
    const process = await lockProcess(trx, by, ref.id)
    const draft = await storedPlan(trx, process)
    const readers = await storedPlan(trx, process, 'forReaders')
    if (!draft || !readers || draft.previousId === null) return refuse('noDraft')
    if (draft.fixedAt !== null || draft.ordinal <= readers.ordinal) refuse('noDraft')
    refuseStale(seen, draft.seen)
    await makeCurrent(trx, process, draft.previousId, 'editors')
    const versions = trx.updateTable('planVersion').where('municipalityId', '=', process.municipalityId)
    // What was fixed only because this version was made from it can be changed again; what the council has stays as it is.
    const { numUpdatedRows } = await versions
      .set({ fixedAt: null })
      .where('id', '=', draft.previousId)
      .where('ordinal', '>', readers.ordinal)
      .where('handedOverAt', 'is', null)
      .executeTakeFirst()
    // Words that can be changed again have no errata: what stood there before is no longer what changes are measured by.
    if (numUpdatedRows > 0n) await forgetErrata(trx, process, draft.previousId)
    await trx
      .deleteFrom('planVersion')
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', draft.versionId)
      .execute()
    // The record says that it was there and how large it was; its words were nobody's but those of who wrote them.
    const paragraphs = draft.blocks.filter((block) => !isHeading(block)).length
    return did(undefined, {
      subject: { kind: 'planVersion', id: draft.versionId },
      detail: { kind: draft.kind, paragraphs, sections: draft.blocks.length - paragraphs },
    })
  },
})

/** Keeps no longer what stood in the paragraphs of a version before they were corrected; their words stay. */
async function forgetErrata(trx: Trx, { municipalityId }: ProcessRef, planVersionId: string): Promise<void> {
  await trx
    .deleteFrom('erratum')
    .where('municipalityId', '=', municipalityId)
    .where('paragraphId', 'in', (eb) =>
      eb
        .selectFrom('paragraph')
        .select('id')
        .where('municipalityId', '=', municipalityId)
        .where('planVersionId', '=', planVersionId),
    )
    .execute()
}
