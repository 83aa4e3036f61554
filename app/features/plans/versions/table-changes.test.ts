import { expect, test } from 'vitest'
import { tableChanges } from './table-changes.ts'

const row = (id: string, text: string, more: { isDoubtful?: boolean; actId?: string } = {}) => ({
  ...{ id, text, isDoubtful: false, actId: null, settledBy: null },
  ...more,
})
const olds = [row('a', 'Opvoeden\tCJG'), row('b', 'Minima\twebwinkel'), row('c', 'Schulden\tGKB')]
const said = (news: ReturnType<typeof row>[]) => {
  const { rows, same } = tableChanges(olds, news)
  const shown = rows.map(
    ({ kind, old, now, isDoubtful }) => `${kind} ${old?.place ?? '-'} ${now?.place ?? '-'}${isDoubtful ? '?' : ''}`,
  )
  return [...shown, `${same} gelijk`]
}

test('a table says which rows are new, changed, gone and moved, and how many stayed', () => {
  expect(said([row('d', 'Vervoer\tbus'), ...olds])).toEqual(['new - 1', '3 gelijk'])
  expect(said([row('a', 'Opvoeden\tCJG'), row('b', 'Minima\twinkel en fonds')])).toEqual([
    ...['edited 2 2', 'gone 3 -', '1 gelijk'],
  ])
  expect(said([row('c', 'Schulden\tGKB'), row('a', 'Opvoeden\tCJG'), row('b', 'Minima\twebwinkel')])).toEqual([
    ...['moved 3 1', '2 gelijk'],
  ])
})

test('what is doubtful, or was said by an official, is shown even when its words stayed', () => {
  const news = [row('a', 'Opvoeden\tCJG', { isDoubtful: true }), row('b', 'Minima\twebwinkel', { actId: 'x' })]
  expect(said(news)).toEqual(['unchanged 1 1?', 'unchanged 2 2', 'gone 3 -', '0 gelijk'])
  expect(tableChanges(olds, news).rows[1]?.settled).toEqual({ act: 'x', by: null })
  expect(tableChanges(olds, news).rows[0]?.now?.text).toBe('Opvoeden | CJG')
})
