import type { ReactNode } from 'react'
import { paths, withQuery } from '#app/paths.ts'
import { connectionWords, type Connection } from './connection.ts'

/** Says how a live screen stands with the server and what waits meanwhile; who is logged out gets the way back. */
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
  /** Said in place of all this. */
  instead?: string | null
  /** What follows it. */
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
