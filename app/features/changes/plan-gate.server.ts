import { picturesOf } from '#app/features/plans/figures/figure-rows.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf, type ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions, type Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { OpenAmendments } from './amendments/amendment.ts'
import { openAmendments } from './amendments/open-amendments.server.ts'
import { countGaps, type GapCounts } from './gaps.ts'
import { gapsOfVersion } from './gaps.server.ts'
import { personInChanges, type TellingPart } from './person-in-changes.server.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** What becomes of the plan that people read when the version that officials work on becomes theirs. */
export type PlanGate = {
  /** The version that officials work on; the same as `readers` when there is no newer one. */
  version: StoredPlan
  readers: StoredPlan
  compared: Comparison | null
  /** How many changes there are of each kind. */
  counts: Record<Exclude<ChangeKind, 'unchanged'>, number>
  changes: number
  /** New paragraphs of which nobody confirmed where they come from. */
  doubtful: number
  /** Pictures in the version that officials work on of which nobody said what they show. */
  undescribed: number
  /** What does not fit between answers and changes: it warns, and the approver signs for it. */
  gaps: GapCounts
  /** Changed paragraphs that may tell who someone is, which people do not read yet: the approver signs for these too. */
  telling: TellingPart[]
  /** Mark of all this. */
  seen: string
}

/** What an approver signs for; null while there is no plan. */
export async function planGate(db: Db | Trx, process: ProcessRef): Promise<PlanGate | null> {
  const version = await storedPlan(db, process)
  const readers = await storedPlan(db, process, 'forReaders')
  if (!version || !readers) return null
  const compared =
    version.ordinal > readers.ordinal ? await compareVersions(db, process, version, { id: readers.versionId }) : null
  const lines = compared?.lines ?? []
  const changes = changesOf(lines)
  const count = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length
  const found = await gapsOfVersion(db, process)
  const gaps = found ? countGaps(found) : noGaps
  const telling = compared ? await personInChanges(db, process, compared) : []
  return {
    ...{ version, readers, compared, gaps, telling },
    undescribed: picturesOf(version.blocks).undescribed,
    counts: {
      ...{ edited: count('edited'), moved: count('moved'), split: count('split') },
      ...{ merged: count('merged'), new: count('new'), gone: count('gone') },
    },
    changes: changes.length,
    doubtful: new Set(lines.flatMap(({ to, doubtful }) => (doubtful && to !== null ? [to] : []))).size,
    seen: seenMark([
      readers.versionId,
      version.versionId,
      version.kind,
      version.seen,
      lines.map(ofLine),
      gaps,
      telling,
    ]),
  }
}

/** What an approver signs for when a body adopted the plan. */
export type AdoptionGate = PlanGate & { amendments: OpenAmendments }

/** The gate before adoption, which has the amendments as well; null while there is no plan. */
export async function adoptionGate(db: Db | Trx, process: ProcessRef): Promise<AdoptionGate | null> {
  const gate = await planGate(db, process)
  if (!gate) return null
  const amendments = await openAmendments(db, process)
  return { ...gate, amendments, seen: seenMark([gate.seen, amendments]) }
}

const noGaps: GapCounts = { withoutChange: 0, withoutReason: 0, unanswered: 0, refused: 0 }

const ofLine = ({ kind, from, to, doubtful }: Comparison['lines'][number]) => [kind, from, to, doubtful]
