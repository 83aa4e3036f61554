import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import type { TakenPoint } from './reason-view.server.ts'

/** The point that an official came with from the desk: what it says, what it was answered, and the way back. */
export function TakenPointNote({
  taken,
  slug,
  letGoHref,
  isChanged,
}: {
  taken: TakenPoint
  slug: string
  letGoHref: string
  /** Whether the open paragraph changed. */
  isChanged: boolean
}) {
  const { id, number, name, words, disposition, reply, isBehind } = taken
  return (
    <section className="rs-taken" aria-labelledby="meegenomen">
      <h2 id="meegenomen">
        U wijzigt het plan voor punt {number} <span className="rs-name">{name}</span>
      </h2>
      <p className="rs-said" dir="auto">
        {words}
      </p>
      <p>
        <DispositionBadge disposition={disposition} short />
      </p>
      {reply !== null && (
        <p className="small lines" dir="auto">
          {reply}
        </p>
      )}
      <p className="small">
        {isBehind
          ? 'Dit punt staat bij deze wijziging.'
          : isChanged
            ? 'Bewaart u de alinea of de reden, dan staat dit punt bij de wijziging.'
            : 'Kies of schrijf de alinea die verandert. Bij het bewaren komt dit punt bij die wijziging te staan.'}
      </p>
      <div className="rs-ways">
        <GoLink href={paths.official.process.answer(slug, id)} icon="undo">
          Terug naar punt {number}
        </GoLink>
        {!isBehind && <a href={letGoHref}>Laat dit punt los</a>}
      </div>
    </section>
  )
}
