import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Hit } from './hits.server.ts'
import { SearchPage } from './SearchPage.tsx'
import type { SearchView } from './search-view.server.ts'

type Found = NonNullable<SearchView['found']>

const hit: Hit = {
  ...{ kind: 'point', id: 'a', href: '/trajecten/plan/wat-is-ermee-gedaan?zoek=2.3#punt-2.3', context: 'Plan' },
  title: [{ text: 'Punt 2.3', hit: false }],
  texts: [
    {
      label: '',
      pieces: [
        { text: 'De ', hit: false },
        { text: 'buurtbus', hit: true },
        { text: ' <b>rijdt</b>', hit: false },
      ],
    },
  ],
  disposition: null,
}
const how: Found['how'] = { also: [], instead: [], unknown: [], common: [], isPart: false }
const group = {
  group: 'points' as const,
  hits: [hit],
  hasMore: true,
  pages: 1,
  says: '12 resultaten, de beste bovenaan',
}
const pageOf = (typed: string, found: Partial<Found> | null = { groups: [group] }) =>
  renderToStaticMarkup(
    <SearchPage
      view={{
        typed,
        part: null,
        found: found && { how, numbered: [], groups: [], isTooSlow: false, isCut: false, ...found },
      }}
    />,
  )
/** What a page says, without its tags. */
const words = (html: string) => html.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&')

test('who opens the page to search can type at once; who reads what was found is left where they are', () => {
  expect(pageOf('', null)).toMatch(/<input[^>]*name="zoek"[^>]*autofocus/i)
  expect(pageOf('bus')).not.toMatch(/autofocus/i)
  expect(pageOf('bus')).toMatch(/<input[^>]*name="zoek"[^>]*value="bus"/)
})

test('what was found is marked, and nothing of a text is markup', () => {
  expect(pageOf('bus')).toContain('De <mark class="hit">buurtbus</mark> &lt;b&gt;rijdt&lt;/b&gt;')
})

test('there is a way to all of a group', () => {
  expect(pageOf('bus')).toContain('href="/zoeken?zoek=bus&amp;soort=punten"')
})

test.each<[what: string, found: Partial<Found>, says: RegExp]>([
  ['what was looked for', {}, /Gevonden voor “bus”, in plannen, punten met antwoord en bijeenkomsten\./],
  ['other forms', { how: { ...how, also: ['bussen', 'buurtbus'] } }, /Wij zochten ook op: bussen, buurtbus\./],
  [
    'what was looked for in its place',
    { how: { ...how, instead: [{ typed: 'bsu', words: ['bus'] }] } },
    /niets met “bsu”\. Bedoelde u “bus”\?/,
  ],
  ['words that stand nowhere', { how: { ...how, unknown: ['xqz'] } }, /Nergens staat: xqz\./],
  ['words that stand everywhere', { how: { ...how, common: ['de'] } }, /bijna overal: de\./],
  ['that it has a part of the words', { how: { ...how, isPart: true } }, /Niets heeft alle woorden van “bus”\./],
  ['that a question was cut', { isCut: true }, /wij zochten op de eerste woorden\./],
])('the page says %s', (_, found, says) => {
  expect(words(pageOf('bus', { groups: [group], ...found }))).toMatch(says)
})

test('the page says that nothing was found, or that it took too long, and what to do then', () => {
  expect(words(pageOf('xqz', {}))).toMatch(/Niets gevonden voor “xqz”.*Probeer een ander of een korter woord/)
  expect(words(pageOf('bus', { isTooSlow: true }))).toMatch(
    /Zoeken duurde te lang.*Probeer het over een minuut opnieuw/,
  )
})
