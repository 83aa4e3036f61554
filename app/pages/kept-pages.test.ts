import { describe, expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { isOnlyRead, keptAddress, keptPages } from './kept-pages.ts'

const paragraph = '01a229d3-6602-770e-bd07-888d88d7a7b0'

describe('the one address of a kept page', () => {
  const same: [asked: string, kept: string][] = [
    ['/', '/'],
    ['/?utm_source=nieuwsbrief', '/'],
    ['/trajecten/x/wat-is-ermee-gedaan?vanaf=7.3', '/trajecten/x/wat-is-ermee-gedaan?vanaf=7.3'],
    ['/trajecten/x/wat-is-ermee-gedaan?alles=ja&vanaf=eind', '/trajecten/x/wat-is-ermee-gedaan?vanaf=eind&alles=ja'],
    ['/afgerond?pagina=2&pagina=3', '/afgerond?pagina=2'],
    ['/afgerond?x=1&pagina=2', '/afgerond?pagina=2'],
    ['/trajecten/sociaal-domein', '/trajecten/sociaal-domein'],
    ['/trajecten/sociaal-domein/plan?tekst=bewaard&fbclid=7', '/trajecten/sociaal-domein/plan?tekst=bewaard'],
    ['/trajecten/sociaal-domein/plan/alles', '/trajecten/sociaal-domein/plan/alles'],
    ['/trajecten/sociaal-domein/agenda.ics', '/trajecten/sociaal-domein/agenda.ics'],
    [`/trajecten/x/bijeenkomsten/${paragraph}/agenda.ics`, `/trajecten/x/bijeenkomsten/${paragraph}/agenda.ics`],
    ['/trajecten/x/wat-is-ermee-gedaan.csv', '/trajecten/x/wat-is-ermee-gedaan.csv'],
    [
      '/trajecten/x/wat-is-er-veranderd/2-zorg?soort=nieuw&toon=los',
      '/trajecten/x/wat-is-er-veranderd/2-zorg?toon=los&soort=nieuw',
    ],
    ['/trajecten/x/plan/2-gezin?oud=1&punt=7.3&x=1', '/trajecten/x/plan/2-gezin?oud=1&punt=7.3'],
  ]
  test.each(same)('%s is kept as %s', (asked, kept) => expect(keptAddress(asked)).toBe(kept))

  const never = [
    ...['/afgerond?pagina=02', '/afgerond?pagina=abc', '/afgerond?pagina=', '/trajecten/x/wat-is-ermee-gedaan?vanaf=7'],
    ...['/trajecten/x/wat-is-ermee-gedaan?pagina=2', '/trajecten/x/plan/2-gezin?tekst=anders'],
    ...[
      '/trajecten/x/wat-is-er-veranderd?zoek=bus',
      '/trajecten/x/wat-is-er-veranderd?sinds=2',
      '/mijn-reactie/punt/1',
    ],
    ...['/trajecten/x/plan/2-gezin?oud=2', '/trajecten/x/plan/2-gezin?punt=zeven'],
    ...['/?zoek=bus', '/trajecten/x/wat-is-ermee-gedaan?thema=Zorg', '/trajecten/x/wat-is-ermee-gedaan.csv?zoek=bus'],
    ...[
      '/trajecten/x/reageren',
      '/trajecten/x/ontvangen',
      '/mijn-reactie',
      '/inloggen',
      '/ambtenaar',
      '/raad',
      '/partner',
    ],
    ...[
      '/hulp/',
      '/HULP',
      '/%68ulp',
      '//hulp',
      '/trajecten/%78',
      '/trajecten/x/',
      '/trajecten/x%2Fplan',
      '/.',
      '',
      '*',
    ],
    ...[
      '/trajecten/x/wat-is-ermee-gedaanXcsv',
      '/trajecten/x/plan/2-gezin/',
      'http://elders.example/hulp',
      '/hulp.data',
    ],
    `/trajecten/x/bijeenkomsten/${paragraph}`,
  ]
  test.each(never)('%s is not kept', (asked) => expect(keptAddress(asked)).toBeNull())

  test('a flood of parameters makes no second address', () => {
    const addresses = new Set(
      Array.from({ length: 1000 }, (_, n) => keptAddress(`/hulp?p${n}=${n}&pagina=${n}&zoek=${n}`)),
    )
    expect([...addresses]).toEqual(['/hulp'])
  })

  test('a page that is only read is so with a filter too, for nothing in it runs', () => {
    expect(isOnlyRead('/trajecten/x/wat-is-ermee-gedaan')).toBe(true)
    expect(isOnlyRead('/trajecten/x/reageren')).toBe(false)
  })
})

describe('every public address is kept, or is named here as made for each visitor', () => {
  /** They show a form or what one visitor did, lead elsewhere, or are for developers. */
  const ofVisitors = [
    ...[
      'my-reaction',
      'my-point',
      'search',
      'react',
      'react-about-you',
      'react-check',
      'receipt',
      'forget',
      'meeting',
      'advice',
      'meeting-registration',
    ],
    ...[
      'log-in',
      'log-in-code',
      'second-step',
      'log-out',
      'forgot-password',
      'invitation',
      'new-password',
      'log-in-link',
    ],
    ...[
      'meeting-invitation',
      'plan-paragraph',
      'plan-action',
      'plan-row',
      'plan-image',
      'dev-mail',
      'dev-mail-message',
      'not-found',
      'layout',
    ],
  ]
  type Route = { file: string; path?: string; children?: Route[] }
  const flat = (all: readonly Route[]): Route[] => all.flatMap((route) => [route, ...flat(route.children ?? [])])
  const names = flat(routes as Route[])
    .map(({ file }) => /^routes\/public\/(.+)\.tsx?$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
  const asRoute = (name: string) =>
    name === 'plan'
      ? 'plan-chapter'
      : name === 'changedChapter'
        ? 'changed'
        : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

  test('by the name of its route', () => {
    const kept = Object.keys(keptPages).map(asRoute)
    expect(kept.filter((name) => ofVisitors.includes(name))).toEqual([])
    expect(new Set(names)).toEqual(new Set([...kept, ...ofVisitors]))
  })
})
