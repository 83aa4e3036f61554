import { formatDayMonth, weekdayName } from '#app/local-date.ts'
import { editorPath } from './editor-sections.ts'
import type { Deadline } from './today.ts'

/** The days to come, the nearest first. */
export function Deadlines({ deadlines }: { deadlines: readonly Deadline[] }) {
  return (
    <section className="sm-sec next" aria-labelledby="termijnen">
      <h2 id="termijnen">Termijnen</h2>
      {deadlines.length === 0 ? (
        <p className="soft gap-1">Er komen geen termijnen aan.</p>
      ) : (
        <ol className="sm-dates">
          {deadlines.map(({ slug, process, day, what, path, daysLeft }) => {
            const [number, month] = formatDayMonth(day).split('\u00a0')
            return (
              <li key={`${slug} ${day} ${what}`}>
                <time dateTime={day}>
                  {weekdayName(day)}
                  <b>{number}</b>
                  {month}
                </time>
                <div>
                  <a href={editorPath(slug) + path}>{what}</a>
                  <p className="small soft">
                    {process}. {daysLeft === 0 ? 'Vandaag.' : daysLeft === 1 ? 'Morgen.' : `Nog ${daysLeft} dagen.`}
                  </p>
                </div>
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
