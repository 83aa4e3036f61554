import { PlanWords } from '#app/features/plans/PlanWords.tsx'
import type { Erratum } from './erratum.ts'

/** What was corrected in a paragraph after the plan was fixed, with the old words folded. */
export function Errata({ number, errata }: { number: number; errata: readonly Erratum[] }) {
  return errata.map(({ on, reason, old }, at) => (
    <details className="erratum" key={at}>
      <summary>
        Hersteld op {on}
        <span className="vh"> in alinea {number}: wat er eerst stond</span>
      </summary>
      <p>{reason}</p>
      <p>Eerst stond er:</p>
      <div className="erratum-old">
        <PlanWords number={number} {...old} />
      </div>
    </details>
  ))
}
