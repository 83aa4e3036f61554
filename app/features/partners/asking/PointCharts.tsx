import { BarTable } from '#app/ui/BarTable.tsx'
import type { PointShare } from './point-shares.server.ts'

const bars = (shares: readonly PointShare[], rest: string) => shares.map(({ name, points }) => ({ label: name ?? rest, count: points, isRest: name === null }))

/** What partners gave, by theme and by chapter of the plan. */
export function PointCharts({ themes, chapters }: { themes: readonly PointShare[]; chapters: readonly PointShare[] }) {
  const points = themes.reduce((sum, share) => sum + share.points, 0)
  if (points === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="punten">
      <h2 id="punten">{points === 1 ? '1 punt' : `${points} punten`} in het register</h2>
      <div className="pq-charts">
        <div>
          <h3>Per thema</h3>
          <BarTable caption="Punten per thema" label="Thema" amount="Punten" bars={bars(themes, 'nog zonder thema')} />
        </div>
        <div>
          <h3>Per hoofdstuk van het plan</h3>
          <BarTable caption="Punten per hoofdstuk van het plan" label="Hoofdstuk" amount="Punten" bars={bars(chapters, 'nog zonder plaats in het plan')} />
        </div>
      </div>
      <p className="small soft gap-2">Het hoofdstuk volgt uit de antwoorden. Hoort een antwoord bij twee hoofdstukken, dan telt het punt bij allebei.</p>
    </section>
  )
}
