import { expect, test } from 'vitest'
import { relatedTopics } from './related-topics.ts'

const topics = [
  { id: 'm', name: 'Mantelzorg', aliases: ['mantelzorgers'] },
  { id: 'i', name: 'Informele zorg', aliases: [] },
  { id: 's', name: 'Sport', aliases: [] },
  { id: 'c', name: 'Mobiliteit & Voorzieningen', aliases: ['cafés'] },
]

test('topics that groups named together are found, most groups first', () => {
  const found = relatedTopics(topics, [
    { group: '1', topic: 'm', text: 'Hoort bij informele  zorg.' },
    { group: '2', topic: 'i', text: 'Niet te scheiden van MANTELZORG' },
    { group: '2', topic: 'm', text: 'Zie informele zorg' },
    { group: '3', topic: 's', text: 'Ook in cafes.' },
    { group: '4', topic: 'i', text: '(Mobiliteit & voorzieningen!)' },
  ])
  expect(found).toEqual([
    { topics: ['m', 'i'], groups: ['1', '2'] },
    { topics: ['i', 'c'], groups: ['4'] },
    { topics: ['s', 'c'], groups: ['3'] },
  ])
})

test('pairs that as many groups named stand in the order of the topics, whichever motivation is read first', () => {
  const motivations = [
    { group: '1', topic: 's', text: 'Ook cafés' },
    { group: '1', topic: 'i', text: 'En sport' },
    { group: '1', topic: 'm', text: 'Sport, en informele zorg' },
  ]
  const pairs = (read: typeof motivations) => relatedTopics(topics, read).map((relation) => relation.topics.join(' '))
  expect(pairs(motivations)).toEqual(['m i', 'm s', 'i s', 's c'])
  expect(pairs(motivations.toReversed())).toEqual(['m i', 'm s', 'i s', 's c'])
})

test.each([
  ['all words of a name apart are no name', { group: '1', topic: 's', text: 'Voorzieningen, ook voor mobiliteit.' }],
  ['a part of a word is no name', { group: '1', topic: 'm', text: 'transportsector en sportief' }],
  ['a topic is not brought together with itself', { group: '1', topic: 'm', text: 'Mantelzorg en mantelzorgers' }],
  ['an empty reason names nothing', { group: '1', topic: 'm', text: '' }],
])('%s', (_, motivation) => {
  expect(relatedTopics([...topics, { id: 'x', name: '', aliases: [' '] }], [motivation])).toEqual([])
})
