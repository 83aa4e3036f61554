import { ConnectionNotice } from '#app/live/ConnectionNotice.tsx'
import { isDisconnected, type Connection } from '#app/live/connection.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'

/** The bar under a board: whether everything is kept, which keys there are, and the way back from the last move. */
export function BoardFoot({
  path,
  connection,
  waiting,
  places,
  isAlive,
  isFixed,
  canUndo,
  onUndo,
}: {
  path: string
  connection: Connection
  /** Changes that are not known to be kept. */
  waiting: number
  places: number
  isAlive: boolean
  isFixed: boolean
  /** Whether anything happened on the list. */
  canUndo: boolean
  onUndo: () => void
}) {
  const isLost = isDisconnected(connection)
  const changes = waiting === 1 ? '1 wijziging wacht' : `${waiting} wijzigingen wachten`
  return (
    <footer className={isLost ? 'sm-status is-lost' : 'sm-status'}>
      <Icon name={isLost ? 'wifi-off' : 'wifi'} />
      <ConnectionNotice
        connection={connection}
        back={path}
        instead={isAlive ? null : 'Herlaad de pagina om te zien wat anderen deden.'}
        lost={
          waiting > 0 ? `${changes} op dit apparaat. U kunt doorgaan.` : 'Alles is bewaard. Wij proberen het opnieuw.'
        }
        loggedOut={waiting > 0 ? `${changes} nog op dit apparaat.` : ''}
        busy={waiting > 0 ? 'Wij bewaren uw wijziging…' : null}
      />
      {isAlive && !isFixed && !isLost && (
        <span className="gb-keys" aria-hidden>
          <kbd>1</kbd>–<kbd>{Math.min(places, 9)}</kbd> plaats <kbd>Alt ↑</kbd> <kbd>Alt ↓</kbd> schuif <kbd>Del</kbd>{' '}
          van de lijst
        </span>
      )}
      {!isFixed && canUndo && (
        <form
          method="post"
          onSubmit={(event) => {
            if (!isAlive) return
            event.preventDefault()
            onUndo()
          }}
        >
          <Button small icon="undo" name="act" value="undoMove">
            Maak ongedaan
          </Button>
        </form>
      )}
    </footer>
  )
}
