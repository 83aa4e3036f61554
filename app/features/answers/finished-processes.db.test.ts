import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { finishedProcesses } from './finished-processes.server.ts'

const { db } = await testDatabase()
const noon = (day: string) => new Date(`${day}T12:00:00+01:00`)

describe('what is finished', () => {
  test('is nothing in a municipality without processes', async () => {
    const municipality = await aMunicipality(db)
    expect(await finishedProcesses(db, municipality.id, { limit: 5 })).toEqual({ processes: [], total: 0 })
  })

  test('counts people and points by what was done, the latest first', async () => {
    const municipality = await aMunicipality(db)
    const one = await aProcess(db, municipality, { state: 'answered' })
    const two = await aProcess(db, municipality, { state: 'answered' })
    await db
      .updateTable('process')
      .set({ answeredAt: noon('2016-12-01') })
      .where('id', '=', one.id)
      .execute()
    await db
      .updateTable('process')
      .set({ answeredAt: noon('2016-12-05') })
      .where('id', '=', two.id)
      .execute()
    const running = await aProcess(db, municipality)
    for (const [process, dispositions] of [
      [one, ['adopted', 'adopted', 'noted']],
      [running, ['adopted']],
    ] as const) {
      const { municipalityId, id: processId } = process
      const contributorId = uuid()
      const contributionId = uuid()
      await db
        .insertInto('contributor')
        .values({ municipalityId, processId, id: contributorId, kind: 'resident', number: 1, residentNumber: 1 })
        .execute()
      await db
        .insertInto('contribution')
        .values({
          municipalityId,
          processId,
          id: contributionId,
          contributorId,
          kind: 'reaction',
          channel: 'online',
          receivedAt: NOW,
          timeliness: 'onTime',
          text: 'Goed',
        })
        .execute()
      for (const [index, disposition] of dispositions.entries()) {
        const pointId = uuid()
        const answerId = uuid()
        await db
          .insertInto('point')
          .values({
            municipalityId,
            processId,
            id: pointId,
            contributionId,
            contributorId,
            number: index + 1,
            summary: 'x',
            createdAt: NOW,
          })
          .execute()
        await db
          .insertInto('answer')
          .values({ municipalityId, processId, id: answerId, disposition, reply: 'Ja.', updatedAt: NOW })
          .execute()
        await db.insertInto('answerPoint').values({ municipalityId, processId, answerId, pointId }).execute()
      }
      if (process === one) await makePublic(db, one, noon('2016-12-01'))
    }
    const { processes, total } = await finishedProcesses(db, municipality.id, { limit: 5 })
    expect(total).toBe(2)
    expect(processes.map(({ slug, points, contributors }) => [slug, points, contributors])).toEqual([
      [two.slug, 0, 0],
      [one.slug, 3, 1],
    ])
    expect(processes[1]?.counts.toSorted((a, b) => b.count - a.count)).toEqual([
      { disposition: 'adopted', count: 2 },
      { disposition: 'noted', count: 1 },
    ])
    expect(
      (await finishedProcesses(db, municipality.id, { limit: 1, offset: 1 })).processes.map((row) => row.slug),
    ).toEqual([one.slug])
  })
})
