import { beforeAll, describe, expect, test } from 'vitest'
import { findPublicProcess, type PublicProcess } from '#app/features/processes/public-queries.server.ts'
import { aMunicipality, anActor } from '#tests/factories.ts'
import { manyPublishedPoints } from '#tests/many-published-points.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { statementsDuring } from '#tests/setup/statements.ts'
import { answeredView, queryOfCountedPage } from './answered-view.server.ts'

const { db, pool } = await testDatabase()
let process: PublicProcess

/** Two people with 60 points each, of which the even ones were adopted. */
beforeAll(async () => {
  const municipality = await aMunicipality(db)
  const { slug } = await manyPublishedPoints(db, await anActor(db, municipality), { people: 2, each: 60 })
  const found = await findPublicProcess(db, municipality.id, slug, { drafts: false })
  if (!found) throw new Error('not public')
  process = found
})

const view = (query: string) => answeredView(db, process, new URLSearchParams(query))
const numbers = ({ contributors }: Awaited<ReturnType<typeof view>>) =>
  contributors.flatMap(({ points }) => points.map(({ number }) => number))

describe('a page of what was done', () => {
  test('begins at the number in its address, and leads to the pages around it', async () => {
    const first = await view('')
    expect([numbers(first)[0], numbers(first).length, first.says]).toEqual([
      '1.1',
      50,
      'Nummer 1.1 tot en met 1.50, van 120 punten in totaal',
    ])
    expect(first.pages).toEqual({ first: null, previous: null, next: 'vanaf=1.51', last: 'vanaf=eind' })
    const second = await view('vanaf=1.51')
    expect([numbers(second)[0], numbers(second).at(-1)]).toEqual(['1.51', '2.40'])
    expect(second.pages).toEqual({ first: '', previous: '', next: 'vanaf=2.41', last: 'vanaf=eind' })
    const third = await view('vanaf=2.41')
    expect(third.says).toBe('Nummer 2.41 tot en met 2.60, van 120 punten in totaal')
    expect(third.pages).toEqual({ first: '', previous: 'vanaf=1.51', next: null, last: null })
    expect(numbers(await view('vanaf=eind'))[0]).toBe('2.11')
  })

  test('keeps its filter, and says exactly how many fit where that was counted', async () => {
    const chosen = await view('besluit=overgenomen')
    expect([chosen.total, chosen.shown, chosen.says]).toEqual([60, 50, 'Nummer 1.2 tot en met 2.40'])
    expect(chosen.pages.next).toBe('besluit=overgenomen&vanaf=2.42')
    const two = await view('besluit=overgenomen&wie=inwoner')
    expect([two.total, two.shown, two.pages.next]).toEqual([null, 50, 'besluit=overgenomen&wie=inwoner&vanaf=2.42'])
    const searched = await view('zoek=dank&besluit=overgenomen')
    expect([searched.total, searched.shown]).toEqual([60, 50])
    const few = await view('zoek=dank&besluit=overgenomen&indiener=2')
    expect([few.total, few.says]).toEqual([30, ''])
  })

  test('has all points when that is asked, and none behind the last number', async () => {
    expect(numbers(await view('alles=ja'))).toHaveLength(120)
    const behind = await view('vanaf=9')
    expect([behind.shown, behind.pages.previous, behind.pages.next]).toEqual([0, 'vanaf=2.11', null])
  })

  test.each(['', 'vanaf=2.41', 'vanaf=eind', 'besluit=overgenomen&wie=inwoner', 'zoek=dank&vanaf=1.51'])(
    'counts nothing in the database: %s',
    async (query) => {
      const asked = await statementsDuring(pool, () => view(query))
      expect(asked.length).toBeGreaterThan(3)
      expect(asked.filter((statement) => /\bcount\(/i.test(statement))).toEqual([])
    },
  )

  test.each(['vanaf=', 'vanaf=x', 'vanaf=-1', 'vanaf=1.2.3'])('begins at the beginning for %s', async (query) => {
    expect(numbers(await view(query))[0]).toBe('1.1')
  })
})

describe('an address of when pages were counted', () => {
  test.each([
    ['pagina=2', 'vanaf=1.51'],
    ['pagina=2&besluit=overgenomen', 'besluit=overgenomen&vanaf=2.42'],
    ['pagina=1&besluit=overgenomen', 'besluit=overgenomen'],
    ['pagina=99', 'vanaf=eind'],
    ['pagina=x', ''],
    ['vanaf=2.41', null],
  ])('%s leads to the same points: %s', async (query, to) => {
    expect(await queryOfCountedPage(db, process, new URLSearchParams(query))).toBe(to)
  })
})
