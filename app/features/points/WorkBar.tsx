import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { Crumbs } from '#app/ui/Shell.tsx'

/** The bar over a point: which one it is, how far the work is, and the way to the open points around it. */
export function WorkBar({
  process,
  counts,
  point,
  neighbours,
}: {
  process: { slug: string; title: string }
  counts: { points: number; answered: number }
  point: string
  neighbours: { previous: string | null; next: string | null }
}) {
  const points = paths.official.process.points(process.slug)
  const open = counts.points - counts.answered
  const says =
    open === 0 ? `Alle ${counts.points} punten beantwoord` : `${open} van ${counts.points} punten te beantwoorden`
  return (
    <div className="sm-wbbar">
      <div>
        <Crumbs items={[{ href: points, label: `Punten, ${process.title}` }]} />
        <h1>Punt {point}</h1>
      </div>
      <div className="wk-bar">
        <StackedBar
          label={says}
          parts={[
            { level: 'solid', count: counts.answered },
            { level: 'empty', count: open },
          ]}
        />
        <span className="small soft">{says}</span>
      </div>
      <div className="end">
        {neighbours.previous && (
          <ButtonLink small href={paths.official.process.answer(process.slug, neighbours.previous)}>
            Vorige open
          </ButtonLink>
        )}
        {neighbours.next && (
          <ButtonLink small href={paths.official.process.answer(process.slug, neighbours.next)}>
            Volgende open
          </ButtonLink>
        )}
      </div>
    </div>
  )
}
