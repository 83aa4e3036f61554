import type { ReactNode } from 'react'
import { paths, withQuery } from '#app/paths.ts'
import { connectionWords, type Connection } from './connection.ts'

/**
 * Says whether a live screen is connected and what waits meanwhile; someone who is logged out gets a link to log in.
 */
export function ConnectionNotice({
  connection,
  back,
  instead,
  more,
  ...says
}: {
  connection: Connection
  /** Address to come back to after logging in. */
  back: string
  /** Shown instead of all this. */
  instead?: string | null
  /** Follows the message. */
  more?: ReactNode
} & Parameters<typeof connectionWords>[1]) {
  return (
    <>
      <span role="status">{instead ?? connectionWords(connection, says)}</span>
      {more}
      {connection === 'loggedOut' && (
        <>
          {' '}
          <a href={withQuery(paths.public.logIn(), { terug: back })}>Log opnieuw in</a>
        </>
      )}
    </>
  )
}
