import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { makeCurrent } from './current-version.server.ts'
import { storeOrigins } from './paragraph-origins.server.ts'
import { headingAddresses, whereHeadingsWent, whereWordsWent } from './where-words-went.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const { municipalityId } = await aProcess(db, municipality)

type Made = { versionId: string; ids: string[] }

/** A version after `previous`: each paragraph with the positions in the one before it that it comes from. */
async function nextOf(process: ProcessRef, previous: Made, ordinal: number, origins: number[][]): Promise<Made> {
  const [versionId, sectionId] = [uuid(), uuid()]
  const own = { municipalityId, planVersionId: versionId }
  await db
    .insertInto('planVersion')
    .values({
      ...{
        municipalityId,
        id: versionId,
        processId: process.id,
        kind: 'revised',
        ordinal,
        previousId: previous.versionId,
      },
      ...{ isForReaders: false, isForEditors: false, title: 'Plan', fileName: 'p.md', fileHash: 'x', createdAt: NOW },
    })
    .execute()
  await db
    .insertInto('section')
    .values({ ...own, id: sectionId, lineageId: sectionId, position: 0, level: 1, number: '1', heading: 'Zorg' })
    .execute()
  const ids = origins.map(() => uuid())
  const rows = ids.map((id, at) => ({ ...own, id, lineageId: id, sectionId, position: at + 1, number: at + 1 }))
  if (rows.length > 0)
    await db
      .insertInto('paragraph')
      .values(rows.map((row) => ({ ...row, kind: 'text', text: `Alinea ${row.number} van versie ${ordinal}.` })))
      .execute()
  const stored = origins.flatMap((from, at) =>
    from.map((place) => ({ paragraphId: ids[at] ?? '', originId: previous.ids[place] ?? '', isDoubtful: false })),
  )
  await db.transaction().execute((trx) => storeOrigins(trx, municipalityId, stored, []))
  return { versionId, ids }
}

async function first() {
  const process = await aProcess(db, municipality)
  const { planVersionId, paragraphs, sections } = await aPlan(db, process)
  return { process, sections, concept: { versionId: planVersionId, ids: paragraphs } }
}
const nowOf = async (process: ProcessRef, id: string) =>
  (await whereWordsWent(db, process, [id])).get(id)?.now.map((place) => place.id)

/** Of each version after the first: of each paragraph the paragraphs before that it comes from, none to three. */
const chains = fc.sample(
  fc.array(fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 7 }), {
    minLength: 3,
    maxLength: 5,
  }),
  { seed: 12, numRuns: 6 },
)

/** Makes people read this version. */
async function show(process: ProcessRef, versionId: string) {
  await makeCurrent(db, process, versionId, 'readers')
  await db.updateTable('planVersion').set({ releasedAt: NOW }).where('id', '=', versionId).execute()
}

describe('the words that something was said about', () => {
  test('are where they were while people read that version', async () => {
    const { process, concept } = await first()
    const went = await whereWordsWent(db, process, concept.ids)
    expect([...went.keys()].sort()).toEqual([...concept.ids].sort())
    expect(went.get(concept.ids[2] ?? '')).toMatchObject({
      isCurrent: true,
      made: { number: 3, version: { kind: 'concept' } },
      now: [{ id: concept.ids[2], chapter: { number: '2', heading: 'Algemene voorzieningen' } }],
      goneSince: null,
    })
  })

  test('of a version that nobody ever read are not told, and what went in it is gone since the next one that people read', async () => {
    const { process, concept } = await first()
    const council = await nextOf(process, concept, 2, [[0], []])
    const adopted = await nextOf(process, council, 3, [[0]])
    await show(process, adopted.versionId)
    const went = await whereWordsWent(db, process, [...concept.ids, ...council.ids])
    expect([...went.keys()].sort()).toEqual([...concept.ids].sort())
    expect(went.get(concept.ids[0] ?? '')?.now.map(({ id }) => id)).toEqual(adopted.ids)
    expect(went.get(concept.ids[1] ?? '')?.goneSince).toMatchObject({ id: adopted.versionId })
  })

  test('lead to all their pieces, to the paragraph they joined, or say from which version on they are gone', async () => {
    const { process, concept } = await first()
    const revised = await nextOf(process, concept, 2, [[0], [0], [1, 2]])
    expect(await nowOf(process, concept.ids[3] ?? ''), 'nobody reads it yet').toEqual([concept.ids[3]])
    await show(process, revised.versionId)
    expect(await nowOf(process, concept.ids[0] ?? '')).toEqual(revised.ids.slice(0, 2))
    expect(await nowOf(process, concept.ids[1] ?? '')).toEqual([revised.ids[2]])
    expect((await whereWordsWent(db, process, concept.ids)).get(concept.ids[3] ?? '')).toMatchObject({
      now: [],
      goneSince: { id: revised.versionId, kind: 'revised' },
      made: { text: 'Tweede alinea over algemene voorzieningen.' },
      isCurrent: false,
    })
  })

  test('of a version that nobody reads yet, of another process or of nothing lead nowhere', async () => {
    const { process, concept } = await first()
    const draft = await nextOf(process, concept, 2, [[0]])
    const other = await first()
    expect(await whereWordsWent(db, process, [draft.ids[0] ?? '', other.concept.ids[0] ?? '', uuid()])).toEqual(
      new Map(),
    )
    expect(await whereWordsWent(db, process, [])).toEqual(new Map())
  })

  test.each(chains)('resolve on every later version, or are said to be gone (%#)', async (...chain) => {
    const { process, concept } = await first()
    const versions: Made[] = [concept]
    /** For each paragraph of each version, by its id, the ids that it became in the version read now. */
    let leads = new Map(concept.ids.map((id) => [id, new Set([id])]))
    for (const made of chain) {
      const previous = versions.at(-1) ?? concept
      const origins = made.map((from) => [...new Set(from.map((place) => place % previous.ids.length))])
      const next = await nextOf(process, previous, versions.length + 1, origins)
      versions.push(next)
      await show(process, next.versionId)
      const became = (id: string) => next.ids.filter((_, at) => origins[at]?.includes(previous.ids.indexOf(id)))
      leads = new Map([
        ...[...leads].map(([id, now]) => [id, new Set([...now].flatMap(became))] as const),
        ...next.ids.map((id) => [id, new Set([id])] as const),
      ])
      const went = await whereWordsWent(db, process, [...leads.keys()])
      expect(went.size).toBe(leads.size)
      for (const [id, now] of leads) {
        const found = went.get(id)
        expect(new Set(found?.now.map((place) => place.id))).toEqual(now)
        expect(found?.goneSince === null).toBe(now.size > 0)
      }
    }
  })

  test('a heading is found by its lineage, and said to be gone', async () => {
    const { process, concept, sections } = await first()
    expect((await whereHeadingsWent(db, process, sections)).get(sections[1] ?? '')).toMatchObject({ number: '2' })
    const revised = await nextOf(process, concept, 2, [[0]])
    await db
      .updateTable('section')
      .set({ lineageId: sections[1] ?? '' })
      .where('planVersionId', '=', revised.versionId)
      .execute()
    await show(process, revised.versionId)
    const went = await whereHeadingsWent(db, process, [...sections, uuid()])
    expect([...went.values()].filter((place) => place !== null)).toMatchObject([{ number: '1', heading: 'Zorg' }])
    expect(went.get(sections[0] ?? '')).toBeNull()
    expect(went.size).toBe(2)
    const addressOf = await headingAddresses(db, { ...process, slug: 'plan', releasedAt: NOW }, sections)
    expect(sections.map(addressOf)).toEqual([null, '/trajecten/plan/plan/1-zorg#onderdeel-1'])
    const inside = await headingAddresses(db, { ...process, slug: 'plan', releasedAt: null }, sections)
    expect(sections.map(inside), 'nothing of it is public yet').toEqual([null, null])
  })
})
