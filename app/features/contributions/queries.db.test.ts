import { beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { myReaction } from './my-reaction.server.ts'
import { contributionOf, neighboursOf } from './queries.server.ts'
import { wholePlan, writeAbout, type ReactionFields } from './reaction.ts'
import { submitReaction } from '#app/public-parts.server.ts'

const { db } = await testDatabase()
let municipality: Municipality
let process: Awaited<ReturnType<typeof aProcess>>
let plan: Awaited<ReturnType<typeof aPlan>>
const ids: string[] = []

beforeAll(async () => {
  municipality = await aMunicipality(db)
  process = await aProcess(db, municipality)
  plan = await aPlan(db, process)
  const about = { kind: 'paragraph' as const, id: plan.paragraphs[2] ?? '' }
  await react(
    { text: 'Een middag vrij. Dichtbij huis. 🌻', about, email: 'u@voorbeeld.example' },
    new Date(NOW.getTime() - 1000),
  )
  await react({ text: 'x'.repeat(500), speaksFor: 'organisation', organisation: 'Dorpsraad Valthermond' }, NOW)
  await react({ text: 'Vroeg' }, new Date('2016-10-01T12:00:00Z'))
})

async function react(given: Partial<ReactionFields>, at: Date) {
  const by = { kind: 'resident', id: null, municipalityId: municipality.id } as const
  const site = {
    secret: 'x'.repeat(32),
    baseUrl: 'https://saomen.example',
    clientAddress: '192.0.2.7',
    firstArrivedAt: null,
  }
  const { about = wholePlan, text = '', speaksFor = 'self', name, organisation, email, named } = given
  const { contributionId } = await submitReaction(
    db,
    by,
    {
      ...{ ...site, process, key: uuid(), about: writeAbout(about), text, speaksFor, name, organisation, email },
      named: named ? 'yes' : 'no',
    },
    at,
  )
  ids.push(contributionId)
}

/** A point of the first reaction with its answer, which changes the second section. */
async function answer(number: number, quote: string | null) {
  const { municipalityId, id: processId } = process
  const scope = { municipalityId, processId }
  const [pointId, answerId] = [uuid(), uuid()]
  const { text, contributor } = await contributionOf(db, process, ids[0] ?? '')
  const range =
    quote === null
      ? { summary: 'Kort gezegd' }
      : { quoteStart: text.indexOf(quote), quoteEnd: text.indexOf(quote) + quote.length }
  await db
    .insertInto('point')
    .values({
      ...{ ...scope, id: pointId, contributionId: ids[0] ?? '', contributorId: contributor.id, number },
      ...{ createdAt: NOW, ...range },
    })
    .execute()
  await db
    .insertInto('answer')
    .values({ ...scope, id: answerId, disposition: 'adopted', reply: `Antwoord ${number}`, updatedAt: NOW })
    .execute()
  await db
    .insertInto('answerPoint')
    .values({ ...scope, answerId, pointId })
    .execute()
  await db
    .insertInto('answerSection')
    .values({ municipalityId, answerId, sectionId: plan.sections[1] ?? '' })
    .execute()
}

describe('one contribution', () => {
  test('is there whole, with those before and behind it in the register', async () => {
    expect(await contributionOf(db, process, ids[0] ?? '')).toMatchObject({
      ...{ text: 'Een middag vrij. Dichtbij huis. 🌻', paragraphText: 'Eerste alinea over algemene voorzieningen.' },
      section: { heading: 'Algemene voorzieningen' },
    })
    expect(await contributionOf(db, process, ids[1] ?? '')).toMatchObject({ paragraphText: '', section: null })
    expect(await neighboursOf(db, process, ids[0] ?? '')).toEqual({ previousId: ids[2], nextId: ids[1] })
    expect(await neighboursOf(db, process, ids[1] ?? '')).toMatchObject({ nextId: null })
    expect(await neighboursOf(db, process, ids[2] ?? '')).toEqual({ previousId: null, nextId: ids[0] })
  })

  test('is not found in another process or municipality, nor by something that is no id', async () => {
    const other = await aProcess(db, municipality)
    const elsewhere = { ...process, municipalityId: (await aMunicipality(db)).id }
    await expect(contributionOf(db, other, ids[0] ?? '')).rejects.toThrow(NotFound)
    await expect(contributionOf(db, elsewhere, ids[0] ?? '')).rejects.toThrow(NotFound)
    await expect(contributionOf(db, process, "1' or '1'='1")).rejects.toThrow(NotFound)
  })
})

describe('my reaction', () => {
  test('says how the public sees its sender once the answers are public', async () => {
    await answer(1, 'Dichtbij huis. 🌻')
    await answer(2, null)
    expect(await myReaction(db, municipality.id, ids[0] ?? '')).toMatchObject({ publicName: null, publicNumber: null })
    await db
      .updateTable('contributor')
      .set({ number: 7, residentNumber: 4 })
      .where('id', '=', (await contributionOf(db, process, ids[0] ?? '')).contributor.id)
      .execute()
    await makePublic(db, process)
    expect(await myReaction(db, municipality.id, ids[0] ?? '')).toMatchObject({
      publicName: 'Inspreker 4',
      publicNumber: 7,
      email: 'u@voorbeeld.example',
    })
  })

  test('is nothing in another municipality', async () => {
    expect(await myReaction(db, (await aMunicipality(db)).id, ids[0] ?? '')).toBeNull()
  })
})
