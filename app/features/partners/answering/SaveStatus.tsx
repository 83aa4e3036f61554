import { paths, withQuery } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import type { Connection } from './use-live-response.ts'

/** Whether everything that was typed is kept. */
export function SaveStatus({
  isAlive,
  connection,
  waiting,
  undecided,
  problem,
  cannotGo,
  path,
}: {
  isAlive: boolean
  connection: Connection
  /** Texts that are not known to be kept. */
  waiting: number
  /** Texts that clash with those of someone else. */
  undecided: number
  problem: string
  /** Someone wants to go on, and cannot without a connection. */
  cannotGo: boolean
  path: string
}) {
  if (!isAlive)
    return (
      <p className="saved pa-saved">
        Druk op een knop om te bewaren. Herlaad de pagina om te zien wat collega’s schreven.
      </p>
    )
  const isLost = connection === 'lost' || connection === 'loggedOut'
  const isWarning = isLost || problem !== '' || undecided > 0
  return (
    <div className={isWarning ? 'saved saved--warn pa-saved' : 'saved pa-saved'}>
      <Icon name={isLost ? 'wifi-off' : isWarning ? 'alert-triangle' : 'check-circle'} />
      <p>
        <span role="status">{problem || words(connection, waiting, undecided)}</span>
        {problem && ' Wat u typte, staat hier nog.'}
        {cannotGo && ' Verder gaan kan zodra er weer verbinding is.'}
        {connection === 'loggedOut' && (
          <>
            {' '}
            <a href={withQuery(paths.public.logIn(), { terug: path })}>Log opnieuw in</a>
          </>
        )}
      </p>
    </div>
  )
}

function words(connection: Connection, waiting: number, undecided: number): string {
  const texts = waiting === 1 ? '1 tekst' : `${waiting} teksten`
  const kept =
    waiting === 0
      ? 'Alles is bewaard.'
      : `${texts} op dit apparaat ${waiting === 1 ? 'wordt' : 'worden'} daarna bewaard.`
  if (connection === 'loggedOut')
    return `U bent uitgelogd. ${waiting === 0 ? '' : `${texts} op dit apparaat ${waiting === 1 ? 'wordt' : 'worden'} bewaard als u weer inlogt.`}`.trim()
  if (connection === 'lost') return `Geen verbinding. Wij proberen het opnieuw. ${kept}`
  if (undecided > 0) return 'Kies hierboven welke tekst blijft. Tot dan staat uw eigen tekst alleen op dit apparaat.'
  if (waiting > 0) return 'Wij bewaren wat u typt…'
  return connection === 'starting' ? 'Verbinden…' : 'Verbonden. Alles is bewaard.'
}
