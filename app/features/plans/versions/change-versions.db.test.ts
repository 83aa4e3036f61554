import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { importPlan, importVersion, writeParagraph } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { beginRevision, discardVersion } from './begin-revision.server.ts'
import { compareVersions } from './compare-versions.server.ts'
import { compareView } from './compare-view.server.ts'
import { makeCurrent } from './current-version.server.ts'
import { reopenOrigins, settleDoubts, settleOrigin } from './settle-origins.server.ts'
import { planVersions } from './version-list.server.ts'
import { whereWordsWent } from './where-words-went.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const concept = `# Zorg

Wie hulp nodig heeft, krijgt binnen vier weken een gesprek met het wijkteam.

Mantelzorgers krijgen elk jaar een pas waarmee zij gratis met de bus kunnen.

De bibliotheek is een plek waar iedereen welkom is en cursussen kan volgen.
`
const next = concept
  .replace('binnen vier weken', 'binnen twee weken')
  .replace('# Zorg\n', '# Zorg\n\nElk dorp krijgt een laadpaal voor elektrische fietsen.\n')
const fileOf = (text: string) => new File([text], 'plan.md')

async function withConcept() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: fileOf(concept) }, NOW)
  return process
}
/** Released, with four paragraphs in two chapters. */
async function released() {
  const process = await aProcess(db, municipality)
  await aPlan(db, process)
  return process
}

async function withNext() {
  const process = await withConcept()
  await importVersion(db, official, { process, file: fileOf(next), kind: 'revised' }, NOW)
  const now = await paragraphs(process)
  const old = await paragraphs(process, 'concept')
  return { process, now, old }
}
async function paragraphs(process: ProcessRef, which: 'forEditors' | 'concept' = 'forEditors') {
  const plan = await storedPlan(db, process, which)
  return (plan?.blocks ?? []).filter((block) => !isHeading(block))
}
async function lines(process: ProcessRef) {
  const plan = await storedPlan(db, process)
  const compared = plan && (await compareVersions(db, process, plan))
  return compared?.lines.map(
    ({ kind, from, to, doubtful }) => `${kind} ${from ?? '-'} ${to ?? '-'}${doubtful ? '?' : ''}`,
  )
}
const doubt = (paragraphId: string) =>
  db.updateTable('paragraphOrigin').set({ isDoubtful: true }).where('paragraphId', '=', paragraphId).execute()
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error('not there')
  return found
}

describe('a next version by editing', () => {
  test('begins as the words that people read, each with its origin, and is edited apart from them', async () => {
    const process = await released()
    const { planVersionId } = await beginRevision(db, official, { process }, NOW)
    expect(await storedPlan(db, process)).toMatchObject({ versionId: planVersionId, kind: 'revised', ordinal: 2 })
    expect(await lines(process)).toEqual(['unchanged 0 0', 'unchanged 1 1', 'unchanged 2 2', 'unchanged 3 3'])
    const [first] = await paragraphs(process)
    await writeParagraph(
      db,
      official,
      { process, part: first?.id ?? '', words: 'Wie hulp nodig heeft, krijgt die.' },
      NOW,
    )
    expect(await lines(process)).toEqual(['edited 0 0', 'unchanged 1 1', 'unchanged 2 2', 'unchanged 3 3'])
    expect(at(await paragraphs(process, 'concept'), 0).text).toContain('gezin en sociaal netwerk')
  })

  test('is not needed while the last one can be changed, and needs a plan', async () => {
    const process = await withConcept()
    await expect(beginRevision(db, official, { process }, NOW)).rejects.toMatchObject({ code: 'stillOpen' })
    const open = await released()
    await beginRevision(db, official, { process: open }, NOW)
    await expect(beginRevision(db, official, { process: open }, NOW)).rejects.toMatchObject({ code: 'stillOpen' })
    const empty = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
    await expect(beginRevision(db, official, { process: empty }, NOW)).rejects.toMatchObject({ code: 'noPlan' })
  })

  test('does not come after the adopted plan', async () => {
    const { process } = await withNext()
    await db
      .updateTable('planVersion')
      .set({ kind: 'adopted', fixedAt: NOW })
      .where('processId', '=', process.id)
      .where('ordinal', '=', 2)
      .execute()
    await expect(beginRevision(db, official, { process }, NOW)).rejects.toMatchObject({ code: 'alreadyAdopted' })
  })
})

describe('a draft version that is thrown away', () => {
  test('is gone with its words, officials go back to the one before it, and the record says how large it was', async () => {
    const { process } = await withNext()
    const draft = await storedPlan(db, process)
    await discardVersion(db, official, { process, seen: draft?.seen ?? '' }, NOW)
    expect(await storedPlan(db, process)).toMatchObject({ kind: 'concept', ordinal: 1 })
    expect(await storedPlan(db, process, { id: draft?.versionId ?? '' })).toBeNull()
    const event = await db
      .selectFrom('event')
      .select(['detail'])
      .where('act', '=', 'discardVersion')
      .where('subjectId', '=', draft?.versionId ?? '')
      .executeTakeFirstOrThrow()
    expect(event.detail).toEqual({ kind: 'revised', paragraphs: 4, sections: 1 })
    await importVersion(db, official, { process, file: fileOf(next), kind: 'revised' }, NOW)
    expect(await storedPlan(db, process)).toMatchObject({ kind: 'revised', ordinal: 2 })
  })

  test('lets the draft that it was made from be changed again', async () => {
    const { process } = await withNext()
    await importVersion(db, official, { process, file: fileOf(`${next}\nErbij.\n`), kind: 'adopted' }, NOW)
    await discardVersion(db, official, { process }, NOW)
    expect(await storedPlan(db, process)).toMatchObject({ kind: 'revised', ordinal: 2, fixedAt: null })
  })

  test('is refused for what people read, for what is fixed, and when a colleague changed it meanwhile', async () => {
    const process = await withConcept()
    await expect(discardVersion(db, official, { process }, NOW)).rejects.toMatchObject({ code: 'noDraft' })
    await importVersion(db, official, { process, file: fileOf(next), kind: 'revised' }, NOW)
    await expect(discardVersion(db, official, { process, seen: 'x' }, NOW)).rejects.toMatchObject({ code: 'stale' })
    const draft = await storedPlan(db, process)
    await makeCurrent(db, process, draft?.versionId ?? '', 'readers')
    await expect(discardVersion(db, official, { process }, NOW)).rejects.toMatchObject({ code: 'noDraft' })
    await makeCurrent(db, process, draft?.previousId ?? '', 'readers')
    await db
      .updateTable('planVersion')
      .set({ fixedAt: NOW })
      .where('id', '=', draft?.versionId ?? '')
      .execute()
    await expect(discardVersion(db, official, { process }, NOW)).rejects.toMatchObject({ code: 'noDraft' })
  })
})

describe('where a paragraph comes from', () => {
  test('an official confirms what was proposed, and takes it back', async () => {
    const { process, now, old } = await withNext()
    expect(await lines(process)).toEqual(['new - 0', 'edited 0 1', 'unchanged 1 2', 'unchanged 2 3'])
    const part = at(now, 1).id
    await doubt(part)
    const { settled } = await settleOrigin(
      db,
      official,
      { process, part, answer: 'given', origins: [at(old, 0).id] },
      NOW,
    )
    expect(await lines(process)).toEqual(['new - 0', 'edited 0 1', 'unchanged 1 2', 'unchanged 2 3'])
    expect(await settleOrigin(db, official, { process, part, answer: 'given', origins: [at(old, 0).id] }, NOW)).toEqual(
      {
        settled: null,
        count: 0,
      },
    )
    expect(await reopenOrigins(db, official, { process, settled: settled ?? '', part }, NOW)).toEqual({ count: 1 })
    expect(await lines(process)).toContain('edited 0 1?')
    expect(await reopenOrigins(db, official, { process, settled: settled ?? '' }, NOW)).toEqual({ count: 0 })
  })

  test('is new: the old one is gone, and an address of it says so once people read this', async () => {
    const { process, now, old } = await withNext()
    const part = at(now, 1)
    const { settled } = await settleOrigin(db, official, { process, part: part.id, answer: 'new' }, NOW)
    expect(await lines(process)).toEqual(['gone 0 -', 'new - 0', 'new - 1', 'unchanged 1 2', 'unchanged 2 3'])
    const [, apart] = await paragraphs(process)
    expect(apart?.lineageId).toBe(part.id)
    const version = await storedPlan(db, process)
    await makeCurrent(db, process, version?.versionId ?? '', 'readers')
    expect((await whereWordsWent(db, process, [at(old, 0).id])).get(at(old, 0).id)?.now).toEqual([])
    await reopenOrigins(db, official, { process, settled: settled ?? '' }, NOW)
    expect((await paragraphs(process))[1]?.lineageId).toBe(at(old, 0).lineageId)
  })

  test('is another one, by its number or its words; several are a merger', async () => {
    const { process, now } = await withNext()
    const part = at(now, 0).id
    await settleOrigin(db, official, { process, part, answer: 'chosen', words: 'bibliotheek' }, NOW)
    expect(await lines(process)).toContain('split 2 0')
    await settleOrigin(db, official, { process, part, answer: 'chosen', words: 'alinea 1 en 3' }, NOW)
    expect((await lines(process))?.filter((line) => line.endsWith(' 0'))).toEqual(['merged 0 0', 'merged 2 0'])
  })

  test('is refused with what was typed when it can’t be found, and when a colleague settled it meanwhile', async () => {
    const { process, now } = await withNext()
    const part = at(now, 0).id
    const typed = (words: string) => settleOrigin(db, official, { process, part, answer: 'chosen', words }, NOW)
    await expect(typed(' ')).rejects.toMatchObject({ code: 'noOrigin', field: 'words' })
    await expect(typed('alinea 9')).rejects.toMatchObject({
      code: 'unknownOrigin',
      message: expect.stringContaining('alinea 9'),
    })
    await expect(typed('krijg')).rejects.toMatchObject({
      code: 'severalOrigins',
      message: expect.stringContaining('1, 2'),
    })
    const stale = { process, part: at(now, 1).id, answer: 'new' as const, seen: 'x' }
    await expect(settleOrigin(db, official, stale, NOW)).rejects.toMatchObject({ code: 'stale' })
  })

  test('of a version that is not there, or of a paragraph of another process, is not found', async () => {
    const { now, old } = await withNext()
    const alone = await withConcept()
    await expect(settleDoubts(db, official, { process: alone }, NOW)).rejects.toThrow(NotFound)
    const other = await withNext()
    const foreign = { process: other.process, part: at(now, 1).id, answer: 'new' as const }
    await expect(settleOrigin(db, official, foreign, NOW)).rejects.toThrow(NotFound)
    const wrong = {
      process: other.process,
      part: at(other.now, 1).id,
      answer: 'given' as const,
      origins: [at(old, 0).id],
    }
    await expect(settleOrigin(db, official, wrong, NOW)).rejects.toThrow(NotFound)
  })

  test('of nine thousand doubtful ones is confirmed at once', async () => {
    const { process } = await withNext()
    const [plan, old] = [await storedPlan(db, process), await storedPlan(db, process, 'concept')]
    const section = plan?.blocks[0]?.id
    const origin = old?.blocks[1]?.id
    await sql`
      with many as (
        insert into paragraph (municipality_id, plan_version_id, section_id, id, lineage_id, position, number, kind, text)
        select ${municipality.id}, ${plan?.versionId}, ${section}, id, id, 100 + place, 100 + place, 'text', 'Alinea ' || place
        from (select gen_random_uuid() as id, place from generate_series(1, 9000) as place) as made
        returning id
      )
      insert into paragraph_origin (municipality_id, paragraph_id, origin_id, is_doubtful)
      select ${municipality.id}, id, ${origin}, true from many`.execute(db)
    expect(await settleDoubts(db, official, { process }, NOW)).toMatchObject({ count: 9000 })
  })

  test('of all doubtful ones is confirmed at once, and taken back at once', async () => {
    const { process, now } = await withNext()
    for (const { id } of now) await doubt(id)
    const { settled, count } = await settleDoubts(db, official, { process }, NOW)
    expect(count).toBe(3)
    expect((await lines(process))?.some((line) => line.endsWith('?'))).toBe(false)
    expect(await settleDoubts(db, official, { process }, NOW)).toEqual({ settled: null, count: 0 })
    expect(await reopenOrigins(db, official, { process, settled: settled ?? '' }, NOW)).toEqual({ count: 3 })
    expect((await lines(process))?.filter((line) => line.endsWith('?'))).toHaveLength(3)
  })
})

describe('the comparison of a version with the one before it', () => {
  const asked = { version: null, filter: null, chapter: null, page: 1 }

  test('asks about what is doubtful first, and lists all changes by kind and chapter', async () => {
    const { process, now, old } = await withNext()
    await doubt(at(now, 1).id)
    const whole = await processBySlug(db, municipality.id, process.slug)
    const first = await compareView(db, whole, asked)
    expect(first).toMatchObject({
      filter: 'doubtful',
      counts: { doubtful: 1, settled: 0, all: 2, unchanged: 2, edited: 1, new: 1, gone: 0 },
      before: { total: 3, found: 2 },
      doubtfulOlds: [at(old, 0).id],
    })
    expect(first?.changes.map(({ kind, questions }) => [kind, questions.map(({ isDoubtful }) => isDoubtful)])).toEqual([
      ['edited', [true]],
    ])
    const seen = first?.changes[0]?.questions[0]?.seen ?? ''
    const settled = { process, part: at(now, 1).id, answer: 'new' as const, seen }
    await settleOrigin(db, official, settled, NOW)
    const all = await compareView(db, whole, asked)
    expect(all?.filter).toBe('all')
    expect(all?.changes.map(({ kind }) => kind)).toEqual(['gone', 'new', 'new'])
    const mine = await compareView(db, whole, { ...asked, filter: 'settled' })
    expect(mine?.changes.map(({ news, settled }) => [news[0]?.id, settled.length])).toEqual([[at(now, 1).id, 1]])
    expect(all?.chapters).toEqual([{ key: expect.any(String), heading: 'Zorg', changes: 3 }])
    expect((await compareView(db, whole, { ...asked, filter: 'gone', chapter: 'elders' }))?.changes).toEqual([])
  })

  test('is not there for the first version', async () => {
    const process = await withConcept()
    expect(await compareView(db, await processBySlug(db, municipality.id, process.slug), asked)).toBeNull()
  })
})

test('nobody reads a version of a plan that was not released, and people read the concept of one that was', async () => {
  const draft = await withConcept()
  await importVersion(db, official, { process: draft, file: fileOf(next), kind: 'revised' }, NOW)
  const read = async ({ slug }: { slug: string }) =>
    (await planVersions(db, await processBySlug(db, municipality.id, slug))).map(({ isRead }) => isRead)
  expect(await read(draft)).toEqual([false, false])
  const released = await aProcess(db, municipality, { state: 'released' })
  await aPlan(db, released)
  await beginRevision(db, official, { process: released }, NOW)
  expect(await read(released)).toEqual([true, false])
})
