import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import type { OpenAmendments } from '#app/features/changes/open-amendments.ts'
import type { OpenAmendmentsOf } from '#app/features/changes/plan-gate.server.ts'
import { amendedPlan, storedAmendments, takenOut, type AmendedPlan } from './stored-amendments.server.ts'

/** The amendments on a plan that are not done with, by number; none once the plan is adopted. */
export const openAmendments: OpenAmendmentsOf = async (db, process) => {
  const open: OpenAmendments = { unwritten: [], undecided: [] }
  if (await adoptionOf(db, process)) return open
  const plans = new Map<string, AmendedPlan>()
  for (const amendment of await storedAmendments(db, process)) {
    const { id, number, title, outcome } = amendment
    if (outcome === 'proposed') open.undecided.push({ id, number, title })
    if (outcome !== 'adopted') continue
    if (amendment.writtenVersionId !== null) {
      const known = plans.get(amendment.planVersionId) ?? (await amendedPlan(db, process, amendment))
      plans.set(amendment.planVersionId, known)
      if (takenOut(amendment, known).length === 0) continue
    }
    open.unwritten.push({ id, number, title })
  }
  return open
}
