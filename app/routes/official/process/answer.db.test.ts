import { expect, test } from 'vitest'
import { setTheme } from '#app/features/desk/set-work.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { paths } from '#app/paths.ts'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits } from '#tests/staff-visits.ts'
import { aProcessWithPoints } from '#tests/workflow-factories.ts'
import { action, loader } from './answer.tsx'

const { db, pool } = await testDatabase()
const municipality = await aMunicipality(db, { host: 'een.example' })
const { call, someone } = staffVisits({ db, pool })
const official = await someone(municipality, 'een.example', 'official', 'Ambtenaar A')
const by = official.actor
const { process, points } = await aProcessWithPoints(db, by, ['Bus', 'Veld', 'Bank', 'Boom'])
const [first = '', , third = '', last = ''] = points

test('the whole filter and where the list begins survive every act, also on the way to the next point', async () => {
  const themes = []
  for (const name of ['Vervoer', 'Groen']) themes.push((await addTheme(db, by, { process, name }, NOW)).id)
  for (const [pointId, themeId] of [
    [first, themes[0] ?? ''],
    [third, themes[1] ?? ''],
    [last, themes[0] ?? ''],
  ] as const)
    await setTheme(db, by, { process, pointId, themeId }, NOW)
  const list = `?${themes
    .toSorted()
    .map((id) => `thema=${id}`)
    .join('&')}&sorteer=nieuwste&vanaf=${last}&rijen=100`
  const at = (pointId: string) => `${paths.official.process.answer(process.slug, pointId)}${list}`
  const of = (pointId: string) => ({ slug: process.slug, pointId })
  const post = async (pointId: string, fields: Parameters<typeof formOf>[0]) =>
    leadsTo((await call(action, of(pointId), official, formOf(fields), list)).outcome)

  // Newest first, the point of neither theme passed over.
  const answer = { act: 'answerPoint?next=on', disposition: 'noted', reply: 'Wij lezen het.' }
  expect(await post(last, answer)).toBe(at(third))
  expect(await post(third, { ...answer, act: 'answerPoint' })).toBe(at(third))
  const seen = (await answerOfPoint(db, process, third))?.mark ?? ''
  expect(await post(third, { act: 'completeStep', step: '1', seen })).toBe(at(first))
  expect(await post(first, { act: 'setDueDate', dueOn: '2016-12-01' })).toBe(at(first))
  expect(await post(first, { act: 'keepDraft', disposition: 'noted', reply: 'Bijna', find: '' })).toBe(at(first))
  const { outcome } = await call(loader, of(first), official, undefined, list)
  expect(outcome).toMatchObject({ query: list.slice(1) })
})
