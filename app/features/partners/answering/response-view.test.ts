import { describe, expect, test } from 'vitest'
import type { AnswerState } from '#app/features/partners/response.ts'
import {
  daysLeftWords,
  unansweredOf,
  willBeSent,
  isChanged,
  isSettled,
  leaderTo,
  leaderWords,
  mayLead,
  questionWords,
  sentWords,
  type ViewQuestion,
} from './response-view.ts'
import { itemsToRead, sentAnswers, toRegister } from './sent-answers.ts'

function question(
  number: number,
  state: AnswerState | null,
  texts: string[],
  more: Partial<ViewQuestion> = {},
): ViewQuestion {
  const asked = { versionId: `v${number}`, heading: `Vraag ${number}?`, explanation: '' }
  const items = texts.map((text, index) => ({
    id: `${number}.${index}`,
    text,
    at: '2016-08-24T10:00:00Z',
    by: null,
    byId: null,
  }))
  return {
    ...{
      ...asked,
      id: `q${number}`,
      number,
      kind: 'points',
      options: [],
      isOptional: true,
      isRemoved: false,
      onlyItemId: `o${number}`,
    },
    answer: state && { state, asked, items },
    ...more,
  }
}

describe('a question on the list of an organisation', () => {
  test.each([
    [question(1, null, []), 'nog niets geschreven', 'niet beantwoord', false, false],
    [question(1, 'open', []), 'nog niets geschreven', 'niet beantwoord', false, false],
    [question(1, 'open', ['a']), 'concept, 1 punt', '1 punt', false, true],
    [question(1, 'done', ['a', 'b']), 'klaar, 2 punten', '2 punten', true, true],
    [question(1, 'done', ['a'], { kind: 'text' }), 'klaar', 'beantwoord', true, true],
    [question(1, 'skipped', ['a']), 'overgeslagen', 'overgeslagen', true, false],
    [question(1, 'notApplicable', []), 'niet van toepassing', 'niet van toepassing', true, false],
  ])('%o', (one, words, onceSent, settled, along) => {
    expect([questionWords(one), sentWords(one), isSettled(one), willBeSent(one)]).toEqual([
      words,
      onceSent,
      settled,
      along,
    ])
  })

  test('is changed when it asks something else than what was answered', () => {
    expect(isChanged(question(1, 'open', ['a']))).toBe(false)
    expect(isChanged(question(1, 'open', ['a'], { versionId: 'v2' }))).toBe(true)
    expect(isChanged(question(1, 'open', [], { versionId: 'v2' })), 'nothing was answered').toBe(false)
  })

  test('that must be answered is a gap until it is, or does not apply', () => {
    const must = { isOptional: false }
    const questions = [
      question(1, null, [], must),
      question(2, 'open', ['a'], must),
      question(3, 'notApplicable', [], must),
      question(4, 'skipped', ['a'], must),
      question(5, null, []),
    ]
    expect(unansweredOf(questions).map(({ number }) => number)).toEqual([1, 4])
  })
})

describe('who leads', () => {
  const [a, b] = [
    { accountId: 'a', name: 'Collega A', isCoordinator: false },
    { accountId: 'b', name: 'Collega B', isCoordinator: true },
  ]
  test('is the coordinator, or everyone where there is none', () => {
    expect([mayLead([a, b], 'a'), mayLead([a, b], 'b'), mayLead([a], 'a'), mayLead([a], 'c')]).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect([leaderTo([a, b], 'a'), leaderTo([a, b], 'b')]).toEqual(['Collega B', 'u'])
    expect([leaderWords([a, b]), leaderWords([a])]).toEqual(['Collega B', 'uw coördinator'])
  })

  test('reads how long there is', () => {
    expect([-1, 0, 1, 7].map(daysLeftWords)).toEqual([
      'Die dag is voorbij.',
      'Dat is vandaag.',
      'Dat is morgen.',
      'Dat is over 7 dagen.',
    ])
  })
})

describe('what is sent', () => {
  const answers = sentAnswers([
    question(1, null, []),
    question(2, 'open', ['a', 'b']),
    question(3, 'skipped', ['c']),
    question(4, 'done', ['d']),
  ])
  test('is what was answered, numbered through; what was skipped is named without its text', () => {
    expect(answers.map(({ number, printedNumber, state, items }) => [number, printedNumber, state, items])).toEqual([
      [2, 1, 'open', ['a', 'b']],
      [3, null, 'skipped', []],
      [4, 2, 'done', ['d']],
    ])
    expect(
      toRegister({ hasPoints: true, answers }).items?.map(({ text, ...item }) => [
        text,
        'number' in item ? item.printedNumber : null,
      ]),
    ).toEqual([
      ['a', 1],
      ['b', 1],
      ['d', 2],
    ])
    expect(itemsToRead({ hasPoints: true, answers })).toEqual([
      { question: 'Vraag 2. Vraag 2?', text: 'a' },
      { question: '', text: 'b' },
      { question: 'Vraag 4. Vraag 4?', text: 'd' },
    ])
  })

  test('stands under the question as it was asked when it was answered, also when it asks something else by now', () => {
    const changed = sentAnswers([question(2, 'done', ['a'], { versionId: 'later', heading: 'Anders gevraagd?' })])
    expect(changed.map(({ questionVersionId, heading }) => [questionVersionId, heading])).toEqual([['v2', 'Vraag 2?']])
    expect(toRegister({ hasPoints: true, answers: changed })).toMatchObject({
      items: [{ text: 'a', questionVersionId: 'v2' }],
    })
    expect(itemsToRead({ hasPoints: true, answers: changed })).toEqual([{ question: 'Vraag 2. Vraag 2?', text: 'a' }])
  })

  test('is one sentence for who has no specific points', () => {
    expect(toRegister({ hasPoints: false, answers })).toEqual({
      text: 'Wij hebben geen specifieke punten voor dit plan.',
    })
  })
})
