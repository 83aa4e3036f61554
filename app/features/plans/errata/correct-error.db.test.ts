import { describe, expect, test } from 'vitest'
import { NotAllowed } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { importVersion, writeParagraph } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { markOfPlanPart } from '#app/features/plans/editing/change-words.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { currentPlan } from '#app/features/plans/queries.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision, discardVersion } from '#app/features/plans/versions/begin-revision.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { correctError } from './correct-error.server.ts'
import { errataOf } from './errata.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const approver = await anActor(db, municipality, { innerRoles: ['approver', 'processor'] })

async function released() {
  const process = await aProcess(db, municipality, { state: 'released' })
  const { paragraphs } = await aPlan(db, process)
  return { process, part: paragraphs[0] ?? '' }
}
const blockOf = async (process: ProcessRef, part: string) =>
  (await storedPlan(db, process, 'forReaders'))?.blocks.find(({ id }) => id === part)
const correct = (process: ProcessRef, part: string, words: string, seen?: string) =>
  correctError(db, approver, { process, part, words, reason: 'Een typefout.', ...(seen && { seen }) }, NOW)
async function errata(process: ProcessRef) {
  const plan = await currentPlan(db, process)
  return plan && (await errataOf(db, plan))
}
const found = async (words: string) => {
  const rows = await db
    .selectFrom('searchEntry')
    .select('id')
    .where('kind', '=', 'paragraph')
    .where((eb) =>
      eb(eb.ref('words'), '@@', eb.fn<string>('plainto_tsquery', [eb.val('dutch_unaccent'), eb.val(words)])),
    )
    .execute()
  return rows.map(({ id }) => id)
}

describe('an obvious error in a released plan', () => {
  test('is corrected with its date and reason, the old words are kept, and search finds the new ones', async () => {
    const { process, part } = await released()
    const old = (await blockOf(process, part))?.text
    await correct(process, part, 'De **wijkzuster** komt thuis.')
    expect(await blockOf(process, part)).toMatchObject({ text: 'De wijkzuster komt thuis.' })
    const [erratum, ...more] = (await errata(process))?.[part] ?? []
    expect(more).toEqual([])
    expect(erratum).toMatchObject({ reason: 'Een typefout.', old: { text: old }, on: expect.stringMatching(/\d{4}$/) })
    expect(await found('wijkzuster')).toEqual([part])
    // A form that is sent twice corrects once.
    await correct(process, part, 'De **wijkzuster** komt thuis.')
    expect((await errata(process))?.[part]).toHaveLength(1)
    // A second one comes before the first.
    await correct(process, part, 'De wijkverpleegkundige komt thuis.')
    expect((await errata(process))?.[part]?.map(({ old }) => old.text)).toEqual(['De wijkzuster komt thuis.', old])
  })

  test('is corrected along in a later version that officials still work on, and where they changed it is left', async () => {
    const { process, part } = await released()
    const blocks = (await storedPlan(db, process))?.blocks ?? []
    const file = blocks.map((block) => (block.kind === 'heading' ? `# ${block.text}` : block.text)).join('\n\n')
    await importVersion(
      db,
      approver,
      { process, file: new File([`${file}\n\nEr komt nog iets bij.`], 'plan.md'), kind: 'revised' },
      NOW,
    )
    await correct(process, part, 'Zonder fout.')
    const draft = (await storedPlan(db, process))?.blocks.map(({ text }) => text)
    expect(draft).toContain('Zonder fout.')
    expect(draft).toContain('Er komt nog iets bij.')
  })

  test('is corrected along in a version that is fixed and nobody reads yet, with an erratum of its own, and in the one made from it', async () => {
    const { process, part } = await released()
    const old = (await blockOf(process, part))?.text
    const { planVersionId: fixed } = await beginRevision(db, approver, { process }, NOW)
    await db.updateTable('planVersion').set({ fixedAt: NOW, handedOverAt: NOW }).where('id', '=', fixed).execute()
    const { planVersionId: draft } = await beginRevision(db, approver, { process }, NOW)
    await correct(process, part, 'Zonder fout.')
    expect(Object.values((await errata(process)) ?? {})).toHaveLength(1)
    const errataIn = (id: string) => errataOf(db, { id, municipalityId: municipality.id })
    for (const id of [fixed, draft])
      expect((await storedPlan(db, process, { id }))?.blocks.map(({ text }) => text)).toContain('Zonder fout.')
    expect(Object.values(await errataIn(fixed))).toMatchObject([[{ reason: 'Een typefout.', old: { text: old } }]])
    expect(await errataIn(draft)).toEqual({})
  })

  test('is not kept in a version that officials can change again', async () => {
    const { process, part } = await released()
    const { planVersionId: fixed } = await beginRevision(db, approver, { process }, NOW)
    await db.updateTable('planVersion').set({ fixedAt: NOW }).where('id', '=', fixed).execute()
    await beginRevision(db, approver, { process }, NOW)
    await correct(process, part, 'Zonder fout.')
    await discardVersion(db, approver, { process, seen: (await storedPlan(db, process))?.seen ?? '' }, NOW)
    expect(await storedPlan(db, process)).toMatchObject({ versionId: fixed, fixedAt: null })
    expect(await errataOf(db, { id: fixed, municipalityId: municipality.id })).toEqual({})
    expect((await storedPlan(db, process))?.blocks.map(({ text }) => text)).toContain('Zonder fout.')
  })

  test('is no change of the version that has it, or of one after it, whichever it is compared with', async () => {
    const { process, part } = await released()
    const concept = (await blockOf(process, part))?.text ?? ''
    const made = async () => (await beginRevision(db, approver, { process }, NOW)).planVersionId
    const read = (id: string) =>
      inTransaction(db, async (trx) => {
        await trx.updateTable('planVersion').set({ fixedAt: NOW }).where('id', '=', id).execute()
        await makeCurrent(trx, process, id, 'readers')
      })
    const partNow = async () =>
      (await storedPlan(db, process, 'forReaders'))?.blocks.filter((block) => !isHeading(block))[0]?.id ?? ''
    const compared = async (since: 'previous' | 'first') => {
      const now = await storedPlan(db, process, 'forReaders')
      const found = now && (await compareVersions(db, process, now, since))
      const [old, words] = [found?.old.paragraphs[0]?.text, found?.now.paragraphs[0]?.text]
      return { changes: changesOf(found?.lines ?? []).map(({ kind }) => kind), old, words }
    }
    const revised = await made()
    await read(revised)
    await correct(process, await partNow(), 'Zonder fout.')
    expect(await compared('previous')).toEqual({ changes: [], old: 'Zonder fout.', words: 'Zonder fout.' })
    const last = await made()
    await read(last)
    expect(await compared('first')).toEqual({ changes: [], old: 'Zonder fout.', words: 'Zonder fout.' })
    await correct(process, await partNow(), 'Zonder enige fout.')
    for (const since of ['previous', 'first'] as const)
      expect(await compared(since)).toEqual({ changes: [], old: 'Zonder enige fout.', words: 'Zonder enige fout.' })
    expect(await blockOf(process, await partNow())).toMatchObject({ text: 'Zonder enige fout.' })
    const [stored] = ((await storedPlan(db, process, 'concept'))?.blocks ?? []).filter((block) => !isHeading(block))
    expect(stored?.text, 'the concept itself stays as people read it').toBe(concept)
  })

  test('does not hide a change of the same paragraph', async () => {
    const { process, part } = await released()
    const old = (await blockOf(process, part))?.text
    const { planVersionId: revised } = await beginRevision(db, approver, { process }, NOW)
    const own = (await storedPlan(db, process))?.blocks.find((block) => block.text === old)?.id ?? ''
    await writeParagraph(db, approver, { process, part: own, words: 'Er komen bankjes in het prak.' }, NOW)
    await inTransaction(db, (trx) => makeCurrent(trx, process, revised, 'readers'))
    await db.updateTable('planVersion').set({ fixedAt: NOW }).where('id', '=', revised).execute()
    await correct(process, own, 'Er komen bankjes in het park.')
    const now = await storedPlan(db, process)
    const compared = now && (await compareVersions(db, process, now))
    expect(changesOf(compared?.lines ?? []).map(({ kind }) => kind)).toEqual(['edited'])
    expect(compared?.old.paragraphs[0]?.text).toBe(old)
    expect(compared?.now.paragraphs[0]?.text).toBe('Er komen bankjes in het park.')
  })

  test('is refused where nothing is corrected, where it is no erratum, and where a colleague was first', async () => {
    const { process, part } = await released()
    const block = await blockOf(process, part)
    if (!block) throw new Error('no paragraph')
    const refused = (words: string, seen?: string) => expect(correct(process, part, words, seen)).rejects
    await refused(block.text).toMatchObject({ code: 'sameWords' })
    await refused('Eén.\n\nTwee.').toMatchObject({ code: 'oneParagraph' })
    await refused('  ').toMatchObject({ code: 'oneParagraph' })
    await refused('*a'.repeat(9000)).toMatchObject({ code: 'unreadable' })
    const seen = markOfPlanPart(block)
    await correct(process, part, 'Eerst hersteld.', seen)
    await refused('Daarna hersteld.', seen).toMatchObject({ code: 'changedMeanwhile' })
    const draft = await aProcess(db, municipality, { state: 'draft' })
    const { paragraphs } = await aPlan(db, draft)
    await expect(correct(draft, paragraphs[0] ?? '', 'Anders.')).rejects.toMatchObject({ code: 'notFixed' })
    await expect(correct(process, paragraphs[0] ?? '', 'Anders.')).rejects.toMatchObject({ code: 'notRead' })
    await expect(
      correctError(db, approver, { process, part, words: 'Nog anders.', reason: ' ' }, NOW),
    ).rejects.toMatchObject({ byField: { reason: expect.stringMatching(/^Schrijf op/) } })
  })

  test('is for approvers', async () => {
    const { process, part } = await released()
    const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
    await expect(
      correctError(db, processor, { process, part, words: 'Anders.', reason: 'Typefout.' }, NOW),
    ).rejects.toThrow(NotAllowed)
  })
})
