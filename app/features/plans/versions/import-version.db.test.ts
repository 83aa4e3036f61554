import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, Refused } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { importPlan, importVersion } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { currentPlan } from '#app/features/plans/queries.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from './compare-versions.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const concept = `# Zorg

Wie hulp nodig heeft, krijgt binnen vier weken een gesprek met het wijkteam.

Mantelzorgers krijgen elk jaar een pas waarmee zij gratis met de bus kunnen.

# Vervoer

De buurtbus rijdt overdag door alle dorpen van de gemeente.

Het fietspad langs het kanaal wordt breder en krijgt verlichting.
`
const next = concept
  .replace('binnen vier weken', 'binnen twee weken')
  .replace('Het fietspad langs het kanaal wordt breder en krijgt verlichting.\n', '')
  .replace('# Vervoer\n', '# Vervoer\n\nElk dorp krijgt een laadpaal voor elektrische fietsen.\n')

const fileOf = (text: string) => new File([text], 'plan.md')
async function withConcept() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: fileOf(concept) }, NOW)
  return process
}
type Kind = 'revised' | 'adopted'
const importNext = (
  process: { id: string },
  text: string,
  more: { kind?: Kind; isConfirmed?: boolean; seen?: string } = {},
) => importVersion(db, official, { process, file: fileOf(text), kind: 'revised', ...more }, NOW)

async function changes(process: ProcessRef) {
  const now = await storedPlan(db, process)
  const compared = now && (await compareVersions(db, process, now, 'first'))
  return compared?.lines.map(({ kind, from, to }) => `${kind} ${from ?? '-'} ${to ?? '-'}`)
}

describe('the next version of a plan', () => {
  test('is the same where only its footnotes got other numbers', async () => {
    const noted = `# Zorg\n\nHet wijkteam helpt.[^1]\n\nDe pas is gratis.[^2]\n\n[^1]: Zie de nota zorg.\n[^2]: Zie de begroting.\n`
    const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
    await importPlan(db, official, { process, file: fileOf(noted) }, NOW)
    await importNext(
      process,
      noted.replace('# Zorg\n', '# Zorg\n\nNieuw is de noot.[^0]\n').concat('[^0]: Een nieuwe noot.\n'),
    )
    expect((await storedPlan(db, process))?.blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      ...['heading: Zorg', 'text: Nieuw is de noot.', 'text: Het wijkteam helpt.', 'text: De pas is gratis.'],
      ...['note: Een nieuwe noot.', 'note: Zie de nota zorg.', 'note: Zie de begroting.'],
    ])
    expect(await changes(process)).toEqual([
      'new - 0',
      'unchanged 0 1',
      'unchanged 1 2',
      'new - 3',
      'unchanged 2 4',
      'unchanged 3 5',
    ])
  })

  test('comes beside the concept, which people go on reading', async () => {
    const process = await withConcept()
    const before = await storedPlan(db, process)
    expect(await importNext(process, next)).toMatchObject({ changed: true, sections: 2, paragraphs: 4, doubtful: 0 })
    expect((await currentPlan(db, process))?.kind).toBe('concept')
    const now = await storedPlan(db, process)
    expect(now).toMatchObject({ kind: 'revised', ordinal: 2, previousId: before?.versionId })
    expect(await storedPlan(db, process, 'forReaders')).toEqual(before)
    expect(await changes(process)).toEqual(['edited 0 0', 'unchanged 1 1', 'new - 2', 'unchanged 2 3', 'gone 3 -'])
  })

  test('what continues a part of the concept has its lineage and an id of its own', async () => {
    const process = await withConcept()
    const before = await storedPlan(db, process)
    await importNext(process, next)
    const now = await storedPlan(db, process)
    const [old, kept] = [before?.blocks[1], now?.blocks[1]]
    expect(kept?.text).toContain('twee weken')
    expect(kept?.lineageId).toBe(old?.lineageId)
    expect(kept?.id).not.toBe(old?.id)
    expect(now?.blocks.filter(({ kind }) => kind === 'heading').map(({ lineageId }) => lineageId)).toEqual(
      before?.blocks.filter(({ kind }) => kind === 'heading').map(({ lineageId }) => lineageId),
    )
    const lineages = now?.blocks.map(({ lineageId }) => lineageId)
    expect(new Set(lineages).size).toBe(lineages?.length)
  })

  test('another file of the same kind replaces its words, and parts in common keep their ids', async () => {
    const process = await withConcept()
    await importNext(process, next)
    const first = await storedPlan(db, process)
    await importNext(process, next.replace('twee weken', 'drie weken'))
    const second = await storedPlan(db, process)
    expect(second?.versionId).toBe(first?.versionId)
    expect(second?.blocks.map(({ id }) => id)).toEqual(first?.blocks.map(({ id }) => id))
    expect(await changes(process)).toEqual(['edited 0 0', 'unchanged 1 1', 'new - 2', 'unchanged 2 3', 'gone 3 -'])
  })

  test('the same file again changes nothing', async () => {
    const process = await withConcept()
    await importNext(process, next)
    expect(await importNext(process, next)).toMatchObject({ changed: false, sections: 2, paragraphs: 4 })
  })

  test('an adopted version follows the revised one, which is fixed then; both ways lead back to the concept', async () => {
    const process = await withConcept()
    await importNext(process, next)
    const revised = await storedPlan(db, process)
    const adopted = next
      .replace('overdag', 'overdag en in de avond')
      .replace('Elk dorp krijgt een laadpaal voor elektrische fietsen.\n\n', '')
    await importNext(process, adopted, { kind: 'adopted' })
    expect(await storedPlan(db, process)).toMatchObject({ kind: 'adopted', ordinal: 3, previousId: revised?.versionId })
    expect((await storedPlan(db, process, { id: revised?.versionId ?? '' }))?.fixedAt).toEqual(NOW)
    expect(await changes(process)).toEqual(['edited 0 0', 'unchanged 1 1', 'edited 2 2', 'gone 3 -'])
    await expect(importNext(process, next)).rejects.toThrow(/vastgesteld/)
  })

  test('another document altogether is refused until it is confirmed, and nothing changes', async () => {
    const process = await withConcept()
    const other =
      '# Afval\n\nDe container wordt elke week geleegd.\n\nGlas gaat apart.\n\nOud papier haalt de vereniging op.\n'
    await expect(importNext(process, other)).rejects.toMatchObject({ code: 'anotherDocument', facts: { percent: 0 } })
    expect((await storedPlan(db, process))?.kind).toBe('concept')
    expect(await importNext(process, other, { isConfirmed: true })).toMatchObject({ changed: true })
    expect((await storedPlan(db, process))?.kind).toBe('revised')
  })

  test('is refused when a colleague changed the plan since the form was opened', async () => {
    const process = await withConcept()
    const opened = (await storedPlan(db, process))?.seen
    await importNext(process, next)
    await expect(importNext(process, `${next}\nNog een alinea erbij.\n`, { seen: opened ?? '' })).rejects.toMatchObject(
      {
        code: 'stale',
      },
    )
  })

  test('a file that cannot be read is refused, and nothing changes', async () => {
    const process = await withConcept()
    const before = await storedPlan(db, process)
    const broken = new File(['geen document'], 'plan.docx')
    await expect(importVersion(db, official, { process, file: broken, kind: 'revised' }, NOW)).rejects.toMatchObject({
      code: 'unreadable',
    })
    expect(await storedPlan(db, process)).toEqual(before)
  })

  test('needs a concept, and the concept is not replaced any more', async () => {
    const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
    await expect(importNext(process, next)).rejects.toThrow(Refused)
    await importPlan(db, official, { process, file: fileOf(concept) }, NOW)
    await importNext(process, next)
    await expect(
      importPlan(db, official, { process, file: fileOf(`${concept}\nErbij.\n`) }, NOW),
    ).rejects.toMatchObject({ code: 'laterVersion' })
    expect(await importPlan(db, official, { process, file: fileOf(concept) }, NOW)).toMatchObject({ changed: false })
  })

  test('is for processors of this municipality', async () => {
    const process = await withConcept()
    const reader = await anActor(db, municipality, { innerRoles: ['reviewer'] })
    await expect(importVersion(db, reader, { process, file: fileOf(next), kind: 'revised' }, NOW)).rejects.toThrow(
      NotAllowed,
    )
  })
})
