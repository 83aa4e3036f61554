import { formatDateLong } from '#app/local-date.ts'
import type { Holiday } from './holidays.ts'
import { termCalendar } from './term-calendar.ts'
import type { InspraakTerm, Term } from './term.ts'

/** The last day as a sentence with its reasons, and the days drawn. `live`: it is read aloud when it changes. */
export function TermExplained({
  term,
  designatedDays,
  name = 'De inspraak',
  live,
}: {
  term: InspraakTerm
  designatedDays: readonly Holiday[]
  /** What it is that ends, at the start of a sentence. */
  name?: string
  live?: boolean
}) {
  if (term.startsOn === null) {
    return (
      <div className="sm-term" role={live ? 'status' : undefined}>
        <p>De einddatum is nog niet te berekenen, want:</p>
        <Reasons reasons={term.reasons} />
      </div>
    )
  }
  return (
    <div className="sm-term" role={live ? 'status' : undefined}>
      <p>
        {name} eindigt op {formatDateLong(term.lastDay)}, want:
      </p>
      <div className="sm-term__g">
        <Reasons reasons={term.reasons} />
        <TermCalendar term={{ startsOn: term.startsOn, lastDay: term.lastDay }} designatedDays={designatedDays} />
      </div>
      <p className="small soft gap-2">
        Post die voor het einde is verstuurd, telt mee als die uiterlijk {formatDateLong(term.paperUntil)} binnen is.
      </p>
    </div>
  )
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  return (
    <ol className="sm-why gap-1">
      {reasons.map((reason, at) => (
        <li key={reason}>
          <b aria-hidden="true">{at + 1}</b>
          <span>{reason}</span>
        </li>
      ))}
    </ol>
  )
}

function TermCalendar({ term, designatedDays }: { term: Term; designatedDays: readonly Holiday[] }) {
  const calendar = termCalendar(term, designatedDays)
  if (!calendar) return null
  const count = calendar.weeks.reduce((sum, { days }) => sum + days.length, 0)
  return (
    <table className="sm-cal">
      <caption className="vh">De {count} dagen van de inspraak</caption>
      <thead>
        <tr>
          <td className="out" />
          {calendar.weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calendar.weeks.map(({ month, days }) => (
          <tr key={days[0]?.date}>
            {month ? <th scope="row">{month}</th> : <td className="out" />}
            {days.map(({ date, dayOfMonth, rest, isEdge }) => (
              <td key={date} className={isEdge ? 'edge' : rest ? 'we' : undefined} title={rest ?? undefined}>
                {dayOfMonth === 1 && !isEdge ? <b>1</b> : dayOfMonth}
              </td>
            ))}
            {Array.from({ length: 7 - days.length }, (_, at) => (
              <td key={at} className="out" />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
