import { GoLink } from '#app/ui/Button.tsx'
import { DataList } from '#app/ui/Marks.tsx'

/** The dates that matter, with the last one for in a calendar. */
export function ImportantDays({
  days,
  calendarHref,
}: {
  days: readonly { what: string; when: string }[]
  calendarHref: string | null
}) {
  if (days.length === 0) return null
  return (
    <section aria-labelledby="data" className="rule-top">
      <h2 id="data">Belangrijke dagen</h2>
      <DataList items={days.map(({ what, when }) => ({ term: what, value: when }))} />
      {calendarHref && (
        <p>
          <GoLink href={calendarHref} icon="calendar-plus">
            Zet in mijn agenda
          </GoLink>
        </p>
      )}
    </section>
  )
}
