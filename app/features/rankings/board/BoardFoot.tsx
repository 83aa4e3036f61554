import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Connection } from './use-live-board.ts'

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
  const isLost = connection === 'lost' || connection === 'loggedOut'
  return (
    <footer className={isLost ? 'sm-status is-lost' : 'sm-status'}>
      <Icon name={isLost ? 'wifi-off' : 'wifi'} />
      <span role="status">
        {isAlive ? stateWords(connection, waiting) : 'Herlaad de pagina om te zien wat anderen deden.'}
      </span>
      {connection === 'loggedOut' && <a href={withQuery(paths.public.logIn(), { terug: path })}>Log opnieuw in</a>}
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
  const changes = waiting === 1 ? '1 wijziging wacht' : `${waiting} wijzigingen wachten`
  if (connection === 'loggedOut')
    return `U bent uitgelogd. ${waiting > 0 ? `${changes} nog op dit apparaat.` : ''}`.trim()
  if (connection === 'lost')
    return `Geen verbinding. ${waiting > 0 ? `${changes} op dit apparaat. U kunt doorgaan.` : 'Alles is bewaard. Wij proberen het opnieuw.'}`
  if (waiting > 0) return 'Wij bewaren uw wijziging…'
  return connection === 'starting' ? 'Verbinden…' : 'Verbonden. Alles is bewaard.'
}
