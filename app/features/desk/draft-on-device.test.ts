import { expect, test } from 'vitest'
import {
  asOne,
  draftOnDevice,
  fieldsIn,
  keepDraftOnDevice,
  keepNoteOnDevice,
  noteToPutBack,
  saysTheSame,
  toPutBack,
  type AnswerFields,
} from './draft-on-device.ts'

const empty: AnswerFields = { disposition: null, reply: '', forwardedTo: '', sectionIds: [], paragraphIds: [] }
const typed = { ...empty, reply: 'Wij doen het.' }
const of = { pointId: 'p', accountId: 'a' }

function aDevice() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

test('what was typed comes back to the same person at the same point, and to nobody else', () => {
  const device = aDevice()
  const draft = { fields: typed, seen: 'm', at: 5 }
  expect(keepDraftOnDevice(device, of, draft)).toBe(true)
  expect(draftOnDevice(device, of)).toEqual(draft)
  expect(draftOnDevice(device, { ...of, accountId: 'b' })).toBeNull()
  expect(draftOnDevice(device, { ...of, pointId: 'q' })).toBeNull()
  keepDraftOnDevice(device, of, null)
  expect(draftOnDevice(device, of)).toBeNull()
})

test('what cannot be read is nothing', () => {
  const device = aDevice()
  device.setItem('saomen:antwoord:a:p', '{"fields":{"reply":3}}')
  expect(draftOnDevice(device, of)).toBeNull()
})

test.each([
  ['newer than the server', { seen: 'm', at: 9 }, { mark: 'm', savedAt: 5 }, true],
  ['as old as what the server kept', { seen: 'm', at: 5 }, { mark: 'm', savedAt: 5 }, false],
  ['never on the server', { seen: '', at: 1 }, { mark: '', savedAt: null }, true],
  ['typed over an answer that is another by now', { seen: 'm', at: 9 }, { mark: 'n', savedAt: null }, false],
])('a text that is %s is put back: %#', (_, kept, { mark, savedAt }, isPutBack) => {
  const found = toPutBack({ fields: typed, ...kept }, { mark, savedAt, shown: empty })
  expect(found !== null).toBe(isPutBack)
})

test('a text that stands in the form already is not put back', () => {
  expect(toPutBack({ fields: typed, seen: 'm', at: 9 }, { mark: 'm', savedAt: null, shown: typed })).toBeNull()
})

test('a form is read as it was typed', () => {
  const form = new FormData()
  form.set('disposition', 'adopted')
  form.set('reply', 'Ja.\r\nEcht.')
  form.append('paragraphIds', 'x')
  form.append('paragraphIds', 'y')
  expect(fieldsIn(form)).toEqual({ ...empty, disposition: 'adopted', reply: 'Ja.\nEcht.', paragraphIds: ['x', 'y'] })
  form.set('disposition', 'nonsense')
  expect(fieldsIn(form).disposition).toBeNull()
  expect(saysTheSame({ ...empty, sectionIds: ['b', 'a'] }, { ...empty, sectionIds: ['a', 'b'] })).toBe(true)
})

test('a note that was not placed comes back to the same person, until it is placed or emptied', () => {
  const device = aDevice()
  keepNoteOnDevice(device, of, 'Eerst bellen. ')
  expect(noteToPutBack(device, of, asOne(['Iets anders.', 'Nog iets.']))).toBe('Eerst bellen. ')
  expect(noteToPutBack(device, { ...of, accountId: 'b' }, '')).toBe('')
  expect(noteToPutBack(device, of, asOne(['Nog iets.', ' Eerst bellen.'])), 'placed by a page that was left').toBe('')
  keepNoteOnDevice(device, of, '  ')
  expect(noteToPutBack(device, of, '')).toBe('')
  device.setItem('saomen:notitie:a:p', '{"note":3}')
  expect(noteToPutBack(device, of, '')).toBe('')
})
