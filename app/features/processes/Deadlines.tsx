import { formatDayMonth, weekdayName } from '#app/local-date.ts'
import { Fold } from '#app/ui/FormParts.tsx'
import type { Deadline } from './today.ts'

/** Days that stand in sight at once. */
const IN_SIGHT = 8

/** The days to come, the nearest first; what comes after the first few is folded, never left out. */
export function Deadlines({ deadlines }: { deadlines: readonly Deadline[] }) {
  const later = deadlines.slice(IN_SIGHT)
  return (
    <section className="sm-sec next" aria-labelledby="termijnen">
      <h2 id="termijnen">Termijnen</h2>
      {deadlines.length === 0 ? (
        <p className="soft gap-1">Er komen geen termijnen aan.</p>
      ) : (
        <>
          <Days deadlines={deadlines.slice(0, IN_SIGHT)} />
          {later.length > 0 && (
            <Fold summary={`Nog ${later.length} daarna`}>
              <Days deadlines={later} />
            </Fold>
          )}
        </>
      )}
    </section>
  )
}

function Days({ deadlines }: { deadlines: readonly Deadline[] }) {
  return (
    <ol className="sm-dates">
      {deadlines.map(({ slug, process, day, what, href, daysLeft }) => {
        const [number, month] = formatDayMonth(day).split('\u00a0')
        return (
          <li key={`${slug} ${day} ${what}`}>
            <time dateTime={day}>
              {weekdayName(day)}
              <b>{number}</b>
              {month}
            </time>
            <div>
              <a href={href}>{what}</a>
              <p className="small soft">
                {process}. {daysLeft === 0 ? 'Vandaag.' : daysLeft === 1 ? 'Morgen.' : `Nog ${daysLeft} dagen.`}
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
