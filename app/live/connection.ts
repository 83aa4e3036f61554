/** How a live screen stands with the server. */
export type Connection = 'starting' | 'live' | 'lost' | 'loggedOut'

/** What tells something about it: the stream opened or broke off, a form was answered or not, or the login is over. */
export type ConnectionEvent = 'opened' | 'brokenOff' | 'answered' | 'lost' | 'loggedOut'

/** The last thing that happened counts; only a stream that breaks off does not hide that someone was logged out. */
export function connectionAfter(connection: Connection, event: ConnectionEvent): Connection {
  if (event === 'opened' || event === 'answered') return 'live'
  if (event === 'brokenOff') return connection === 'loggedOut' ? 'loggedOut' : 'lost'
  return event
}

/** Whether nothing can be sent now. */
export const isDisconnected = (connection: Connection): boolean => connection === 'lost' || connection === 'loggedOut'

/** The connection in words; what a screen keeps meanwhile it says itself. */
export function connectionWords(
  connection: Connection,
  says: { lost: string; loggedOut: string; /** While all is well; null: nothing is waiting. */ busy: string | null },
): string {
  if (connection === 'loggedOut') return `U bent uitgelogd. ${says.loggedOut}`.trim()
  if (connection === 'lost') return `Geen verbinding. ${says.lost}`
  return says.busy ?? (connection === 'starting' ? 'Verbinden…' : 'Verbonden. Alles is bewaard.')
}
