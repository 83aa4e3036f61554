import { beforeAll, expect, test } from 'vitest'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { aMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { nextMoment } from './next-moment.server.ts'

const { db } = await testDatabase()
let [municipality, other]: { id: string }[] = []
beforeAll(async () => {
  municipality = await aMunicipality(db)
  other = await aMunicipality(db, { slug: 'ander', host: 'ander.example' })
})
const next = async (of: { id: string } | undefined, now: string) =>
  (await nextMoment(db, of?.id ?? '', new Date(now))).toISOString()
const iso = (text: string) => new Date(text).toISOString()

test('without anything that begins or ends it is midnight in the Netherlands, also when the clock changes', async () => {
  expect(await next(other, '2016-11-01T12:00:00+01:00')).toBe(iso('2016-11-02T00:00:00+01:00'))
  expect(await next(other, '2016-11-01T23:59:59.999+01:00')).toBe(iso('2016-11-02T00:00:00+01:00'))
  expect(await next(other, '2016-11-02T00:00:00+01:00')).toBe(iso('2016-11-03T00:00:00+01:00'))
  expect(await next(other, '2016-10-30T00:30:00+02:00')).toBe(iso('2016-10-31T00:00:00+01:00'))
})

test('the end of a term and the beginning and end of a meeting come first, of the own municipality alone', async () => {
  const process = await aProcess(db, { id: municipality?.id ?? '' }, { state: 'released' })
  await db
    .updateTable('process')
    .set({ closesAt: new Date('2016-11-15T20:00:00+01:00') })
    .where('id', '=', process.id)
    .execute()
  const official = await anActor(db, { id: process.municipalityId })
  const times = { startsAt: new Date('2016-11-15T10:00:00+01:00'), endsAt: new Date('2016-11-15T12:00:00+01:00') }
  await aMeeting(db, official, process, times)
  expect(await next(municipality, '2016-11-15T09:00:00+01:00')).toBe(iso('2016-11-15T10:00:00+01:00'))
  expect(await next(municipality, '2016-11-15T10:00:00+01:00')).toBe(iso('2016-11-15T12:00:00+01:00'))
  expect(await next(municipality, '2016-11-15T12:00:00+01:00')).toBe(iso('2016-11-15T20:00:00+01:00'))
  expect(await next(municipality, '2016-11-15T20:00:00+01:00')).toBe(iso('2016-11-16T00:00:00+01:00'))
  expect(await next(other, '2016-11-15T09:00:00+01:00')).toBe(iso('2016-11-16T00:00:00+01:00'))
  const second = { secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16' }
  await db
    .updateTable('process')
    .set({ ...second, secondClosesAt: new Date('2017-01-16T20:00:00+01:00') })
    .where('id', '=', process.id)
    .execute()
  expect(await next(municipality, '2017-01-16T12:00:00+01:00')).toBe(iso('2017-01-16T20:00:00+01:00'))
})
