import { expect, test } from 'vitest'
import { formatDate } from '#app/local-date.ts'
import { changesInDetail, eventInWords, valueInWords, type HistoryChange } from './history-words.ts'

const names = new Map([
  ['t1', 'Mobiliteit'],
  ['t2', 'Zorg'],
  ['a1', 'Ambtenaar B'],
  ['p1', '2.3 Mantelzorg, alinea 25'],
  ['step 1', 'Voorbereiden'],
  ['step 2', 'Inhoud'],
  ['r1', 'De wet zegt iets anders.'],
  ['w1', 'Mijn buurman Jan.'],
])
const says = (...changes: HistoryChange[]) => eventInWords({ act: 'any', detail: {}, changes }, names)
const change = (field: string, from: string | null, to: string | null) => ({ field, from, to })

test.each([
  [change('theme', null, 't1'), 'gaf het thema Mobiliteit'],
  [change('theme', 't1', 't2'), 'wijzigde het thema van Mobiliteit in Zorg'],
  [change('theme', 'gone', null), 'haalde het thema iets dat er niet meer is weg'],
  [change('assignee', null, 'a1'), 'gaf het punt aan Ambtenaar B'],
  [change('dueOn', null, '2016-12-01'), `zette de uiterste dag op ${formatDate('2016-12-01')}`],
  [change('place', null, 'p1'), 'koppelde het punt aan 2.3 Mantelzorg, alinea 25'],
  [
    change('disposition', 'adopted', 'partlyAdopted'),
    'wijzigde het besluit van overgenomen in gedeeltelijk overgenomen',
  ],
  [change('disposition', 'adopted', null), 'haalde het antwoord weg'],
  [change('answer', 'x.1', 'x.2'), 'wijzigde de tekst van het antwoord'],
  [change('step', '1', '2'), 'bracht het punt van Voorbereiden naar Inhoud'],
  [change('step', '2', '9'), 'bracht het punt van Inhoud naar stap 9'],
  [change('return', null, 'r1'), 'stuurde het punt terug: “De wet zegt iets anders.”'],
  [
    change('redaction', null, '12-20 personName'),
    'liet woorden weg uit wat openbaar wordt: naam (tekens 12 tot en met 20)',
  ],
  [
    change('redaction', '2-4,12-20 personName', null),
    'liet weggelaten woorden weer toe: naam (tekens 2 tot en met 4, 12 tot en met 20)',
  ],
  [
    change('redaction', null, '1-2,3-4,5-6,7-8,9-10,11-12,13-14 health'),
    'liet woorden weg uit wat openbaar wordt: gezondheid (tekens 1 tot en met 2, 3 tot en met 4, 5 tot en met 6, 7 tot en met 8, 9 tot en met 10 en nog 2 plaatsen)',
  ],
  [change('publicWords', 'w1', 'correct'), 'corrigeerde de openbare woorden. Eerst was openbaar: “Mijn buurman Jan.”'],
  [
    change('publicWords', 'gone', 'withdraw'),
    'nam dit punt terug uit de openbaarheid. Eerst was openbaar: “woorden die gewist zijn”',
  ],
  [change('formalState', null, 'double'), 'zei dat deze inbreng niet meetelt: dubbel'],
  [change('release', 'false', 'true'), 'gaf het punt vrij'],
  [change('summary', 'before', 'after'), 'wijzigde de samenvatting'],
])('%j is said as: %s', (one, words) => {
  expect(says(one)).toBe(words)
})

test('what changed together is one sentence, and nothing is said twice', () => {
  expect(says(change('disposition', null, 'noted'), change('answer', null, 'x.1'), change('theme', null, 't2'))).toBe(
    'antwoordde: voor kennisgeving aangenomen en gaf het thema Zorg',
  )
  expect(says(change('place', null, 'p1'), change('chapter', null, '2'))).toBe(
    'koppelde het punt aan 2.3 Mantelzorg, alinea 25',
  )
})

test('an act without values is said by its name', () => {
  expect(eventInWords({ act: 'writeNote', detail: {}, changes: [] }, names)).toBe('schreef een notitie')
  expect(eventInWords({ act: 'changePoint', detail: { changed: 'summary theme' }, changes: [] }, names)).toBe(
    'wijzigde samenvatting en thema',
  )
})

test('what the record says of a contribution is from what to what', () => {
  const told = (act: string, detail: Record<string, unknown>) =>
    eventInWords({ act, detail, changes: changesInDetail(act, detail) }, names)
  const moved = {
    changed: 'channel email sentOn',
    'from.channel': 'post',
    'to.channel': 'email',
    'from.sentOn': null,
    'to.sentOn': '2016-11-01',
  }
  expect(told('correctOrigin', moved)).toBe(
    `wijzigde kanaal van Post in E-mail, wijzigde e-mailadres en wijzigde dag van verzenden van niets in ${formatDate('2016-11-01')}`,
  )
  expect(told('liftFormalState', { from: 'test', to: null })).toBe('liet deze inbreng weer meetellen, die test was')
  expect(told('finishSplit', {})).toBe('maakte de splitsing af')
  expect(told('unredactRange', { start: 1, end: 4, reason: 'health' })).toBe(
    'liet weggelaten woorden weer toe: gezondheid (tekens 1 tot en met 4)',
  )
})

test('a value of the export is a word', () => {
  expect(valueInWords(change('release', 'false', 'true'), 'true', names)).toBe('ja')
  expect(valueInWords(change('theme', null, 't1'), null, names)).toBe('')
})
