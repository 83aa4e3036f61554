import { planVersions } from '#app/features/plans/versions/version-list.server.ts'
import { lastDayRule } from '#app/features/processes/second-term.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Refused } from '#app/errors.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { changesByKind, gapSentences } from './gate-words.ts'
import type { TellingPart } from './person-in-changes.server.ts'
import type { PlanGate } from './plan-gate.server.ts'

/** What an approver sees before another version of the plan becomes public. */
export type PlanGateView = {
  /** As officials call it: 'Herzien 2'. */
  version: string
  /** What people read now: 'Concept'. */
  readers: string
  /** Whether people read that very version already. */
  isRead: boolean
  changes: number
  /** How many of each kind, in words. */
  kinds: string
  doubtful: number
  /** Pictures that nobody described. */
  undescribed: number
  /** What does not fit, a sentence each. */
  gaps: string[]
  /** Changed paragraphs that may tell who someone is. */
  telling: TellingPart[]
  seen: string
  /** Why it cannot be done now; null when it can. */
  obstacle: string | null
}

/** The gate as a screen shows it. */
export async function gateView(
  db: Db,
  process: Process,
  gate: PlanGate,
  obstacle: Refused | null,
): Promise<PlanGateView> {
  const versions = await planVersions(db, process)
  const nameOf = (id: string) => versions.find((version) => version.id === id)?.name ?? ''
  return {
    ...{ version: nameOf(gate.version.versionId), readers: nameOf(gate.readers.versionId) },
    isRead: gate.compared === null,
    ...{ changes: gate.changes, kinds: changesByKind(gate.counts), doubtful: gate.doubtful },
    undescribed: gate.undescribed,
    ...{ gaps: gapSentences(gate.gaps), telling: gate.telling, seen: gate.seen },
    obstacle: obstacle?.message ?? null,
  }
}

/** What the form says of a second inspraak on the version that is released. */
export type RoundView = {
  /** Days as they are typed, and what people are asked about. */
  texts: { secondStartsOn: string; secondLastDay: string; round: 'none' | 'changed' | 'all' }
  /** One was announced and did not begin yet. */
  isAnnounced: boolean
  /** It was held already: there is no third. */
  isOver: boolean
  /** What the rules of the process say of the last day. */
  rule: string
}

/** The second inspraak as the form offers it. */
export function roundView(process: Process, now: Date): RoundView {
  const { secondStartsOn, secondLastDay, secondScope } = process
  const isOver = secondLastDay !== null && secondLastDay < today(now)
  const isAnnounced = secondLastDay !== null && !isOver
  const typed = (day: string | null) => (day === null || isOver ? '' : formatDate(day))
  return {
    texts: {
      ...{ secondStartsOn: typed(secondStartsOn), secondLastDay: typed(secondLastDay) },
      round: isAnnounced ? secondScope : 'none',
    },
    ...{ isAnnounced, isOver },
    rule: lastDayRule(process),
  }
}
