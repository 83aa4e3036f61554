import { sectionInWords } from '#app/features/plans/plan.ts'
import { Notice } from '#app/ui/FormParts.tsx'

/** For who came by an address of a chapter that is no longer in the plan. */
export function GoneChapterNotice({
  number,
  heading,
  version,
  changed,
}: {
  number: string
  heading: string
  version: string
  /** The address of all that changed. */
  changed: string
}) {
  return (
    <Notice kind="warn" title="Dit hoofdstuk staat niet meer in het plan">
      <p>
        ‘{sectionInWords({ number, heading })}’ stond in {version}. Nu staat het er niet meer.{' '}
        <a href={changed}>Lees wat er is veranderd</a>
      </p>
    </Notice>
  )
}
