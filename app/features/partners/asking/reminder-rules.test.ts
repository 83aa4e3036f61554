import { describe, expect, test } from 'vitest'
import { endOfDay, startOfDay, today } from '#app/local-date.ts'
import { openChecklist } from './open-checklist.ts'
import { questionForm, questionnaireForm } from './question.schema.ts'
import { reminderDue, timeLeft } from './reminder-rules.ts'

describe('a reminder', () => {
  const due = (on: string, askedOn = '2016-10-01') => reminderDue({ closesOn: '2016-11-15', askedOn }, on)
  test.each([
    ['2016-11-07', null],
    ['2016-11-08', 'week'],
    ['2016-11-09', 'week'],
    ['2016-11-13', 'week'],
    ['2016-11-14', 'day'],
    ['2016-11-15', 'day'],
    ['2016-11-16', null],
  ] as const)('on %s is of the rule %s', (on, rule) => {
    expect(due(on)).toBe(rule)
  })

  test('is not sent to who was asked on its day or later', () => {
    expect(due('2016-11-08', '2016-11-07')).toBe('week')
    expect(due('2016-11-09', '2016-11-08')).toBeNull()
    expect(due('2016-11-14', '2016-11-13')).toBe('day')
    expect(due('2016-11-15', '2016-11-14')).toBeNull()
  })

  test('counts days on the calendar here, also over a change of the clock', () => {
    // The clock went back on 30 October 2016 and forward on 26 March 2017.
    for (const [closesOn, week] of [
      ['2016-11-02', '2016-10-26'],
      ['2017-03-27', '2017-03-20'],
      ['2016-10-30', '2016-10-23'],
    ] as const) {
      for (const moment of [startOfDay(week), endOfDay(week)]) {
        expect(reminderDue({ closesOn, askedOn: '2016-01-01' }, today(moment))).toBe('week')
      }
      expect(
        reminderDue({ closesOn, askedOn: '2016-01-01' }, today(new Date(startOfDay(week).getTime() - 1))),
      ).toBeNull()
    }
  })

  test('says how long there is', () => {
    expect(['2016-11-08', '2016-11-14', '2016-11-15'].map((on) => timeLeft('2016-11-15', on))).toEqual([
      'U hebt nog 7 dagen',
      'Morgen is de laatste dag',
      'Vandaag is de laatste dag',
    ])
  })
})

describe('opening the questions', () => {
  test('asks for a question, a last day that is to come and an organisation', () => {
    const none = openChecklist({ questions: 0, closesOn: null, invited: 0 }, '2016-11-01')
    expect(none.missing.map(({ text, at }) => [text, at])).toEqual([
      ['Zet minstens één vraag op de lijst', 'vragen'],
      ['Kies de laatste dag', 'laatste-dag'],
      ['Kies minstens één organisatie', 'uitnodigen'],
    ])
    expect(
      openChecklist({ questions: 1, closesOn: '2016-11-01', invited: 1 }, '2016-11-01').missing.map(({ text }) => text),
    ).toEqual(['Kies een laatste dag die nog komt'])
    const ready = openChecklist({ questions: 5, closesOn: '2016-11-02', invited: 1 }, '2016-11-01')
    expect(ready).toEqual({
      missing: [],
      done: ['5 vragen', 'Laatste dag: 2\u00a0november 2016', '1 organisatie gekozen'],
    })
  })
})

describe('the form about a question', () => {
  const read = (given: object) =>
    questionForm.safeParse({ heading: 'Wat vindt u?', kind: 'points', isOptional: true, ...given })
  const problem = (given: object) => read(given).error?.issues.map(({ path, message }) => [path[0], message])

  test('keeps options for a choice and a scale only', () => {
    expect(read({ options: 'een\ntwee' }).data?.options).toEqual([])
    expect(read({ kind: 'choice', options: ' ja \r\n\r\nnee' }).data?.options).toEqual(['ja', 'nee'])
  })

  test('says what misses, at its field', () => {
    expect(problem({ heading: '  ' })).toEqual([['heading', 'Schrijf de vraag op.']])
    expect(problem({ kind: 'essay' })).toEqual([['kind', 'Kies hoe men antwoordt.']])
    expect(problem({ kind: 'scale', options: 'oneens' })).toEqual([
      ['options', 'Vul minstens twee stappen in, elk op een eigen regel.'],
    ])
    expect(problem({ kind: 'choice', options: 'Ja\nja' })).toEqual([['options', 'Elke keuze mag er één keer staan.']])
  })

  test('reads the last day as people write it', () => {
    expect(questionnaireForm.parse({ intro: '', closesOn: '31 augustus 2016' }).closesOn).toBe('2016-08-31')
    expect(questionnaireForm.parse({ intro: '', closesOn: '' }).closesOn).toBeNull()
    expect(questionnaireForm.safeParse({ intro: '', closesOn: '31 september 2016' }).success).toBe(false)
  })
})
