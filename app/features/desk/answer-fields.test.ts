import { expect, test } from 'vitest'
import { formBeginning, mergedFields } from './answer-fields.ts'

const fields = { disposition: null, reply: '', forwardedTo: '', sectionIds: [], paragraphIds: [] }
const answer = {
  ...{ ...fields, id: 'a', disposition: 'adopted' as const, reply: 'Van B.', mark: 'm', scope: 'point' as const },
  ...{ updatedAt: new Date(0), updatedByName: 'B', scopeWords: '', shares: 1 },
}
const draft = (seen: string) => ({ ...fields, reply: 'Van mij.', otherPointIds: [], seen, savedAt: new Date(0) })

test('the form begins with the answer, and empty without one', () => {
  expect(formBeginning({ answer, draft: null, taken: null })).toMatchObject({
    from: 'answer',
    fields: { reply: 'Van B.' },
  })
  expect(formBeginning({ answer: null, draft: null, taken: null })).toEqual({ from: 'nothing', fields, clash: null })
})

test('the own draft goes before the answer that it was typed over', () => {
  expect(formBeginning({ answer, draft: draft('m'), taken: null })).toMatchObject({
    from: 'draft',
    fields: { reply: 'Van mij.' },
    clash: null,
  })
  expect(formBeginning({ answer: null, draft: draft(''), taken: null })).toMatchObject({ from: 'draft' })
})

test('a draft over an answer that changed since stands beside it', () => {
  const begun = formBeginning({ answer, draft: draft('older'), taken: null })
  expect(begun).toMatchObject({ from: 'answer', fields: { reply: 'Van B.' }, clash: { reply: 'Van mij.' } })
})

test('a text that was asked for goes before all', () => {
  const taken = {
    disposition: 'noted' as const,
    reply: 'Van toen.',
    forwardedTo: '',
    savedAt: new Date(0),
    savedByName: null,
  }
  expect(formBeginning({ answer, draft: draft('m'), taken })).toMatchObject({
    from: 'taken',
    fields: { disposition: 'noted', reply: 'Van toen.' },
  })
})

test('two texts become one in which nothing is lost', () => {
  const mine = { ...fields, reply: 'Van mij.\n', paragraphIds: ['p'] }
  const theirs = { ...fields, disposition: 'noted' as const, reply: 'Van B.', paragraphIds: ['p', 'q'] }
  expect(mergedFields(mine, theirs)).toEqual({
    ...fields,
    disposition: 'noted',
    reply: 'Van mij.\n\nVan B.',
    paragraphIds: ['p', 'q'],
  })
  expect(mergedFields({ ...mine, reply: ' ' }, theirs).reply).toBe('Van B.')
  expect(mergedFields({ ...mine, reply: 'Van B.' }, theirs).reply).toBe('Van B.')
})
