import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty, Tag, type TagTone } from '#app/ui/Marks.tsx'
import type { Stage } from './process.ts'
import { stageLabels } from './process.ts'
import { excerptPieces } from './search-words.ts'

export type FoundRow = {
  slug: string
  title: string
  stage: Stage
  when: string
  excerpt: string | null
  /** Places in the plan, with the address they stay at. */
  places: { href: string; label: string; excerpt: string }[]
  /** Found headings, each with the chapter it stands in; '' for a chapter. */
  headings: { href: string; heading: string; chapter: string }[]
  more: number
  wholeHref: string
}

const tones: Partial<Record<Stage, TagTone>> = { open: 'water', answered: 'moss' }

function Excerpt({ text }: { text: string }) {
  return excerptPieces(text).map((piece, at) =>
    piece.hit ? (
      <mark key={at} className="hit">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}

/** What was found, per plan, with the places in its text. */
export function SearchResults({ typed, found }: { typed: string; found: readonly FoundRow[] }) {
  if (found.length === 0) {
    return (
      <Empty
        title={`Niets gevonden voor “${typed}”`}
        action={
          <ButtonLink variant="quiet" href={paths.public.home()}>
            Bekijk alle plannen
          </ButtonLink>
        }
      >
        Probeer een ander of een korter woord. Wij zochten in de titels, de samenvattingen en de teksten van alle
        plannen.
      </Empty>
    )
  }
  return (
    <ul className="rows">
      {found.map((process) => (
        <li key={process.slug} className="stack stack--tight">
          <h2 className="plain found-title">
            <a href={paths.public.process(process.slug)}>{process.title}</a>
          </h2>
          <p className="small soft">
            <Tag tone={tones[process.stage] ?? 'slate'}>{stageLabels[process.stage]}</Tag> {process.when}
          </p>
          {process.excerpt && (
            <p>
              <Excerpt text={process.excerpt} />
            </p>
          )}
          {process.places.length + process.headings.length > 0 && (
            <ul className="found-places">
              {process.headings.map((place) => (
                <li key={place.href}>
                  <a href={place.href}>{place.heading}</a>
                  <p className="small soft">
                    {place.chapter === '' ? 'Hoofdstuk van het plan' : `Kop in: ${place.chapter}`}
                  </p>
                </li>
              ))}
              {process.places.map((place) => (
                <li key={place.href}>
                  <a href={place.href}>{place.label}</a>
                  <p className="small">
                    <Excerpt text={place.excerpt} />
                  </p>
                </li>
              ))}
            </ul>
          )}
          {process.more > 0 && (
            <p className="small">
              En nog {process.more} {process.more === 1 ? 'alinea' : 'alinea’s'} in dit plan.{' '}
              <a href={process.wholeHref}>Zoek in het hele plan op één pagina</a>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
