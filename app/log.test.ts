import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isHarmless, log, logTo, setLogLevel, shapeOf } from './log.server.ts'

let lines: string[] = []
let restore = () => {}
beforeEach(() => {
  lines = []
  restore = logTo((line) => lines.push(line))
})
afterEach(() => {
  restore()
  setLogLevel('info')
})
const said = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a line of the log', () => {
  test('is one line of JSON with the time, the level, the fixed words and the facts', () => {
    log.error('a request failed', new TypeError('x\n is no function'), {
      requestId: '1234-5678',
      route: '/mijn-reactie/:code',
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^\{[^\n]*\}\n$/)
    expect(said()[0]).toMatchObject({
      level: 'error',
      msg: 'a request failed',
      requestId: '1234-5678',
      route: '/mijn-reactie/:code',
      error: { name: 'TypeError' },
    })
    expect(Math.abs(Date.parse(String(said()[0]?.time)) - Date.now())).toBeLessThan(60_000)
  })

  test('is written when its level is at least the one that was set', () => {
    log.debug('too much')
    setLogLevel('debug')
    log.debug('asked for')
    setLogLevel('error')
    log.warn('not any more')
    expect(said().map(({ msg }) => msg)).toEqual(['asked for'])
  })
})

describe('the log keeps nothing of an error that someone typed', () => {
  const person = 'jan.de.vries@voorbeeld.example'
  const caused = (make: () => unknown) => {
    try {
      make()
    } catch (error) {
      return error
    }
    return null
  }
  const errors: [string, unknown][] = [
    [
      'of the database',
      Object.assign(new Error(`duplicate key value (${person})`), {
        code: '23505',
        table: 'account',
        constraint: 'account_email_key',
        detail: `Key (email)=(${person}) already exists.`,
        where: person,
        parameters: [person],
      }),
    ],
    [
      'of mail',
      Object.assign(new Error(`550 <${person}>: user unknown`), {
        code: 'EENVELOPE',
        responseCode: 550,
        response: `550 ${person}`,
        rejected: [person],
        recipient: person,
        command: 'RCPT TO',
      }),
    ],
    ['of JSON', caused(() => JSON.parse(`"${person}`))],
    ['of code that met a text', caused(() => 'x' in Object(null) || Reflect.has(person as never, 'x'))],
    ['with another behind it', new Error('outer', { cause: new Error(person) })],
    ['whose message looks like a place', new Error(`failed\n    at ${person} (x.ts:1:1)`)],
    ['whose name was made up', Object.assign(new Error('x'), { name: person, code: person })],
    ['whose stack was made up', Object.assign(new Error('x'), { stack: `Y\n    at ${person}` })],
    ['that is no error', { message: person, status: 500 }],
    ['that is a text', person],
  ]
  test.each(errors)('%s', (_, error) => {
    log.error('failed', error)
    log.warn('failed', {}, error)
    expect(lines.join('')).not.toContain('jan.de.vries')
  })

  test('but it keeps what helps to mend it', () => {
    expect(shapeOf(errors[0]?.[1])).toMatchObject({
      name: 'Error',
      code: '23505',
      table: 'account',
      constraint: 'account_email_key',
      stack: expect.stringMatching(/^at .*log\.test\.ts/),
    })
    expect(shapeOf(errors[1]?.[1])).toMatchObject({ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' })
    expect(shapeOf(errors[4]?.[1]).cause).toMatchObject({ name: 'Error', stack: expect.stringContaining('at ') })
  })
})

test('a visitor who left, or may not do something, is no error of ours', () => {
  const left = [
    new DOMException('x', 'AbortError'),
    new Error('The destination stream closed early.'),
    Object.assign(new Error('x'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }),
  ]
  for (const error of [...left, new Response('', { status: 404 }), { status: 405, data: '' }])
    expect(isHarmless(error)).toBe(true)
  for (const error of [new Error('x'), new Response('', { status: 503 }), { status: 500 }, 'x', null])
    expect(isHarmless(error)).toBe(false)
})
