export type ComingMeeting = { href: string; title: string; when: string; where: string; isCancelled: boolean }

/** Where people can come and talk about the plan. */
export function ComingMeetings({ meetings }: { meetings: readonly ComingMeeting[] }) {
  if (meetings.length === 0) return null
  return (
    <section aria-labelledby="bijeenkomsten">
      <h2 id="bijeenkomsten">{meetings.length === 1 ? 'Bijeenkomst' : 'Bijeenkomsten'}</h2>
      <ul>
        {meetings.map(({ href, title, when, where, isCancelled }) => (
          <li key={href} className="doc">
            <div>
              <a href={href}>{title}</a>
              <p className="small soft">
                {isCancelled && <strong>Gaat niet door: </strong>}
                {isCancelled ? when : `${when}. ${where}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
