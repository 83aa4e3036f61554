import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeCurrent } from './versions/current-version.server.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { PlanVersion } from './queries.server.ts'
import { currentPlan, planContents, planParagraphs, planSize } from './queries.server.ts'

const { db } = await testDatabase()
let process: { id: string; municipalityId: string; slug: string }
let other: { id: string; municipalityId: string; slug: string }
let plan: PlanVersion
let sections: string[]
let paragraphs: string[]

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  process = await aProcess(db, municipality)
  ;({ sections, paragraphs } = await aPlan(db, process))
  other = await aProcess(db, await aMunicipality(db))
  await aPlan(db, other)
  const found = await currentPlan(db, process)
  if (!found) throw new Error('no plan')
  plan = found
})

describe('the plan to read', () => {
  test('has its contents in order, with what stands under each heading', async () => {
    expect(await planContents(db, plan)).toEqual([
      expect.objectContaining({
        number: '1',
        level: 1,
        heading: 'Gezin en sociaal netwerk',
        firstParagraph: 1,
        lastParagraph: 2,
        words: 14,
      }),
      expect.objectContaining({
        number: '2',
        level: 1,
        heading: 'Algemene voorzieningen',
        firstParagraph: 3,
        lastParagraph: 4,
        words: 10,
      }),
    ])
    expect(await planSize(db, plan)).toEqual({ words: 24, paragraphs: 4 })
  })

  test('gives the paragraphs of one chapter, or all', async () => {
    expect((await planParagraphs(db, plan, [sections[1] ?? ''])).map(({ id, number }) => [id, number])).toEqual([
      [paragraphs[2], 3],
      [paragraphs[3], 4],
    ])
    expect(await planParagraphs(db, plan)).toHaveLength(4)
    expect(await planParagraphs(db, plan, [])).toEqual([])
  })

  test('is the version for readers, whatever officials work on', async () => {
    const own = await aProcess(db, { id: process.municipalityId })
    const { planVersionId } = await aPlan(db, own)
    const { municipalityId } = own
    const revised = uuid()
    const later = new Date(NOW.getTime() + 1000)
    await db
      .insertInto('planVersion')
      .values({
        municipalityId,
        id: revised,
        processId: own.id,
        kind: 'revised',
        ordinal: 2,
        previousId: planVersionId,
        isForReaders: false,
        isForEditors: false,
        title: 'Nieuw',
        fileName: 'p.md',
        fileHash: 'y',
        createdAt: later,
      })
      .execute()
    expect((await currentPlan(db, own))?.id).toBe(planVersionId)
    await makeCurrent(db, own, revised, 'readers')
    const current = await currentPlan(db, own)
    expect(current?.id).toBe(revised)
    expect(current && (await planContents(db, current))).toEqual([])
  })

  test('a process without a plan has none', async () => {
    expect(await currentPlan(db, await aProcess(db, { id: process.municipalityId }))).toBeNull()
  })
})
