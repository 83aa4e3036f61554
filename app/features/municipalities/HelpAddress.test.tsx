import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CallOrMail, HelpAddress } from './HelpAddress.tsx'

const nowhere = { helpPhone: '', helpHours: '', helpDesk: '', contactEmail: '' }

test('a municipality may be reached by mail alone, by telephone alone, or by both', () => {
  const [helpPhone, contactEmail] = ['0591-123456', 'inspraak@gemeente.example']
  const said = (help: Partial<typeof nowhere>) =>
    [<HelpAddress {...nowhere} {...help} />, <CallOrMail {...nowhere} {...help} />].map((part) =>
      renderToStaticMarkup(part),
    )
  for (const page of said({ contactEmail })) {
    expect(page).toContain(
      'Mail naar <a class="breakable" href="mailto:inspraak@gemeente.example">inspraak@gemeente.example</a>',
    )
    expect(page).not.toContain('Bel')
  }
  for (const page of said({ helpPhone })) {
    expect(page).toContain('Bel <a class="nowrap" href="tel:+31591123456">0591 12 34 56</a>')
    expect(page).not.toContain('ail naar')
  }
  for (const page of said({ helpPhone, contactEmail })) expect(page).toMatch(/Bel .*[Oo]f mail naar .*mailto:inspraak/)
  expect(said({})).toEqual(['', ''])
})
