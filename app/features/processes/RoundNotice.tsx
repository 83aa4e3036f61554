import { formatDate, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'
import type { SecondScope } from './process.schema.ts'

/** A second inspraak while one can react in it: until when, and about what. */
export type OpenRound = { lastDay: LocalDate; scope: SecondScope }

/** Above the text of a plan: people may react again, and to what. */
export function RoundNotice({ slug, round }: { slug: string; round: OpenRound }) {
  return (
    <Notice title={`U kunt opnieuw reageren tot en met ${formatDate(round.lastDay)}`}>
      {round.scope === 'changed' ? (
        <p>
          Dit is de tweede inspraak. Die gaat over <a href={paths.public.changed(slug)}>wat er is veranderd</a>.
          Reageert u op een ander deel? Dan nemen wij uw reactie ook aan, maar die valt buiten deze ronde.
        </p>
      ) : (
        <p>Dit is de tweede inspraak. U kunt op het hele plan reageren.</p>
      )}
      <p className="gap-1">
        <a href={paths.public.react(slug)}>Geef uw reactie</a>
      </p>
    </Notice>
  )
}
