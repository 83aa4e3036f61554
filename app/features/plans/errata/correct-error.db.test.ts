import { describe, expect, test } from 'vitest'
import { NotAllowed } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { importVersion } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { markOfPlanPart } from '#app/features/plans/editing/change-words.server.ts'
import { currentPlan } from '#app/features/plans/queries.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
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
