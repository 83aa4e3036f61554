import { expect, test } from 'vitest'
import { forgetStored, keepDrafts, keptDrafts, questionsOnDevice } from './answer-on-device.ts'

function aShelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    kept,
  }
}
const of = { responseId: 'r', accountId: 'a', questionId: 'q' }

test('a device keeps what was typed for who typed it, until it is known to be kept', () => {
  const shelf = aShelf()
  const drafts = { i: { text: 'Getypt', seen: 'Begin' } }
  expect(keepDrafts(shelf, of, drafts)).toBe(true)
  expect(keptDrafts(shelf, of)).toEqual(drafts)
  expect(keptDrafts(shelf, { ...of, accountId: 'b' })).toEqual({})
  keepDrafts(shelf, of, {})
  expect(shelf.kept.size).toBe(0)
})

test("a device that keeps nothing, or something else, stands in nobody's way", () => {
  const shelf = aShelf()
  shelf.setItem('saomen:inbreng:r:a:q', '{"i":{"text":4}}')
  expect(keptDrafts(shelf, of)).toEqual({})
  const blocked = {
    ...shelf,
    getItem: () => {
      throw new Error('blocked')
    },
    setItem: () => {
      throw new Error('blocked')
    },
  }
  expect(keptDrafts(blocked, of)).toEqual({})
  expect(keepDrafts(blocked, of, { i: { text: 'x', seen: '' } })).toBe(false)
})

test('who left a question before its text arrived hears at which it waits; what is stored by now is forgotten', () => {
  const shelf = aShelf()
  keepDrafts(shelf, of, { i: { text: 'Getypt', seen: 'Begin' }, j: { text: 'Ook getypt', seen: '' } })
  keepDrafts(shelf, { ...of, questionId: 'q4' }, { k: { text: '', seen: 'Weg hiermee' } })
  const at = (text: string) => [
    { id: 'q', number: 3, items: [{ id: 'i', text }] },
    { id: 'q4', number: 4, items: [] },
    { id: 'q5', number: 5, items: [] },
  ]
  expect(questionsOnDevice(shelf, of, at('Begin'))).toEqual([3])
  expect(questionsOnDevice(shelf, of, at('Getypt'))).toEqual([3])
  forgetStored(shelf, of, at('Getypt'))
  expect(keptDrafts(shelf, of)).toEqual({ j: { text: 'Ook getypt', seen: '' } })
  expect(keptDrafts(shelf, { ...of, questionId: 'q4' })).toEqual({})
  expect(questionsOnDevice(shelf, { ...of, accountId: 'b' }, at('Begin'))).toEqual([])
})
