import { describe, expect, test } from 'vitest'
import { busyWithForm, escape, type Posted } from './busy-page.ts'

const most = 1_000_000
const pageOf = (fields: [string, string][], rest: Partial<Posted> = {}) =>
  busyWithForm({ fields, filesLost: false, ...rest }, { most }) ?? ''

describe('a page that keeps what was typed', () => {
  test('holds every field in its order, as it was', () => {
    const page = pageOf([
      ['act', 'keepText'],
      ['text', 'Een bankje\nerbij.'],
      ['theme[0]', 'a'],
      ['theme[0]', 'b'],
      ['empty', ''],
    ])
    expect(
      [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((found) => found.slice(1)),
    ).toEqual([
      ['act', 'keepText'],
      ['text', 'Een bankje\nerbij.'],
      ['theme[0]', 'a'],
      ['theme[0]', 'b'],
      ['empty', ''],
    ])
    expect(page).toContain('<pre>\nEen bankje\nerbij.</pre>')
    expect(page).toContain('<form method="post">')
  })

  test.each([
    '"><script>alert(1)</script>',
    "' onfocus='alert(1)' autofocus='",
    '</pre></details></form></script><img src=x onerror=alert(1)>',
    '<!--',
    ']]>&lt;&amp;&#0;',
    'javascript:alert(1)',
    '\0<\0script>',
  ])('shows %j as text, as a value and as a name', (bytes) => {
    const page = pageOf([[bytes, `${bytes} `]])
    // What is left when the texts are taken out is the page itself.
    const escaped = escape(bytes)
    expect(escaped).not.toMatch(/[<>"'\0]|&(?!(?:amp|lt|gt|quot|#39);)/)
    expect(page.split(`${escaped} `)).toHaveLength(3)
    expect(page.split(escaped).join('').match(/<\w+/g)).toEqual(pageOf([['', 'x ']]).match(/<\w+/g))
  })

  test('leaves out passwords and codes, and then leaves the sending to whoever knows them', () => {
    const page = pageOf([
      ['email', 'a@voorbeeld.example'],
      ['password', 'geheim woord'],
    ])
    expect(page).not.toContain('geheim')
    expect(page).not.toContain('<form')
    expect(page).toContain('wachtwoord of code bewaren wij hier niet. Ga daarom terug')
    expect(page).toContain('a@voorbeeld.example')
    expect(pageOf([['password', '']]), 'nothing was lost').toContain('<form')
  })

  test('says that a file could not be kept, and sends nothing without it', () => {
    const page = pageOf([['title', 'Mijn plan']], { filesLost: true })
    expect(page).toContain('Het bestand dat u koos, kunnen wij hier niet bewaren.')
    expect(page).not.toContain('<form')
    expect(page).toContain('Mijn plan')
  })

  test('keeps nothing of what is too long for a page', () => {
    const posted = { fields: [['text', 'x'.repeat(100)]] as [string, string][], filesLost: false }
    expect(busyWithForm(posted, { most: 103 })).toBeNull()
    expect(busyWithForm(posted, { most: 104 })).toContain('x'.repeat(100))
  })

  test('says which moment counts, and carries it', () => {
    const arrival = { field: 'arrival', signed: '1.a.b', inWords: 'dinsdag 15 november 2016 om 23.59 uur' }
    const page = busyWithForm({ fields: [['act', 'submitReaction']], filesLost: false }, { arrival, most }) ?? ''
    expect(page).toContain('<strong>dinsdag 15 november 2016 om 23.59 uur</strong>')
    expect(page).toContain('<input type="hidden" name="arrival" value="1.a.b">')
  })
})
