import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { aContribution, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { exportedReason, reasonsOf } from '#app/features/changes/reasons.ts'
import { storedReasons } from '#app/features/changes/stored-reasons.server.ts'

/** A next version of a released plan of two chapters with two paragraphs each; `old` and `part` give the id of a paragraph in the first and in this one. */
export async function aRevision(db: Db, by: Actor) {
  const { slug } = await aProcess(db, { id: by.municipalityId })
  const process = await processBySlug(db, by.municipalityId, slug)
  const { paragraphs: olds } = await aPlan(db, process)
  const { planVersionId } = await beginRevision(db, by, { process }, NOW)
  const plan = await storedPlan(db, process)
  const paragraphs = (plan?.blocks ?? []).filter(({ kind }) => kind !== 'heading')
  return {
    ...{ process, planVersionId },
    part: (at: number) => paragraphs[at]?.id ?? uuid(),
    old: (at: number) => olds[at] ?? uuid(),
  }
}

/** Of each change of the version that officials work on: its kind, the points behind it and why else, as an export has them. */
export async function whyChanged(db: Db, process: Process): Promise<string[]> {
  const now = await storedPlan(db, process)
  const compared = now && (await compareVersions(db, process, now))
  if (!compared) throw new Error('no second version')
  const changes = changesOf(compared.lines)
  const reasons = reasonsOf(changes, compared, await storedReasons(db, process, compared))
  return changes.map((change) => {
    const reason = exportedReason(reasons.get(change))
    return [`${change.kind}:`, ...(reason?.points ?? []), reason?.sentence ?? (reason ? '' : '-')].join(' ').trim()
  })
}

/** A point with a number, of a contributor of its own; at a paragraph where that is given. */
export async function aNumberedPoint(
  db: Db,
  by: Actor,
  process: Process,
  summary: string,
  { placeId }: { placeId?: string } = {},
): Promise<string> {
  const { id: contributionId } = await aContribution(db, process, { name: 'Inwoner A' })
  const { id } = await markPoint(db, by, { process, contributionId, summary }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  if (placeId !== undefined)
    await inTransaction(db, (trx) => placePoints(trx, process, { eventId: uuid(), points: [id], placeId }, NOW))
  return id
}

/** That the council adopted the version that officials work on. */
export async function anAdoption(db: Db, process: { id: string; municipalityId: string }): Promise<void> {
  const { municipalityId, id: processId } = process
  const plan = await storedPlan(db, process)
  const decision = { body: 'de gemeenteraad', decidedOn: '2016-10-30', decision: 'besluit 17' }
  await db
    .insertInto('adoption')
    .values({ municipalityId, processId, planVersionId: plan?.versionId ?? '', ...decision, recordedAt: NOW })
    .execute()
}
