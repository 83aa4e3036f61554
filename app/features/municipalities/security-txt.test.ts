import { expect, test } from 'vitest'
import { securityTxt } from './security-txt.ts'

const municipality = {
  securityContact: '',
  contactEmail: 'vragen@gemeente.example',
  senderEmail: 'inspraak@gemeente.example',
}
const now = new Date('2026-11-29T14:30:00Z')
const origin = 'https://doemee.gemeente.example'

test('says where to report a leak, and until when it holds', () => {
  expect(securityTxt({ ...municipality, securityContact: 'lek@gemeente.example' }, origin, now)).toBe(
    [
      'Contact: mailto:lek@gemeente.example',
      'Expires: 2027-05-28T00:00:00Z',
      'Preferred-Languages: nl, en',
      'Canonical: https://doemee.gemeente.example/.well-known/security.txt',
      '',
    ].join('\n'),
  )
})

test('a page for it is given as it is; without either, the address that people write to', () => {
  expect(securityTxt({ ...municipality, securityContact: 'https://gemeente.example/lek' }, origin, now)).toContain(
    'Contact: https://gemeente.example/lek\n',
  )
  expect(securityTxt(municipality, origin, now)).toContain('Contact: mailto:vragen@gemeente.example\n')
  expect(securityTxt({ ...municipality, contactEmail: '' }, 'http://localhost:3000', now)).toBe(
    'Contact: mailto:inspraak@gemeente.example\nExpires: 2027-05-28T00:00:00Z\nPreferred-Languages: nl, en\n',
  )
})
