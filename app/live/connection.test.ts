import { expect, test } from 'vitest'
import { connectionAfter, connectionWords, type Connection, type ConnectionEvent } from './connection.ts'

const after = (...events: ConnectionEvent[]) => events.reduce<Connection>(connectionAfter, 'starting')

test.each<[ConnectionEvent[], Connection]>([
  [[], 'starting'],
  [['opened'], 'live'],
  [['opened', 'brokenOff'], 'lost'],
  [['opened', 'brokenOff', 'opened'], 'live'],
  [['opened', 'lost', 'answered'], 'live'],
  [['opened', 'loggedOut', 'brokenOff'], 'loggedOut'],
  [['opened', 'loggedOut', 'lost'], 'lost'],
  [['loggedOut', 'opened'], 'live'],
])('after %j the connection is %s', (events, connection) => {
  expect(after(...events)).toBe(connection)
})

test.each<[Connection, string | null, string]>([
  ['starting', null, 'Verbinden…'],
  ['live', null, 'Verbonden. Alles is bewaard.'],
  ['starting', 'Bezig…', 'Bezig…'],
  ['live', 'Bezig…', 'Bezig…'],
  ['lost', 'Bezig…', 'Geen verbinding. Er wacht iets.'],
  ['loggedOut', null, 'U bent uitgelogd.'],
])('%s, with %j to do, says %j', (connection, busy, words) => {
  expect(connectionWords(connection, { busy, lost: 'Er wacht iets.', loggedOut: '' })).toBe(words)
})
