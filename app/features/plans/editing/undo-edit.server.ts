import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type Ending } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { fixedPlanRefusal, refuseFixedPlan } from '#app/features/plans/fixed-plan.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { patchInWords, type Way } from './edit-patch.ts'
import { applyEdit, type StoredEdit } from './store-edit.server.ts'

const refusals = {
  ...fixedPlanRefusal,
  editGone: {
    says: 'Dit kan niet meer ongedaan worden gemaakt: de tekst is daarna uit een ander bestand ingelezen, of het is te lang geleden. Er is niets veranderd.',
  },
  changedSince: {
    says: 'Hier is daarna nog iets gewijzigd, door een collega of door u in een ander venster. Ongedaan maken zou die wijziging weghalen. Daarom is er niets veranderd. Kijk wat er nu staat en wijzig het zelf.',
  },
}

/** `part` is where the official goes on; null when nothing is left there. */
type Undone = { part: string | null; edit: string; changed: boolean }

async function take(
  trx: Trx,
  by: { municipalityId: string; id: string | null },
  processId: string,
  asked: { edit: string; way: Way; now: Date },
  followers: readonly FollowPlan[],
): Promise<Ending<Undone>> {
  const process = await lockProcess(trx, by, processId)
  const plan = await storedPlan(trx, process)
  refuseFixedPlan(process, plan)
  const edit = plan && (await editOf(trx, process, plan, by, sql`id = ${asId(asked.edit)}`))
  if (!plan || !edit) throw refusedBy(refusals, 'editGone')
  if (edit.isUndone === (asked.way === 'back')) return changedNothing({ part: null, edit: edit.id, changed: false })
  const version = { municipalityId: process.municipalityId, processId: process.id, planVersionId: plan.versionId }
  const taken = await applyEdit(trx, version, plan, edit, asked.way, asked.now, followers)
  if ('conflict' in taken) throw refusedBy(refusals, 'changedSince')
  return did(
    { part: taken.part, edit: edit.id, changed: true },
    { subject: { kind: 'planVersion', id: plan.versionId }, detail: { edit: edit.id } },
  )
}

/** The act by which officials take back an edit of their own: words, places and origins are as they were before it. */
export const undoEditWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'undoEdit',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ edit: z.string() }),
    refusals,
    run: ({ trx, by, now, process }, { edit }) => take(trx, by, process.id, { edit, way: 'back', now }, followers),
  })

/** The act that does an edit again that was taken back, so that nothing is lost by taking it back. */
export const redoEditWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'redoEdit',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ edit: z.string() }),
    refusals,
    run: ({ trx, by, now, process }, { edit }) => take(trx, by, process.id, { edit, way: 'again', now }, followers),
  })

/** The last edit of this official that counts, in words for the button that takes it back; null when there is none. */
export async function lastEdit(
  db: Db,
  process: ProcessRef,
  plan: StoredPlan,
  by: { id: string | null },
): Promise<{ id: string; says: string } | null> {
  const edit = await editOf(db, process, plan, by, sql`undone_at is null`)
  if (!edit) return null
  const names = new Map(
    plan.blocks.map((block) => [block.id, `${isHeading(block) ? 'kop' : 'alinea'} ${block.number}`]),
  )
  return { id: edit.id, says: patchInWords(edit.patch.parts, edit.patch.about, (id) => names.get(id) ?? null) }
}

async function editOf(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  { versionId }: StoredPlan,
  by: { id: string | null },
  which: ReturnType<typeof sql>,
): Promise<StoredEdit | null> {
  const { rows } = await sql<StoredEdit>`
    select id, undone_at is not null as is_undone, patch, kept from plan_edit
    where municipality_id = ${municipalityId} and plan_version_id = ${versionId} and made_by is not distinct from ${by.id}::uuid and ${which}
    order by id desc limit 1`.execute(db)
  return rows[0] ?? null
}
