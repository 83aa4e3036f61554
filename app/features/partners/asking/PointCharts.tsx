import { paths } from '#app/paths.ts'
import { BarTable } from '#app/ui/BarTable.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { withoutOne, type PointShare } from './overview.ts'

const bars = (shares: readonly PointShare[], rest: string) =>
  shares.map(({ name, points }) => ({ label: name ?? rest, count: points, isRest: name === null }))

type Props = { process: { slug: string }; themes: readonly PointShare[]; chapters: readonly PointShare[] }

/** What partners gave, by theme and by chapter of the plan. */
export function PointCharts({ process, themes, chapters }: Props) {
  const points = themes.reduce((sum, share) => sum + share.points, 0)
  if (points === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="punten">
      <div className="sm-sec__head">
        <h2 id="punten">{points === 1 ? '1 punt' : `${points} punten`} in het register</h2>
        <SaveLinks
          what="deze aantallen"
          xlsx={paths.official.process.giveOut(process.slug, 'partnerpunten.xlsx')}
          csv={paths.official.process.giveOut(process.slug, 'partnerpunten.csv')}
        />
      </div>
      <div className="pq-charts">
        <div>
          <h3>Per thema</h3>
          <BarTable caption="Punten per thema" label="Thema" amount="Punten" bars={bars(themes, withoutOne.theme)} />
        </div>
        <div>
          <h3>Per hoofdstuk van het plan</h3>
          <BarTable
            caption="Punten per hoofdstuk van het plan"
            label="Hoofdstuk"
            amount="Punten"
            bars={bars(chapters, withoutOne.chapter)}
          />
        </div>
      </div>
      <p className="small soft gap-2">
        Het hoofdstuk volgt uit de antwoorden. Hoort een antwoord bij twee hoofdstukken, dan telt het punt bij allebei.
      </p>
    </section>
  )
}
