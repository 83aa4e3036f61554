import type { PlanPart } from './find-parts.server.ts'
import { sectionInWords } from './plan.ts'

/** Where in the plan: '2.3 Mantelzorg, alinea 25'. */
export function partInWords({ number, heading, paragraph }: Omit<PlanPart, 'id' | 'text'>): string {
  const section = sectionInWords({ number, heading })
  return paragraph === null ? section : `${section}, alinea ${paragraph}`
}
