import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { importPlan } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { isHeading } from './plan.ts'
import { storedPlan } from './stored-plan.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const draft = () => createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
const importText = (process: { id: string }, text: string, fileName = 'plan.md', by = official) =>
  importPlan(db, by, { process, file: new File([text], fileName) }, NOW)
const blocks = async (process: ProcessRef) => (await storedPlan(db, process))?.blocks ?? []
const outline = async (process: ProcessRef) =>
  (await blocks(process)).map((block) =>
    isHeading(block) ? `${block.number} ${block.text}` : `[${block.number}] ${block.text}`,
  )
const idOf = async (process: ProcessRef, text: string) => {
  const found = (await blocks(process)).find((block) => block.text === text)
  if (!found) throw new Error(`no block says ${text}`)
  return found.id
}

const plan = `# Zorg dichtbij

Wie hulp nodig heeft, krijgt die in het eigen dorp.

## Mantelzorg

De gemeente steunt wie voor een ander zorgt, met geld en met rust.

- een vast gezicht
- een avond vrij

# Vervoer

De bus rijdt door tot tien uur.
`

describe('an official imports a concept plan', () => {
  test('it becomes headings and paragraphs that are numbered in reading order', async () => {
    const process = await draft()
    const result = await importText(process, plan, 'C:\\map\\plan.md')
    expect(result).toMatchObject({ changed: true, sections: 3, paragraphs: 4 })
    expect(await outline(process)).toEqual([
      ...['1 Zorg dichtbij', '[1] Wie hulp nodig heeft, krijgt die in het eigen dorp.'],
      ...[
        '1.1 Mantelzorg',
        '[2] De gemeente steunt wie voor een ander zorgt, met geld en met rust.',
        '[3] • een vast gezicht\n• een avond vrij',
      ],
      ...['2 Vervoer', '[4] De bus rijdt door tot tien uur.'],
    ])
    expect(await storedPlan(db, process)).toMatchObject({ fileName: 'plan.md', versionId: result.planVersionId })
    const rows = await db
      .selectFrom('paragraph')
      .select(['id', 'lineageId'])
      .where('planVersionId', '=', result.planVersionId)
      .execute()
    expect(rows.every(({ id, lineageId }) => id === lineageId)).toBe(true)
    const events = await db
      .selectFrom('event')
      .select(['act', 'detail'])
      .where('processId', '=', process.id)
      .orderBy('id')
      .execute()
    expect(events.at(-1)).toEqual({ act: 'importPlan', detail: { sections: 3, paragraphs: 4, replaced: false } })
  })

  test('the same file again changes nothing, also when it is sent twice at once', async () => {
    const process = await draft()
    const both = await Promise.all([importText(process, plan), importText(process, plan)])
    expect(both.map(({ changed }) => changed).sort()).toEqual([false, true])
    expect(both[0]?.planVersionId).toBe(both[1]?.planVersionId)
    const before = await blocks(process)
    expect(await importText(process, plan)).toMatchObject({ changed: false, sections: 3, paragraphs: 4 })
    expect(await blocks(process)).toEqual(before)
    const events = await db
      .selectFrom('event')
      .select('act')
      .where('processId', '=', process.id)
      .where('act', '=', 'importPlan')
      .execute()
    expect(events).toHaveLength(1)
  })

  test('a changed file replaces the text, and what stayed alike keeps its id', async () => {
    const process = await draft()
    await importText(process, plan)
    const [bus, care, chapter] = [
      await idOf(process, 'De bus rijdt door tot tien uur.'),
      await idOf(process, 'De gemeente steunt wie voor een ander zorgt, met geld en met rust.'),
      await idOf(process, 'Vervoer'),
    ]
    const changed = plan
      .replace('# Vervoer', '# Sport\n\nElk dorp een veld.\n\n# Vervoer')
      .replace('met geld en met rust', 'met geld, met rust en met raad')
      .replace('Wie hulp nodig heeft, krijgt die in het eigen dorp.\n\n', '')
    expect(await importText(process, changed)).toMatchObject({ changed: true, sections: 4, paragraphs: 4 })
    expect(await idOf(process, 'De bus rijdt door tot tien uur.')).toBe(bus)
    expect(await idOf(process, 'De gemeente steunt wie voor een ander zorgt, met geld, met rust en met raad.')).toBe(
      care,
    )
    expect(await idOf(process, 'Vervoer')).toBe(chapter)
    expect((await outline(process)).at(-2)).toBe('3 Vervoer')
    expect((await outline(process)).join()).not.toContain('eigen dorp')
  })

  test('a reaction whose paragraph disappears stays, and says that it was about a part that is gone', async () => {
    const process = await draft()
    await importText(process, plan)
    const [help, bus] = [
      await idOf(process, 'Wie hulp nodig heeft, krijgt die in het eigen dorp.'),
      await idOf(process, 'De bus rijdt door tot tien uur.'),
    ]
    const contributorId = uuid()
    const ids = { municipalityId: municipality.id, processId: process.id }
    await db
      .insertInto('contributor')
      .values({ ...ids, id: contributorId, kind: 'organisation' })
      .execute()
    const reaction = {
      ...ids,
      contributorId,
      kind: 'partnerResponse',
      channel: 'email',
      receivedAt: NOW,
      timeliness: 'early',
      text: 'Goed.',
    }
    const [about, other] = [uuid(), uuid()]
    await db
      .insertInto('contribution')
      .values([
        { ...reaction, id: about, paragraphId: help },
        { ...reaction, id: other, paragraphId: bus },
      ])
      .execute()
    const { warnings } = await importText(
      process,
      plan.replace('Wie hulp nodig heeft, krijgt die in het eigen dorp.\n\n', ''),
    )
    expect(warnings).toContain('1 reactie ging over een onderdeel dat niet meer in het plan staat.')
    const kept = await db
      .selectFrom('contribution')
      .select(['id', 'paragraphId', 'about', 'text'])
      .where('processId', '=', process.id)
      .orderBy('id')
      .execute()
    expect(kept).toEqual([
      { id: about, paragraphId: null, about: 'Een onderdeel dat niet meer in het plan staat', text: 'Goed.' },
      { id: other, paragraphId: bus, about: '', text: 'Goed.' },
    ])
  })

  test('a file that cannot be read leaves nothing behind, or what was there', async () => {
    const process = await draft()
    const broken = importText(process, 'PK\u0003\u0004 kapot', 'plan.docx')
    await expect(broken).rejects.toMatchObject({ field: 'file', code: 'unreadable' })
    await expect(importText(process, '')).rejects.toMatchObject({
      field: 'file',
      message: expect.stringContaining('leeg') as string,
    })
    expect(await storedPlan(db, process)).toBeNull()
    await importText(process, plan)
    const before = await storedPlan(db, process)
    await expect(importText(process, '\u0000\u0001\u0002', 'plan.txt')).rejects.toBeInstanceOf(Refused)
    expect(await storedPlan(db, process)).toEqual(before)
  })

  test('a file that is too large is refused with its size', async () => {
    const process = await draft()
    const file = new File([new Uint8Array(26 * 1024 * 1024)], 'plan.docx')
    const large = importPlan(db, official, { process, file }, NOW)
    await expect(large).rejects.toMatchObject({ field: 'file', message: expect.stringContaining('26 MB') as string })
  })

  test('thousands of paragraphs go in and come out in order, and a second version of them too', async () => {
    const process = await draft()
    const text = (word: string) =>
      Array.from({ length: 7000 }, (_, n) => `Dit is alinea nummer ${n} over ${word}.`).join('\n\n')
    const large = `# Een\n\n${text('zorg')}`
    expect(await importText(process, large)).toMatchObject({ sections: 1, paragraphs: 7000 })
    expect((await outline(process)).slice(-1)).toEqual(['[7000] Dit is alinea nummer 6999 over zorg.'])
    const first = await idOf(process, 'Dit is alinea nummer 6998 over zorg.')
    await importText(process, large.replace('Dit is alinea nummer 3 over zorg.\n\n', ''))
    expect(await idOf(process, 'Dit is alinea nummer 6998 over zorg.')).toBe(first)
  })

  test('after the release the same file still changes nothing, and another is refused', async () => {
    const process = await aProcess(db, municipality, { state: 'draft' })
    await importText(process, plan)
    const before = await blocks(process)
    await db.updateTable('process').set({ state: 'released' }).where('id', '=', process.id).execute()
    expect(await importText(process, plan)).toMatchObject({ changed: false, sections: 3 })
    await expect(importText(process, `${plan}\nNog een zin.`)).rejects.toThrow(/vrijgegeven/)
    expect(await blocks(process)).toEqual(before)
  })

  test('not after the release, not by others, not for a process elsewhere', async () => {
    const released = await aProcess(db, municipality)
    await expect(importText(released, plan)).rejects.toMatchObject({
      field: 'file',
      message: expect.stringContaining('vrijgegeven') as string,
    })
    expect(await storedPlan(db, released)).toBeNull()
    const process = await draft()
    const reader = await anActor(db, municipality, { innerRoles: ['reviewer'] })
    const stranger = await anActor(db, await aMunicipality(db))
    await expect(importText(process, plan, 'plan.md', reader)).rejects.toThrow(NotAllowed)
    await expect(importText(process, plan, 'plan.md', stranger)).rejects.toThrow(NotFound)
    expect(await storedPlan(db, process)).toBeNull()
  })
})
