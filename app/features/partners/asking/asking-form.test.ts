import { expect, test } from 'vitest'
import { backTo } from './asking-form.ts'

test('an act leads back to the page as it was filtered, with what was done', () => {
  const from = new URLSearchParams('zoek=zorg&stand=open&pagina=2&gedaan=eerder&mails=9')
  expect(backTo('/partners', '?gedaan=herinnerd&mails=3#organisaties', from)).toBe(
    '/partners?zoek=zorg&stand=open&pagina=2&gedaan=herinnerd&mails=3#organisaties',
  )
  expect(backTo('/partners', '?gedaan=heropend', new URLSearchParams())).toBe('/partners?gedaan=heropend')
})
