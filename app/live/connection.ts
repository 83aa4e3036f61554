/** Whether a live screen is connected to the server. */
export type Connection = 'starting' | 'live' | 'lost' | 'loggedOut'

/** What changes it: the stream opened or broke off, a form was answered or not, or the session ended. */
export type ConnectionEvent = 'opened' | 'brokenOff' | 'answered' | 'lost' | 'loggedOut'

/** The latest event counts; only a stream that breaks off does not hide that someone was logged out. */
export function connectionAfter(connection: Connection, event: ConnectionEvent): Connection {
  if (event === 'opened' || event === 'answered') return 'live'
  if (event === 'brokenOff') return connection === 'loggedOut' ? 'loggedOut' : 'lost'
  return event
}

/** Whether nothing can be sent now. */
export const isDisconnected = (connection: Connection): boolean => connection === 'lost' || connection === 'loggedOut'

/** The connection in words; a screen itself says what it keeps meanwhile. */
export function connectionWords(
  connection: Connection,
  says: { lost: string; loggedOut: string; /** While all is well; null: nothing is waiting. */ busy: string | null },
): string {
  if (connection === 'loggedOut') return `U bent uitgelogd. ${says.loggedOut}`.trim()
  if (connection === 'lost') return `Geen verbinding. ${says.lost}`
  return says.busy ?? (connection === 'starting' ? 'Verbinden…' : 'Verbonden. Alles is bewaard.')
}
