import { describe, expect, test } from 'vitest'
import { revealAt, revealSteps } from '#app/features/rankings/projector/reveal-steps.ts'
import { topicLines } from '#app/features/rankings/topic-lines.ts'
import { gapsOf, meetingWords, whatDecides } from './what-decides.ts'

describe('what decides the outcome, in words', () => {
  const session = {
    k: 5,
    unrankedRank: 6,
    tieChain: [],
    topics: Array.from({ length: 10 }),
    groups: Array.from({ length: 3 }),
  }

  test('names the numbers, the chain in its order, and what is left to the meeting', () => {
    const words = whatDecides({ ...session, unrankedRank: 8, tieChain: ['bestRank', 'moreGroups'] })
    expect(words[0]).toBe('3 groepen doen mee en kiezen uit 10 onderwerpen.')
    expect(words.join(' ')).toMatch(
      /telt bij die groep als plaats 8\..*bij één groep het hoogst staat, gaat voor; beslist dat niet: .*door meer groepen is gekozen/,
    )
    expect(words.join(' ')).toContain(
      'Blijft het gelijk, dan delen onderwerpen een plaats, tenzij de vergadering besluit en zegt waarom.',
    )
    expect(words.at(-1)).toMatch(/^De top vijf zijn de plaatsen 1 tot en met 5\./)
  })

  test('without a chain an equal sum is a shared place; without groups it does not count them', () => {
    const words = whatDecides({ ...session, groups: [] })
    expect(words[0]).toMatch(/^Elke groep geeft 5 onderwerpen een plaats/)
    expect(words.join(' ')).toContain('Is de som gelijk, dan delen onderwerpen een plaats')
  })

  test('what still misses leads to the place where it is mended', () => {
    expect(gapsOf({ ...session, topics: [], groups: [] }).map(({ at }) => at)).toEqual(['onderwerpen', 'groepen'])
    expect(gapsOf({ ...session, topics: [1, 2, 3], groups: [{ name: 'a' }] })).toEqual([
      {
        at: 'onderwerpen',
        text: 'Er zijn 3 onderwerpen en 5 plaatsen. Voeg onderwerpen toe, of kies minder plaatsen.',
      },
    ])
    expect(gapsOf({ ...session, unrankedRank: 5, groups: [{ name: 'a' }] }).map(({ at }) => at)).toEqual(['k'])
    expect(gapsOf({ ...session, groups: [{ name: 'a' }] })).toEqual([])
  })

  test('the meeting is named by what is known of it', () => {
    expect(meetingWords({ meetingKind: 'informatieve raad', heldOn: '2016-04-28' })).toBe(
      'informatieve raad, 28\u00a0april 2016',
    )
    expect(meetingWords({ meetingKind: '', heldOn: null })).toBe('')
  })
})

test('a pasted list loses its dashes and numbers, and keeps the numbers that are names', () => {
  expect(topicLines('1. Zorg\r\n 2)  Sport\n- Werk\n• Wonen\n\n10 dorpen\n2030: klimaat\nZorg - thuis')).toEqual([
    ...['Zorg', 'Sport', 'Werk', 'Wonen', '10 dorpen', '2030: klimaat', 'Zorg - thuis'],
  ])
})

describe('the reveal', () => {
  const row = (topic: string, place: number) => ({ topic, place, inTop: place <= 5 })
  const steps = revealSteps([row('a', 1), row('b', 2), row('c', 2), row('d', 2), row('e', 2), row('f', 6)])

  test('goes from the last place up, and topics on a shared place come together', () => {
    expect(steps).toEqual([
      { place: 2, topics: 4, names: ['b', 'c', 'd', 'e'] },
      { place: 1, topics: 5, names: ['a'] },
    ])
  })

  test.each([
    [0, null, null, 2],
    [4, 2, 0, 1],
    [5, 1, 4, null],
    [3, null, null, 2],
    [9, 1, 4, null],
  ])('with %i topics shown the last is place %s, back shows %s, next is place %s', (revealed, last, back, next) => {
    const at = revealAt(steps, revealed)
    expect([at.last?.place ?? null, at.back, at.next?.place ?? null, at.all]).toEqual([last, back, next, 5])
  })
})
