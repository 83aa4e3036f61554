import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { currentPlan, type PlanVersion } from '#app/features/plans/queries.server.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { publishedPoints } from './published-points.server.ts'

const { db } = await testDatabase()
let process: { id: string; municipalityId: string; slug: string }
let plan: PlanVersion
let sections: string[]
let paragraphs: string[]

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  process = await aProcess(db, municipality)
  ;({ sections, paragraphs } = await aPlan(db, process))
  const found = await currentPlan(db, process)
  if (!found) throw new Error('no plan')
  plan = found
})

describe('points about places in the plan', () => {
  test('are counted once per place, also for the headings above', async () => {
    const { municipalityId, id: processId } = process
    const subsection = uuid()
    await db
      .insertInto('section')
      .values({
        municipalityId,
        id: subsection,
        lineageId: subsection,
        planVersionId: plan.id,
        parentId: sections[1],
        position: 99,
        level: 2,
        number: '2.1',
        heading: 'Deel',
      })
      .execute()
    const contributorId = uuid()
    await db
      .insertInto('contributor')
      .values({ municipalityId, id: contributorId, processId, kind: 'resident', number: 1, residentNumber: 1 })
      .execute()
    let number = 0
    const react = async (about: { paragraphId?: string; sectionId?: string }, answeredAt: string[]) => {
      const contributionId = uuid()
      const kept = {
        municipalityId,
        processId,
        id: contributionId,
        contributorId,
        kind: 'reaction',
        channel: 'online',
        receivedAt: NOW,
      }
      await db
        .insertInto('contribution')
        .values({ ...kept, ...about, timeliness: 'onTime', text: 'Goed plan' })
        .execute()
      const pointId = uuid()
      await db
        .insertInto('point')
        .values({
          ...{ municipalityId, processId, id: pointId, contributionId, contributorId, number: ++number },
          ...{ summary: 'Goed', createdAt: NOW },
        })
        .execute()
      const answerId = uuid()
      await db
        .insertInto('answer')
        .values({ municipalityId, processId, id: answerId, disposition: 'noted', reply: 'Dank u.', updatedAt: NOW })
        .execute()
      await db.insertInto('answerPoint').values({ municipalityId, processId, answerId, pointId }).execute()
      for (const sectionId of answeredAt)
        await db.insertInto('answerSection').values({ municipalityId, answerId, sectionId }).execute()
    }
    await react({ paragraphId: paragraphs[0] ?? '', sectionId: sections[0] ?? '' }, [sections[0] ?? ''])
    await react({ paragraphId: paragraphs[0] ?? '', sectionId: sections[0] ?? '' }, [subsection])
    await react({}, [subsection, sections[1] ?? ''])
    await react({}, [])
    await makePublic(db, process)
    expect(await publishedPoints(db, { ...process, publishedAt: null })).toBeNull()
    expect(await publishedPoints(db, { ...process, publishedAt: NOW })).toEqual({
      paragraphs: { [paragraphs[0] ?? '']: 2 },
      sections: { '1': 2, '2': 2, '2.1': 2 },
    })
  })
})
