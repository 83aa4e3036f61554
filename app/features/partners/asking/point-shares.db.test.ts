import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { pointsPerChapter, pointsPerTheme } from './point-shares.server.ts'

const { db } = await testDatabase()

test('points of partners and of conversations are counted by theme and by chapter of the plan, those of reactions are not', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  const municipalityId = municipality.id
  const of = { municipalityId, processId: process.id }
  const { sections } = await aPlan(db, process)
  const [theme, answer] = [uuid(), uuid()]
  await db
    .insertInto('theme')
    .values({ ...of, id: theme, position: 1, name: 'Zorg' })
    .execute()
  const pointsOf = async (kind: string, themes: (string | null)[]) => {
    const { id: contributionId, contributorId } = await aContribution(db, process, {
      kind: 'organisation',
      organisation: kind,
    })
    await db.updateTable('contribution').set({ kind }).where('id', '=', contributionId).execute()
    const points = themes.map((_, at) => ({
      ...of,
      id: uuid(),
      contributionId,
      contributorId,
      number: at + 1,
      summary: 'punt',
      createdAt: NOW,
    }))
    await db.insertInto('point').values(points).execute()
    for (const [at, { id }] of points.entries())
      await db
        .updateTable('pointWork')
        .set({ themeId: themes[at] ?? null })
        .where('pointId', '=', id)
        .execute()
    return points.map(({ id }) => id)
  }
  const [first] = await pointsOf('partnerResponse', [theme, theme, null])
  await pointsOf('conversationReport', [theme])
  await pointsOf('reaction', [theme, null])
  await db
    .insertInto('answer')
    .values({ ...of, id: answer, disposition: 'adopted', reply: 'Goed.', updatedAt: NOW, updatedBy: by.id })
    .execute()
  await db
    .insertInto('answerPoint')
    .values({ ...of, answerId: answer, pointId: first ?? '' })
    .execute()
  await db
    .insertInto('answerSection')
    .values({ municipalityId, answerId: answer, sectionId: sections[1] ?? '' })
    .execute()
  expect(await pointsPerTheme(db, process)).toEqual([
    { name: 'Zorg', points: 3 },
    { name: null, points: 1 },
  ])
  expect(await pointsPerChapter(db, process)).toEqual([
    { name: '2 Algemene voorzieningen', points: 1 },
    { name: null, points: 3 },
  ])
})
