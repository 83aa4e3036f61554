import type { PlanPart } from './find-parts.server.ts'
import { sectionInWords } from './plan.ts'

/** Where in the plan: '2.3 Mantelzorg, alinea 25'; of an earlier version with where that is now: '…, alinea 25 (nu alinea 26)'. */
export function partInWords({ number, heading, paragraph, now }: Omit<PlanPart, 'id' | 'text'>): string {
  const section = sectionInWords({ number, heading })
  const place = paragraph === null ? section : `${section}, alinea ${paragraph}`
  return now === undefined ? place : `${place} (${now})`
}
