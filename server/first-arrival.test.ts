import { describe, expect, test } from 'vitest'
import { readArrival, signArrival } from './first-arrival.ts'

const moment = new Date('2016-11-15T23:59:59.000+01:00')
const later = new Date('2016-11-16T00:10:00+01:00')
const sent = {
  secret: 's'.repeat(32),
  host: 'doemee.example',
  path: '/trajecten/plan/reageren/controleren',
  fields: [
    ['act', 'submitReaction'],
    ['key', 'abc'],
    ['seen', 'een\ntekst'],
  ] as [string, string][],
}
const signed = signArrival(sent, moment)

describe('a first arrival', () => {
  test('comes back as it was signed, however often', () => {
    expect(readArrival(signed, sent, later)).toEqual(moment)
    expect(readArrival(signArrival(sent, moment), sent, later)).toEqual(moment)
  })

  test('counts for the same text with the line breaks of a browser', () => {
    const crlf = sent.fields.map(([name, value]): [string, string] => [name, value.replaceAll('\n', '\r\n')])
    expect(readArrival(signed, { ...sent, fields: crlf }, later)).toEqual(moment)
  })

  test.each([
    ['a word', 'gisteren'],
    ['nothing', ''],
    ['another moment', signed.replace(/^\d+/, (ms) => String(Number(ms) - 1000))],
    ['another signature', `${signed.slice(0, -43)}${'A'.repeat(43)}`],
    ['a signature of another length', signed.slice(0, -1)],
    ['more behind it', `${signed}.x`],
  ])('with %s is forged', (_, text) => {
    expect(readArrival(text, sent, later)).toBe('forged')
  })

  test.each([
    ['another address', { path: '/trajecten/ander/reageren/controleren' }],
    ['another municipality', { host: 'ander.example' }],
    ['another installation', { secret: 't'.repeat(32) }],
  ])('for %s is forged', (_, other) => {
    expect(readArrival(signed, { ...sent, ...other }, later)).toBe('forged')
  })

  test.each([
    ['another text', [...sent.fields.slice(0, 2), ['seen', 'andere tekst']] as [string, string][]],
    ['a field more', [...sent.fields, ['name', 'x']] as [string, string][]],
    ['a field less', sent.fields.slice(0, 2)],
    ['its fields in another order', sent.fields.toReversed()],
    [
      'two fields made of one',
      [
        ['act', 'submitReaction'],
        ['key', 'abc","seen'],
        ['', 'een\ntekst'],
      ] as [string, string][],
    ],
  ])('with %s is of something else', (_, fields) => {
    expect(readArrival(signed, { ...sent, fields }, later)).toBe('changed')
  })

  test('in the future, or older than a draft can be, does not count', () => {
    expect(readArrival(signed, sent, new Date(moment.getTime() - 1))).toBe('future')
    expect(readArrival(signed, sent, moment)).toEqual(moment)
    const week = moment.getTime() + 7 * 86_400_000
    expect(readArrival(signed, sent, new Date(week))).toEqual(moment)
    expect(readArrival(signed, sent, new Date(week + 1))).toBe('tooOld')
  })
})
