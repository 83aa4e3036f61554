import { expect, test } from 'vitest'
import { filteredAsBefore } from './asking-form.ts'

test('an act leads back to the page as it was filtered', () => {
  const from = new URLSearchParams('zoek=zorg&stand=open&pagina=2&herinner=alle')
  const page = '/ambtenaar/trajecten/zorg/partners'
  expect(filteredAsBefore('zorg', from)).toBe(`${page}?zoek=zorg&stand=open&pagina=2`)
  expect(filteredAsBefore('zorg', new URLSearchParams())).toBe(page)
})
