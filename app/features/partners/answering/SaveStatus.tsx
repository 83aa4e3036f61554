import { ConnectionNotice } from '#app/live/ConnectionNotice.tsx'
import { isDisconnected, type Connection } from '#app/live/connection.ts'
import { Icon } from '#app/ui/Icon.tsx'

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
  const isLost = isDisconnected(connection)
  const texts = `${waiting === 1 ? '1 tekst' : `${waiting} teksten`} op dit apparaat ${waiting === 1 ? 'wordt' : 'worden'}`
  const isWarning = isLost || problem !== '' || undecided > 0
  return (
    <div className={isWarning ? 'saved saved--warn pa-saved' : 'saved pa-saved'}>
      <Icon name={isLost ? 'wifi-off' : isWarning ? 'alert-triangle' : 'check-circle'} />
      <p>
        <ConnectionNotice
          connection={connection}
          back={path}
          instead={problem || null}
          lost={`Wij proberen het opnieuw. ${waiting === 0 ? 'Alles is bewaard.' : `${texts} daarna bewaard.`}`}
          loggedOut={waiting === 0 ? '' : `${texts} bewaard als u weer inlogt.`}
          busy={busyWords(waiting, undecided)}
          more={
            <>
              {problem && ' Wat u typte, staat hier nog.'}
              {cannotGo && ' Verder gaan kan zodra er weer verbinding is.'}
            </>
          }
        />
      </p>
    </div>
  )
}

function busyWords(waiting: number, undecided: number): string | null {
  if (undecided > 0) return 'Kies hierboven welke tekst blijft. Tot dan staat uw eigen tekst alleen op dit apparaat.'
  return waiting > 0 ? 'Wij bewaren wat u typt…' : null
}
