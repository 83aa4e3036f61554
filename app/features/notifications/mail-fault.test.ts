import { expect, test } from 'vitest'
import { faultOf, MOST_TRIES, nextTry } from './mail-fault.ts'

const NOW = new Date('2016-11-01T12:00:00+01:00')

/** As nodemailer makes them. */
const smtp = (fields: {
  code?: string
  responseCode?: number
  response?: string
  command?: string
  message?: string
}) => Object.assign(new Error(fields.message ?? 'mislukt'), fields)

test.each([
  [
    'a mailbox that is not there',
    smtp({
      code: 'EENVELOPE',
      responseCode: 550,
      response: '550 5.1.1 <jan@voorbeeld.example> unknown',
      command: 'RCPT TO',
    }),
    'EENVELOPE 550 5.1.1 RCPT TO',
    true,
  ],
  [
    'one that is full',
    smtp({
      code: 'EENVELOPE',
      responseCode: 452,
      response: '452 4.2.2 jan@voorbeeld.example full',
      command: 'RCPT TO',
    }),
    'EENVELOPE 452 4.2.2 RCPT TO',
    false,
  ],
  [
    'a message that is refused',
    smtp({ code: 'EMESSAGE', responseCode: 554, response: '554 no', command: 'DATA' }),
    'EMESSAGE 554 DATA',
    true,
  ],
  [
    'a server that does not let us',
    smtp({
      code: 'EENVELOPE',
      responseCode: 554,
      response: '554 5.7.1 <jan@voorbeeld.example>: Relay access denied',
      command: 'RCPT TO',
    }),
    'EENVELOPE 554 5.7.1 RCPT TO',
    false,
  ],
  [
    'a sender that is refused',
    smtp({ code: 'EENVELOPE', responseCode: 553, response: '553 no', command: 'MAIL FROM' }),
    'EENVELOPE 553 MAIL FROM',
    false,
  ],
  [
    'a wrong password of ours',
    smtp({ code: 'EAUTH', responseCode: 535, response: '535 5.7.8 gebruiker@gemeente.example', command: 'AUTH PLAIN' }),
    'EAUTH 535 5.7.8 AUTH',
    false,
  ],
  ['no server', smtp({ code: 'ECONNREFUSED', command: 'CONN' }), 'ECONNREFUSED CONN', false],
  [
    'no address',
    smtp({ code: 'EENVELOPE', command: 'API', message: 'Invalid recipient "a b"' }),
    'EENVELOPE API',
    true,
  ],
  ['an error of our own', new TypeError('jan@voorbeeld.example is geen functie'), 'TypeError', false],
  ['a sentence where a code belongs', smtp({ code: 'jan@voorbeeld.example is weg' }), 'Error', false],
  ['no error', 'jan@voorbeeld.example', 'onbekende fout', false],
])('%s is written down without the address', (_what, error, says, isFinal) => {
  expect(faultOf(error)).toEqual({ says, isFinal })
  expect(faultOf(error).says).not.toContain('@')
})

test('a message is tried for about three days, ever less often', () => {
  let at = NOW
  let tries = 0
  for (let next = nextTry(++tries, at); next; next = nextTry(++tries, at)) {
    expect(next.getTime()).toBeGreaterThan(at.getTime())
    at = next
  }
  expect(tries).toBe(MOST_TRIES)
  const days = (at.getTime() - NOW.getTime()) / 86_400_000
  expect(days).toBeGreaterThan(2.8)
  expect(days).toBeLessThan(3.2)
})
