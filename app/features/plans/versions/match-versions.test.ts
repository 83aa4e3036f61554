import { describe, expect, test } from 'vitest'
import { matchVersions } from './match-versions.ts'

const parts = (...texts: string[]) => texts.map((text) => ({ text }))
const pairs = (olds: string[], news: string[]) =>
  matchVersions(parts(...olds), parts(...news)).map(({ from, to, doubtful }) => `${from}-${to}${doubtful ? '?' : ''}`)

const bus = 'De buurtbus rijdt voortaan ook in de avond door alle dorpen van de gemeente.'
const pool = 'Het zwembad blijft open, ook als de kosten hoger worden dan wij hadden begroot.'
const debt = 'Wie schulden heeft, krijgt binnen vier weken een gesprek bij het wijkteam.'
const school = 'Op elke basisschool is een dag in de week een jeugdverpleegkundige aanwezig.'
const two = `${debt} Daarna volgt een plan, samen met de schuldhulpverlener en de schuldeisers.`
const second = 'Daarna volgt een plan, samen met de schuldhulpverlener en de schuldeisers.'

describe('matching two versions of a plan', () => {
  test('what kept its words is found wherever it stands', () => {
    expect(pairs([bus, pool, debt], [debt, bus, pool])).toEqual(['2-0', '0-1', '1-2'])
  })

  test('what changed a little is found, also when it moved', () => {
    const changed = bus.replace('in de avond', 'op zondag')
    expect(pairs([bus, pool, debt], [pool, debt, changed])).toEqual(['1-0', '2-1', '0-2'])
  })

  test('a paragraph that was split has two parts, both from it', () => {
    expect(pairs([bus, two, pool], [bus, debt, second, pool])).toEqual(['0-0', '1-1', '1-2', '2-3'])
  })

  test('a few words that were split off are found beside the rest', () => {
    expect(pairs([bus, `${pool} Echt waar.`, debt], [bus, pool, 'Echt waar.', debt])).toEqual([
      ...['0-0', '1-1', '1-2', '2-3'],
    ])
  })

  test('paragraphs that were merged are both origins of it', () => {
    expect(pairs([bus, debt, second, pool], [bus, two, pool])).toEqual(['0-0', '1-1', '2-1', '3-2'])
  })

  test('what is new comes from nothing and what is gone goes nowhere', () => {
    expect(pairs([bus, pool], [bus, school])).toEqual(['0-0'])
  })

  test('what is hardly alike is doubtful', () => {
    const rewritten = 'Het zwembad gaat dicht, want de kosten worden hoger dan de raad wil betalen.'
    expect(pairs([bus, pool, debt], [bus, rewritten, debt])).toEqual(['0-0', '1-1?', '2-2'])
  })

  test('a short text to which much was added is known by its place, and doubtful', () => {
    const longer = `Zie het hoofdstuk over wonen. ${school} ${debt} ${second}`
    expect(pairs([bus, 'Zie het hoofdstuk over wonen.', pool], [bus, longer, pool])).toEqual(['0-0', '1-1?', '2-2'])
  })

  test('equal texts keep their neighbours; where one is gone, which one is doubtful', () => {
    const question = 'Kan het ook dichter bij huis?'
    expect(pairs([question, bus, question, pool], [question, bus, question, pool])).toEqual([
      ...['0-0', '1-1', '2-2', '3-3'],
    ])
    const moved = pairs([question, bus, question, pool, question, debt], [bus, question, pool, question, debt])
    expect(moved).toEqual(['1-0', '2-1', '3-2', '4-3', '5-4'])
    const elsewhere = pairs([question, bus, pool, question, debt], [bus, question, pool, debt, question])
    expect(elsewhere.filter((each) => each.endsWith('?'))).toHaveLength(2)
  })

  test('nothing matches nothing', () => {
    expect(pairs([], [])).toEqual([])
    expect(pairs([], [bus])).toEqual([])
    expect(pairs([bus], [])).toEqual([])
  })
})
