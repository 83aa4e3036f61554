import { expect, test } from 'vitest'
import { pageMeta } from './page-meta.ts'

const root = {
  id: 'root',
  pathname: '/',
  data: { municipality: { name: 'Borger-Odoorn' }, origin: 'https://doemee.example' },
}
const openGraph = (tags: object[]) =>
  Object.fromEntries(
    tags.flatMap((tag) => ('property' in tag && 'content' in tag ? [[tag.property, tag.content]] : [])),
  )

test('a public page says what it is, for people who receive its address', () => {
  const tags = pageMeta([root, { id: 'page', pathname: '/trajecten/zorg/' }], 'Zorg', 'Wat hebt u nodig?')
  expect(tags).toContainEqual({ title: 'Zorg | gemeente Borger-Odoorn' })
  expect(openGraph(tags)).toEqual({
    'og:type': 'website',
    'og:locale': 'nl_NL',
    'og:site_name': 'Saomen, gemeente Borger-Odoorn',
    'og:title': 'Zorg',
    'og:description': 'Wat hebt u nodig?',
    'og:url': 'https://doemee.example/trajecten/zorg',
  })
})

test('a page behind a login says nothing about itself', () => {
  expect(
    openGraph(pageMeta([root, { id: 'page', pathname: '/ambtenaar', handle: { staff: true } }], 'Vandaag')),
  ).toEqual({})
})

test('without a municipality there is only a title', () => {
  expect(pageMeta([undefined], 'Er ging iets mis')).toEqual([{ title: 'Er ging iets mis' }])
})
