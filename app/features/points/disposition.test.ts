import { describe, expect, test } from 'vitest'
import { answerProblems, dispositions, dispositionWords, isDisposition } from './disposition.ts'

const answer = {
  disposition: 'adopted' as const,
  reply: 'Wij noemen deze kinderen nu.',
  forwardedTo: '',
  planLinks: [],
}
const fields = (change: Partial<Parameters<typeof answerProblems>[0]>) =>
  answerProblems({ ...answer, ...change }).map(({ field }) => field)

describe('the dispositions', () => {
  test('are eight, in one order, with the words of the trade', () => {
    expect(dispositions.map((disposition) => dispositionWords[disposition].label)).toEqual([
      'Overgenomen',
      'Gedeeltelijk overgenomen',
      'Niet overgenomen',
      'Voor kennisgeving aangenomen',
      'Al voorzien in het plan',
      'Buiten de reikwijdte',
      'Doorgeleid',
      'Geen specifieke punten',
    ])
  })

  test('differ by word and icon, so that colour is never needed', () => {
    const words = dispositions.map((disposition) => dispositionWords[disposition])
    expect(new Set(words.map(({ icon }) => icon)).size).toBe(8)
    expect(new Set(words.map(({ short }) => short)).size).toBe(8)
    for (const { explanation } of words) expect(explanation).toMatch(/\.$/)
  })

  test('are told from other words', () => {
    expect(isDisposition('noted')).toBe(true)
    expect(isDisposition('toString')).toBe(false)
  })
})

describe('an answer', () => {
  test('is complete with a disposition and a reply', () => {
    expect(fields({})).toEqual([])
  })

  test.each(dispositions)('%s needs a reply', (disposition) => {
    expect(fields({ disposition, reply: ' \n', forwardedTo: 'Provincie', planLinks: ['a'] })).toEqual(['reply'])
  })

  test('asks for the reason by name when nothing is done', () => {
    const [notAdopted] = answerProblems({ ...answer, reply: '', disposition: 'notAdopted' })
    const [outOfScope] = answerProblems({ ...answer, reply: '', disposition: 'outOfScope' })
    expect(notAdopted?.message).toContain('waarom de gemeente dit niet overneemt')
    expect(outOfScope?.message).toContain('waarom het plan hier niet over gaat')
  })

  test('says where it already stands in the plan, or to whom it went', () => {
    expect(fields({ disposition: 'alreadyInPlan' })).toEqual(['planLinks'])
    expect(fields({ disposition: 'alreadyInPlan', planLinks: ['a'] })).toEqual([])
    expect(fields({ disposition: 'forwarded', forwardedTo: ' ' })).toEqual(['forwardedTo'])
    expect(fields({ disposition: 'forwarded', forwardedTo: 'Provincie Drenthe' })).toEqual([])
  })

  test('lists everything that is missing at once', () => {
    expect(fields({ disposition: null, reply: '' })).toEqual(['disposition', 'reply'])
    expect(fields({ disposition: 'forwarded', reply: '' })).toEqual(['reply', 'forwardedTo'])
  })
})
