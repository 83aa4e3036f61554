import { expect, test } from 'vitest'
import { formBeginning, lacksChange, mergedFields } from './answer-fields.ts'

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

test('a point behind a change begins with the decision and the place of it; an answer that is there when that is asked', () => {
  const fromChange = (isAsked: boolean) => ({ paragraphIds: ['p'], isAsked })
  const begin = (given: Pick<Parameters<typeof formBeginning>[0], 'answer' | 'draft'>, isAsked = false) =>
    formBeginning({ ...given, taken: null, fromChange: fromChange(isAsked) })
  expect(begin({ answer: null, draft: null })).toMatchObject({
    from: 'change',
    fields: { disposition: 'adopted', paragraphIds: ['p'] },
  })
  expect(begin({ answer: null, draft: draft('') })).toMatchObject({ from: 'draft' })
  expect(begin({ answer, draft: null })).toMatchObject({ from: 'answer', fields: { paragraphIds: [] } })
  const partly = { ...answer, disposition: 'partlyAdopted' as const }
  expect(begin({ answer: partly, draft: null }, true)).toMatchObject({
    from: 'change',
    fields: { disposition: 'partlyAdopted', paragraphIds: ['p'], reply: 'Van B.' },
  })
  expect(begin({ answer: { ...answer, disposition: 'noted' }, draft: draft('m') }, true)).toMatchObject({
    fields: { disposition: 'adopted', reply: 'Van mij.' },
  })
})

test('an answer lacks the change when it does not promise one, or does not say where', () => {
  expect(lacksChange(answer, { paragraphIds: [] })).toBe(false)
  expect(lacksChange(answer, { paragraphIds: ['p'] })).toBe(true)
  expect(lacksChange({ ...answer, paragraphIds: ['p'] }, { paragraphIds: ['p'] })).toBe(false)
  expect(lacksChange({ ...answer, disposition: 'noted' }, { paragraphIds: [] })).toBe(true)
})
