import { refusedBy } from '#app/acts/act.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { StoredPlan } from './stored-plan.server.ts'

export const fixedPlanRefusal = {
  planFixed: {
    says: 'Dit traject is vrijgegeven. Het plan ligt vast, want bewoners reageren op deze tekst.',
    at: 'file',
  },
  versionFixed: { says: 'Deze versie van het plan ligt vast. Maak er een volgende versie van.', at: 'file' },
}

/** Whether officials may still change the words of this version: of the first one until its release, of a later one until it is fixed. */
export const mayChangeWords = (process: Process, plan: Pick<StoredPlan, 'ordinal' | 'fixedAt'>): boolean =>
  plan.ordinal === 1 ? processAllows.edit(process.state) : plan.fixedAt === null

/** Refuses a change to words that residents may have reacted to, or that were decided on. */
export function refuseFixedPlan(process: Process, plan: Pick<StoredPlan, 'ordinal' | 'fixedAt'> | null): void {
  if (plan === null || plan.ordinal === 1) {
    if (!processAllows.edit(process.state)) throw refusedBy(fixedPlanRefusal, 'planFixed')
    return
  }
  if (plan.fixedAt !== null) throw refusedBy(fixedPlanRefusal, 'versionFixed')
}
