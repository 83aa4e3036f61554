import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { answeredView } from './answered-view.server.ts'
import { allPublications } from './publications.server.ts'
import { giveAllNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { openDatabase, type Database } from '#db/client.server.ts'
import { anActor } from '#tests/factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { administer, withDatabase } from '#tests/setup/database-cluster.ts'

/** An installation in which everything of a process was public before numbers and publications were as they are now. */
const folder = path.join(import.meta.dirname, '../../../db/migrations')
const name = `saomen_test_${randomBytes(6).toString('hex')}`
const url = withDatabase(inject('serverUrl'), name)
let database: Database

const municipalityId = uuid()
const [published, open] = [uuid(), uuid()]

beforeAll(async () => {
  await administer(inject('serverUrl'), `create database ${name}`)
  database = openDatabase(url, { max: 4 })
  await migrateWhere((file) => file < '0022')
  await fill()
  await migrateWhere((file) => file >= '0022')
}, 60_000)
afterAll(async () => {
  await database.close()
  await administer(inject('serverUrl'), `drop database if exists ${name} with (force)`)
})

async function migrateWhere(fits: (file: string) => boolean) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql') && fits(file)).sort()
  for (const file of files) await database.pool.query(await readFile(path.join(folder, file), 'utf8'))
}

const insert = (table: string, values: Record<string, unknown>) =>
  database.pool.query(
    `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.keys(values).map((_, at) => `$${at + 1}`)})`,
    Object.values(values),
  )

type Person = { kind?: string; organisation?: string; number?: number; resident?: number }

/** What one person sent, each letter with the day it came, whether it was split, and its points. */
async function person(
  processId: string,
  { kind = 'resident', organisation = '', number, resident }: Person,
  letters: [string, boolean, string[]][],
) {
  const contributorId = uuid()
  const of = { municipality_id: municipalityId, process_id: processId }
  const numbers = { number: number ?? null, resident_number: resident ?? null }
  await insert('contributor', { ...of, id: contributorId, kind, organisation, ...numbers })
  let pointNumber = 0
  for (const [day, isSplit, points] of letters) {
    const contributionId = uuid()
    const text = points.join(' ')
    await insert('contribution', {
      ...{ ...of, id: contributionId, contributor_id: contributorId, kind: 'reaction', channel: 'online', text },
      ...{
        received_at: `${day}T12:00:00Z`,
        timeliness: 'onTime',
        split_done_at: isSplit ? '2016-11-20T12:00:00Z' : null,
      },
    })
    for (const [at, words] of points.entries()) {
      const id = uuid()
      const start = text.indexOf(words)
      await insert('point', {
        ...{
          ...of,
          id,
          contribution_id: contributionId,
          number: at + 1,
          quote_start: start,
          quote_end: start + words.length,
        },
        created_at: '2016-11-20T12:00:00Z',
      })
      if (!isSplit) continue
      await insert('answer', {
        ...of,
        id,
        disposition: 'adopted',
        reply: 'Dat doen wij.',
        updated_at: '2016-11-21T12:00:00Z',
      })
      await insert('answer_point', { ...of, answer_id: id, point_id: id })
      if (number === undefined) continue
      pointNumber += 1
      place += 1
      await insert('published_point', {
        ...{
          ...of,
          place,
          point_id: id,
          contributor_id: contributorId,
          contributor_number: number,
          point_number: pointNumber,
        },
        ...{ kind, disposition: 'adopted', words: '' },
      })
    }
  }
}
let place = 0

async function fill() {
  const at = { created_at: '2016-09-01T12:00:00Z' }
  await insert('municipality', {
    id: municipalityId,
    slug: 'gemeente',
    name: 'Gemeente',
    sender_email: 'post@gemeente.example',
    ...at,
  })
  const term = { starts_on: '2016-10-05', last_day: '2016-11-15', closes_at: '2016-11-15T23:00:00Z', regime: 'uov' }
  const process = { municipality_id: municipalityId, ...term, ...at, updated_at: at.created_at }
  const answered = { state: 'answered', answered_at: '2016-12-05T09:00:00Z', released_at: at.created_at }
  await insert('process', { ...process, id: published, slug: 'oud', title: 'Plan van toen', ...answered })
  await insert('process', {
    ...process,
    id: open,
    slug: 'open',
    title: 'Plan van nu',
    state: 'released',
    released_at: at.created_at,
  })
  await person(published, { kind: 'organisation', organisation: 'Dorpskamer', number: 1 }, [
    ['2016-11-01', true, ['Een vaste plek.']],
  ])
  await person(published, { number: 2, resident: 1 }, [
    ['2016-11-02', true, ['De bus rijdt niet.', 'Het veld is nat.']],
    ['2016-11-04', true, ['De brug is stuk.']],
  ])
  await person(published, { number: 3, resident: 2 }, [['2016-11-03', true, ['Meer bankjes.']]])
  // A letter that came after everything was public.
  await person(published, {}, [['2016-12-10', true, ['Een late brief.']]])
  await person(open, {}, [['2016-11-02', true, ['Later gestuurd.', 'Twee punten.']]])
  await person(open, {}, [['2016-11-01', false, ['Eerder gestuurd.']]])
  await insert('notification', {
    ...{ municipality_id: municipalityId, id: uuid(), message_key: `answers:${published}:iemand`, template: 'answers' },
    ...{ data: '{}', state: 'sent', created_at: answered.answered_at },
  })
}

const shown = async () => {
  const process = await findPublicProcess(database.db, municipalityId, 'oud', { drafts: true })
  if (!process) throw new Error('it is public')
  const view = await answeredView(database.db, process, new URLSearchParams())
  return view.contributors.flatMap(({ name, points }) => points.map(({ number, words }) => [number, name, words]))
}

const before = [
  ['1.1', 'Dorpskamer', 'Een vaste plek.'],
  ['2.1', 'Inspreker 1', 'De bus rijdt niet.'],
  ['2.2', 'Inspreker 1', 'Het veld is nat.'],
  ['2.3', 'Inspreker 1', 'De brug is stuk.'],
  ['3.1', 'Inspreker 2', 'Meer bankjes.'],
]

describe('what was public before', () => {
  test('is read under the numbers and names that it had, and is one publication', async () => {
    expect(await shown()).toEqual(before)
    expect(await allPublications(database.db, { municipalityId, id: published })).toMatchObject([
      { id: published, number: 1, rounds: ['inspraak'], contributions: 4, points: 5, messages: 1, isSupplement: false },
    ])
    const { rows } = await database.pool.query(
      `select is_public, count(*)::int from point_work where process_id = $1 group by is_public order by is_public`,
      [published],
    )
    expect(rows).toEqual([
      { is_public: false, count: 1 },
      { is_public: true, count: 5 },
    ])
  })

  test('keeps its numbers when the job goes by and a late letter gets a supplement, which is in the one series', async () => {
    await giveAllNumbers(database.db)
    const by = await anActor(database.db, { id: municipalityId })
    const process = { id: published, municipalityId }
    await publishAnswers(
      database.db,
      by,
      { process, baseUrl: 'https://saomen.example' },
      new Date('2016-12-20T09:00:00+01:00'),
    )
    expect(await shown()).toEqual([...before, ['4.1', 'Inspreker 4', 'Een late brief.']])
    expect(await allPublications(database.db, process)).toMatchObject([
      { number: 2, isSupplement: true, contributions: 1, points: 1 },
      { number: 1, points: 5 },
    ])
  })
})

test('what was not public has the numbers that officials saw, and points of an open split have none yet', async () => {
  const { rows } = await database.pool.query(
    `select contributor.number as of, point.number, contribution.text, point_work.step, is_public from point
     join contribution on contribution.id = contribution_id join contributor on contributor.id = point.contributor_id
     join point_work on point_id = point.id where point.process_id = $1 order by contributor.number, point.number`,
    [open],
  )
  const common = { step: 1, is_public: false }
  expect(rows).toEqual([
    { of: 1, number: null, text: 'Eerder gestuurd.', ...common },
    { of: 2, number: 1, text: 'Later gestuurd. Twee punten.', ...common },
    { of: 2, number: 2, text: 'Later gestuurd. Twee punten.', ...common },
  ])
  const { rows: steps } = await database.pool.query(
    `select name from process_step where process_id = $1 order by position`,
    [open],
  )
  expect(steps.map((step: { name: string }) => step.name)).toEqual([
    'Voorbereiden',
    'Inhoud',
    'Juridisch',
    'Goedkeuren',
  ])
})
