import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answeredProcesses, findPublicProcess, runningProcesses } from './public-queries.server.ts'

const { db } = await testDatabase()

async function moved(process: { id: string }, startsOn: string, lastDay: string) {
  await db.updateTable('process').set({ startsOn, lastDay }).where('id', '=', process.id).execute()
}

describe('what runs', () => {
  test('stands where its term says, the first to close on top', async () => {
    const municipality = await aMunicipality(db)
    const later = await aProcess(db, municipality)
    await moved(later, '2016-10-20', '2016-12-01')
    const first = await aProcess(db, municipality)
    const coming = await aProcess(db, municipality)
    await moved(coming, '2016-11-21', '2017-01-01')
    const closed = await aProcess(db, municipality)
    await moved(closed, '2016-09-01', '2016-10-31')
    await aProcess(db, municipality, { state: 'draft' })
    await aProcess(db, await aMunicipality(db))
    const running = await runningProcesses(db, municipality.id, NOW)
    expect(running.open.map((row) => row.slug)).toEqual([first.slug, later.slug])
    expect(running.announced.map((row) => row.slug)).toEqual([coming.slug])
    expect(running.processing.map((row) => row.slug)).toEqual([closed.slug])
  })

  test('nothing runs in a municipality without processes', async () => {
    const municipality = await aMunicipality(db)
    expect(await runningProcesses(db, municipality.id, NOW)).toEqual({ open: [], announced: [], processing: [] })
    expect(await answeredProcesses(db, municipality.id, { limit: 5 })).toEqual({ processes: [], total: 0 })
  })
})

describe('one process', () => {
  test('comes with its phases and channels', async () => {
    const municipality = await aMunicipality(db)
    const { id: processId, slug } = await aProcess(db, municipality)
    const municipalityId = municipality.id
    await db
      .insertInto('phase')
      .values([
        {
          municipalityId,
          id: uuid(),
          processId,
          position: 1,
          kind: 'decision',
          title: 'Besluit',
          whenText: 'in december',
        },
        { municipalityId, id: uuid(), processId, position: 0, kind: 'inspraak', title: 'Reageren' },
      ])
      .execute()
    await db
      .insertInto('channel')
      .values({ municipalityId, processId, kind: 'email', address: 'inspraak@gemeente.example' })
      .execute()
    const found = await findPublicProcess(db, municipalityId, slug, { drafts: false })
    expect(found?.phases.map((phase) => phase.title)).toEqual(['Reageren', 'Besluit'])
    expect(found?.channels).toEqual([{ kind: 'email', address: 'inspraak@gemeente.example', note: '' }])
    expect(found?.lastDay).toBe('2016-11-15')
  })

  test('of another municipality is not there', async () => {
    const { slug } = await aProcess(db, await aMunicipality(db))
    const municipality = await aMunicipality(db)
    expect(await findPublicProcess(db, municipality.id, slug, { drafts: true })).toBeNull()
  })

  test('that is a draft is there only for who may see drafts', async () => {
    const municipality = await aMunicipality(db)
    const { slug } = await aProcess(db, municipality, { state: 'draft' })
    expect(await findPublicProcess(db, municipality.id, slug, { drafts: false })).toBeNull()
    expect((await findPublicProcess(db, municipality.id, slug, { drafts: true }))?.state).toBe('draft')
  })

  test('that was withdrawn keeps its page and leaves every list', async () => {
    const municipality = await aMunicipality(db)
    const { id, slug } = await aProcess(db, municipality, { title: 'Speelplekken' })
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    expect((await findPublicProcess(db, municipality.id, slug, { drafts: false }))?.state).toBe('withdrawn')
    expect((await runningProcesses(db, municipality.id, NOW)).open).toEqual([])
  })
})
