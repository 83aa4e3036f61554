import { describe, expect, test } from 'vitest'
import { allPoints, deskFilterFrom, deskQuery, ME, narrowedBy, NONE, withValue } from './desk-filter.ts'
import { askedTogether, deskQuestion, nameQuestion } from './search-question.ts'

const id = '019371a2-7c1e-7bcd-8a01-5e3f0c9d1a2b'
const from = (query: string) => deskFilterFrom(new URLSearchParams(query))

describe('a filter stands in an address, in Dutch', () => {
  test.each([
    ['', {}],
    ['thema=geen', { theme: [NONE] }],
    [`thema=${id}&thema=geen`, { theme: [id, NONE] }],
    ['behandelaar=ik', { assignee: [ME] }],
    ['behandelaar=niemand', { assignee: [NONE] }],
    ['stap=2', { step: ['2'] }],
    ['stand=nog-geen-antwoord', { state: ['open'] }],
    ['let-op=te-laat', { attention: ['overdue'] }],
    ['besluit=niet-overgenomen', { disposition: ['notAdopted'] }],
    ['besluit=open', { disposition: [NONE] }],
    ['hoofdstuk=3', { chapter: ['3'] }],
    ['ronde=tweede-inspraak', { round: ['secondInspraak'] }],
    ['soort=reactie', { kind: ['reaction'] }],
    ['kanaal=e-mail&kanaal=post', { channel: ['email', 'post'] }],
    ['tijdig=na-de-termijn', { timeliness: ['late'] }],
    [`campagne=${id}`, { campaign: [id] }],
    ['zoek=respijt+OF+logeren&sorteer=termijn', { search: 'respijt OF logeren', sort: 'due' as const }],
  ])('%s', (query, chosen) => {
    const filter = { ...allPoints, ...chosen }
    expect(from(query)).toEqual(filter)
    expect(deskQuery(filter)).toBe(query)
  })

  test('what means nothing is left out, and a value counts once', () => {
    expect(from('thema=x&stand=weg&stap=0&sorteer=mooi&kanaal=post&kanaal=post&pagina=2')).toEqual({
      ...allPoints,
      channel: ['post'],
    })
    expect(from(`zoek=${'a'.repeat(300)}`).search).toHaveLength(200)
  })

  test('a value is added, and taken away when it is there', () => {
    const post = withValue(allPoints, 'channel', 'post')
    expect(narrowedBy(post)).toEqual(['channel'])
    expect(withValue(post, 'channel', 'post')).toEqual(allPoints)
  })
})

describe('what was typed becomes a question for the database', () => {
  test.each([
    ['respijt', '(respijt:*)'],
    ['het bos', '(het & bos)'],
    ['respijt OF logeren', '(respijt:*) | (logeren:*)'],
    ['respijt OR logeren -geld', '(respijt:*) | (logeren:* & !geld:*)'],
    ['"te laat" -bos', "('te laat' & !bos)"],
    ['"niet af', "('niet af')"],
    ['zo-even', "('zo even')"],
    ["a'b & c | (d) !e", "('a b' & c & d & e)"],
    ['OF', null],
    ['- "" !', null],
  ])('%s', (typed, asked) => expect(deskQuestion(typed)).toBe(asked))

  test('and, alternative by alternative, what must be there and what must not', () => {
    expect(askedTogether('jansen bus -"te laat" OF -geld')).toEqual([
      { terms: ['jansen:*', 'bus'], leftOut: ["'te laat'"] },
      { terms: [], leftOut: ['geld:*'] },
    ])
    expect(nameQuestion('jansen bus -"te laat" OF -geld')).toBe('(jansen:* & bus)')
    expect([askedTogether('- ""'), nameQuestion('-geld')]).toEqual([[], null])
  })

  test('at most twelve words are looked at', () => {
    expect(deskQuestion(Array.from({ length: 20 }, (_, n) => `w${n}`).join(' '))?.match(/w\d+/g)).toHaveLength(12)
  })
})
