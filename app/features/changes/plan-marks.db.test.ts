import { beforeAll, describe, expect, test } from 'vitest'
import { csvPieces, jsonPieces, publishedExport } from '#app/features/answers/export.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { aChangedPlan } from '#tests/changed-plan.ts'
import { aMunicipality, anActor } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { planMarks } from './plan-marks.server.ts'
import { changesOfPoints } from './point-changes.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const by = await anActor(db, municipality)
let made: Awaited<ReturnType<typeof aChangedPlan>>
beforeAll(async () => {
  made = await aChangedPlan(db, by)
})

const published = async () => {
  const process = await findPublicProcess(db, municipality.id, made.process.slug, { drafts: false })
  if (!process) throw new Error('not public')
  return process
}
async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

describe('while people read the first version', () => {
  test('nothing is marked in the plan, and no point changed it', async () => {
    expect(await planMarks(db, made.process, { isOldShown: false, point: '1.1' })).toBeNull()
    expect(await changesOfPoints(db, await published())).toEqual(new Map())
    expect(await whole(jsonPieces(publishedExport(db, await published(), {})))).not.toContain('wijzigingen')
  })
})

describe('once people read a later version', () => {
  beforeAll(() => made.show())
  const marks = async (given: Partial<Parameters<typeof planMarks>[2]> = {}) => {
    const found = await planMarks(db, made.process, { isOldShown: false, point: null, ...given })
    if (!found) throw new Error('nothing changed')
    return found
  }

  test('each changed paragraph has its bar, why and the way to more', async () => {
    const { of, before, behind, sections, from } = await marks()
    const [changed, same, added, kept] = await Promise.all([0, 1, 2, 3].map((at) => made.partAt(at)))
    expect(of[changed ?? '']).toMatchObject({
      ...{ bar: 'changed', says: 'veranderd', why: 'door 3 punten', was: 'In het concept stond dit in alinea 1.' },
      href: `/trajecten/${made.process.slug}/wat-is-er-veranderd/1-gezin-en-sociaal-netwerk#wijziging-1`,
      hit: null,
    })
    expect(of[same ?? '']).toBeUndefined()
    expect(of[added ?? '']).toMatchObject({ bar: 'new', says: 'nieuw', why: 'amendement 1', was: '' })
    expect({ ...sections }).toEqual({ 1: 2, 2: 1 })
    expect(from).toBeNull()
    // It was the first of its chapter, so it is not said to have stood at the end of the one before.
    expect(behind).toEqual({})
    expect(before[kept ?? '']).toMatchObject([
      { says: 'Hier stond alinea 3 van het concept.', why: 'eigen initiatief', part: { number: 3 } },
    ])
  })

  test('are only those of a chapter where that is asked', async () => {
    const { of, before } = await marks({ chapter: '2' })
    expect([Object.keys(of).length, Object.keys(before).length]).toEqual([0, 1])
  })

  test('who comes from a public point is led to the sentences that came for it, and to the others who asked', async () => {
    const { of, from } = await marks({ point: '1.1' })
    expect(from).toEqual({ ...from, number: '1.1', paragraphs: [1] })
    const { hit } = of[await made.partAt(0)] ?? {}
    expect(hit?.sentences?.filter(({ isNew }) => isNew).map(({ text }) => text)).toEqual([
      'Die hulp is er vanaf juli in elk dorp. Niemand heeft daarvoor een indicatie nodig.',
    ])
    expect(hit?.points.map(({ number }) => number)).toEqual(['2.1'])
    expect((await marks({ point: '3.1' })).from, 'behind no change').toBeNull()
    expect((await marks({ point: '4.1' })).from, 'not public').toBeNull()
  })

  test('a public point has its old and new words, and one that is not public has none', async () => {
    const changes = await changesOfPoints(db, await published())
    expect([...changes.keys()].sort()).toEqual([made.asked.person.pointId, made.asked.organisation.pointId].sort())
    expect(changes.get(made.asked.person.pointId)).toEqual([
      {
        ...{ old: 'Die hulp moet dichtbij zijn, zodat niemand eerst een indicatie nodig heeft.', others: 2 },
        now: 'Die hulp is er vanaf juli in elk dorp. Niemand heeft daarvoor een indicatie nodig.',
        numbers: 'alinea 1',
        href: `/trajecten/${made.process.slug}/plan/1-gezin-en-sociaal-netwerk?punt=1.1#alinea-1`,
      },
    ])
    expect(await changesOfPoints(db, await published(), [made.asked.refused.pointId])).toEqual(new Map())
    expect(await changesOfPoints(db, { ...(await published()), releasedAt: null })).toEqual(new Map())
  })

  test('the files have the old and the new words beside each point', async () => {
    const process = await published()
    const changes = await changesOfPoints(db, process)
    const json: unknown = JSON.parse(await whole(jsonPieces(publishedExport(db, process, {}, { changes }))))
    expect(json).toMatchObject([
      {
        punten: [
          { nummer: '1.1', wijzigingen: [{ waar: 'alinea 1', oud: expect.stringContaining('dichtbij') as string }] },
        ],
      },
      { punten: [{ nummer: '2.1' }] },
      { punten: [{ nummer: '3.1', wijzigingen: [] }] },
    ])
    const csv = await whole(csvPieces(publishedExport(db, process, {}, { changes })))
    expect(csv.split('\n')[0]).toContain('"gewijzigd","oudeWoorden","nieuweWoorden"')
    expect(csv).toContain('vanaf juli in elk dorp')
  })
})
