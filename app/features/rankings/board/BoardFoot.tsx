import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Connection } from './use-live-board.ts'

/** The bar under a board: whether everything is kept, which keys there are, and the way back from the last move. */
export function BoardFoot({ path, connection, waiting, places, isAlive, isFixed, onUndo }: {
  path: string
  connection: Connection
  /** Changes that are not known to be kept. */
  waiting: number
  places: number
  isAlive: boolean
  isFixed: boolean
  onUndo: () => void
}) {
  const isLost = connection === 'lost' || connection === 'loggedOut'
  return (
    <footer className={isLost ? 'sm-status is-lost' : 'sm-status'}>
      <Icon name={isLost ? 'wifi-off' : 'wifi'} />
      <span role="status">{isAlive ? stateWords(connection, waiting) : 'Herlaad de pagina om te zien wat anderen deden.'}</span>
      {connection === 'loggedOut' && <a href={`/inloggen?terug=${encodeURIComponent(path)}`}>Log opnieuw in</a>}
      {isAlive && !isFixed && (
        <span className="gb-keys" aria-hidden>
          <kbd>1</kbd>–<kbd>{Math.min(places, 9)}</kbd> plaats <kbd>Alt ↑</kbd> <kbd>Alt ↓</kbd> schuif <kbd>Del</kbd> van de lijst
        </span>
      )}
      {!isFixed && (
        <form
          method="post"
          onSubmit={(event) => {
            if (!isAlive) return
            event.preventDefault()
            onUndo()
          }}
        >
          <input type="hidden" name="actie" value="ongedaan" />
          <Button small icon="undo">
            Maak ongedaan
          </Button>
        </form>
      )}
    </footer>
  )
}

function stateWords(connection: Connection, waiting: number): string {
  const changes = waiting === 1 ? '1 wijziging' : `${waiting} wijzigingen`
  if (connection === 'loggedOut') return `U bent uitgelogd. ${waiting > 0 ? `${changes} wacht${waiting === 1 ? '' : 'en'} nog op dit apparaat.` : ''}`.trim()
  if (connection === 'lost') return `Geen verbinding. Wij proberen het opnieuw. ${waiting > 0 ? `${changes} op dit apparaat ${waiting === 1 ? 'wordt' : 'worden'} daarna bewaard.` : 'Alles is bewaard.'}`
  if (waiting > 0) return 'Wij bewaren uw wijziging…'
  return connection === 'starting' ? 'Verbinden…' : 'Verbonden. Alles is bewaard.'
}
