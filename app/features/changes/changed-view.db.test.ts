import { beforeAll, describe, expect, test } from 'vitest'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '#tests/factories.ts'
import { aChangedPlan } from '#tests/changed-plan.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { changedFilterFrom } from './changed-address.ts'
import { changedView } from './changed-view.server.ts'
import { comparedVersions } from './compared-versions.server.ts'
import { publicChanges } from './public-changes.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const by = await anActor(db, municipality)
let made: Awaited<ReturnType<typeof aChangedPlan>>
beforeAll(async () => {
  made = await aChangedPlan(db, by)
})

/** The page as an address asks for it; null while nothing changed for readers. */
async function viewOf(query = '', chapterAt: number | null = null) {
  const process = await findPublicProcess(db, municipality.id, made.process.slug, { drafts: false })
  if (!process) throw new Error('not public')
  const filter = changedFilterFrom(new URLSearchParams(query))
  const versions = await comparedVersions(db, process, filter.since)
  const found = await publicChanges(db, process, versions.since)
  if (!found) return null
  const chapter = chapterAt === null ? null : (found.chapters[chapterAt]?.chapter ?? null)
  return { ...(await changedView(db, process, found, filter, chapter)), ...versions.named(found) }
}
const rowsOf = (view: Awaited<ReturnType<typeof viewOf>>) => view?.groups.flatMap(({ rows }) => rows) ?? []

describe('what changed in a plan', () => {
  test('is not there while people read the first version, whatever officials do', async () => {
    expect(await viewOf()).toBeNull()
    const untouched = await aProcess(db, municipality)
    await aPlan(db, untouched)
    expect(await publicChanges(db, untouched)).toBeNull()
  })

  test('is each change with its words and its reason, per chapter', async () => {
    await made.show()
    const view = await viewOf()
    expect(view).toMatchObject({
      ...{ size: { changes: 3, before: 4, same: 2 }, points: 3, people: 3 },
      wishes: { points: 1, ownInitiative: 1, amendment: 1, unknown: 0 },
      kinds: { edited: 1, new: 1, gone: 1, moved: 0, split: 0, merged: 0 },
      answers: { all: 3, notAdopted: 1 },
      ...{
        old: 'het concept van 4\u00a0oktober 2016',
        oldInShort: 'het concept',
        earlier: [{ ordinal: 1, isCompared: true }],
      },
      chapters: [
        { heading: 'Gezin en sociaal netwerk', ticks: ['edited', 'same', 'new'], changes: 2, points: 3 },
        { heading: 'Algemene voorzieningen', ticks: ['gone', 'same'], changes: 1, points: 0 },
      ],
    })
    expect(rowsOf(view).map(({ anchor, numbers, words }) => [anchor, numbers, words.said])).toEqual([
      ['wijziging-1', 'alinea 1', 'Eén zin is weg, twee zinnen zijn nieuw.'],
      ['wijziging-3', 'alinea 3', 'Een hele alinea is nieuw.'],
      ['vervallen-3', 'alinea 3', 'De hele alinea is weg.'],
    ])
  })

  test('shows of the points behind it only those that are public, and counts the others', async () => {
    const [changed, added, gone] = rowsOf(await viewOf()).map(({ why }) => why)
    expect(changed).toMatchObject({
      asked: 'Omdat 3 mensen en organisaties dit vroegen',
      inside: '1 punt is nog niet openbaar.',
      points: [
        { number: '1.1', name: 'Inspreker 1', words: 'Ik kan nooit een middag weg.', form: 'quotation' },
        {
          number: '2.1',
          name: 'Contactpunt Mantelzorg',
          href: `/trajecten/${made.process.slug}/wat-is-ermee-gedaan?vanaf=2.1#punt-2.1`,
        },
      ],
    })
    expect(changed?.points).toHaveLength(2)
    expect(JSON.stringify(await viewOf())).not.toContain('onder ons')
    expect(added).toMatchObject({ asked: null, amendments: [{ number: 1, title: 'Elk jaar een telling' }] })
    expect(gone).toMatchObject({ asked: null, ownInitiative: ['Dit stond er dubbel.'] })
  })

  test('is narrowed to a chapter, to a kind and to words of the plan, of a reason or of a number', async () => {
    const found = async (query: string, chapter: number | null = null) =>
      rowsOf(await viewOf(query, chapter)).map(({ anchor }) => anchor)
    expect(await found('', 1)).toEqual(['vervallen-3'])
    expect(await found('soort=nieuw')).toEqual(['wijziging-3'])
    expect(await found('zoek=INDICATIE')).toEqual(['wijziging-1'])
    expect(await found('zoek=dubbel')).toEqual(['vervallen-3'])
    expect(await found('zoek=amendement+1')).toEqual(['wijziging-3'])
    expect(await found('zoek=2.1')).toEqual(['wijziging-1'])
    expect(await found('zoek=bestaatniet')).toEqual([])
    expect(await found('pagina=99', 0)).toEqual(['wijziging-1', 'wijziging-3'])
  })

  test('compares with no version that an address cannot name', async () => {
    expect(await viewOf('sinds=2')).toMatchObject({ size: { changes: 3 }, earlier: [{ isCompared: true }] })
    expect(await viewOf('sinds=-1')).toMatchObject({ size: { changes: 3 } })
  })
})
