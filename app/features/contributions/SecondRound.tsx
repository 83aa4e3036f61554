import type { SecondScope } from '#app/features/processes/process.schema.ts'
import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'

/** Above the form while the second inspraak is the one that counts: what it is about, and who reacted before need not do it again. */
export function SecondRound({ slug, scope }: { slug: string; scope: SecondScope }) {
  return (
    <p>
      <b>Dit is de tweede inspraak over dit plan.</b>{' '}
      {scope === 'changed' && (
        <>
          Die gaat over wat er is veranderd. <a href={paths.public.changed(slug)}>Lees wat er is veranderd</a>.{' '}
        </>
      )}
      Reageerde u al in de eerste inspraak? Die reactie telt gewoon mee. U mag opnieuw reageren.
    </p>
  )
}

/** What a reaction is told that is about a part that did not change, in a round about what changed; nothing is refused for it. */
export const OUTSIDE_ROUND =
  'Dit deel is niet veranderd. De tweede inspraak gaat over wat er is veranderd. U mag toch reageren: wij nemen uw reactie aan, en zeggen erbij dat die buiten deze ronde valt.'

/** The same, at the part that someone chose. */
export function OutsideRound() {
  return <Notice title="Dit valt buiten deze ronde">{OUTSIDE_ROUND}</Notice>
}
