import { ImageRun, Paragraph } from 'docx'
import sharp from 'sharp'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { h1, p, word } from '#app/features/plans/reading-files/word-files.fixture.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { describeFigures, importPlan, importVersion, writeParagraph } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { figureRows } from './figure-rows.ts'
import { countPictures, planImage } from './plan-images.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const drawn = (background: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .png()
    .toBuffer()
const picture = async (color: string, description?: string) =>
  new Paragraph({
    children: [
      new ImageRun({
        ...{ type: 'png', data: await drawn(color), transformation: { width: 60, height: 40 } },
        ...(description ? { altText: { name: 'x', title: '', description } } : {}),
      }),
    ],
  })
const document = async (more: Paragraph[] = []) => [
  h1('Kaarten'),
  p('Op deze kaart staan de nieuwe fietspaden van de gemeente.'),
  await picture('#147', 'Kaart met vier nieuwe fietspaden'),
  p('Afbeelding 1: de fietspaden'),
  p('Zo ziet de brug naar het dorp er straks uit.'),
  await picture('#a33'),
  ...more,
]
const fileOf = async (children: Paragraph[]) => new File([new Uint8Array(await word(children))], 'plan.docx')
async function withPictures() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: await fileOf(await document()) }, NOW)
  return process
}
const rows = async (process: ProcessRef) => figureRows((await storedPlan(db, process))?.blocks ?? [])
const images = (process: ProcessRef) =>
  db.selectFrom('planImage').select('id').where('processId', '=', process.id).execute()

const shared = await withPictures()

describe('the pictures of a plan', () => {
  test('come along from a Word file, with their caption and what they show', async () => {
    const process = shared
    expect(await rows(process)).toMatchObject([
      {
        number: '2',
        alt: 'Kaart met vier nieuwe fietspaden',
        caption: 'Afbeelding 1: de fietspaden',
        isMissing: false,
      },
      { number: '4', alt: '', caption: '', isMissing: true, section: 'Kaarten' },
    ])
    const plan = await storedPlan(db, process)
    expect(plan?.blocks.filter(({ kind }) => kind === 'figure').map(({ text }) => text)).toEqual([
      'Afbeelding 1: de fietspaden',
      'Afbeelding zonder beschrijving',
    ])
    expect(plan?.warnings.join()).not.toContain('fbeelding')
    const image = await planImage(db, process, (await rows(process))[0]?.image, { ofDrafts: true })
    expect(image.type).toBe('png')
    expect(await sharp(image.bytes).metadata()).toMatchObject({ width: 60, height: 40 })
  })

  test('are a gap before release until each is described, or said to decorate', async () => {
    const process = shared
    const gap = async () => (await checklistOf(db, await processBySlug(db, municipality.id, process.slug))).missing
    expect((await gap()).find(({ key }) => key === 'pictures')?.title).toBe('Beschrijf 1 afbeelding in het plan')
    const [map, bridge] = await rows(process)
    const parts = [map?.id ?? '', bridge?.id ?? '']
    const descriptions = ['Kaart met vier nieuwe fietspaden', '  De brug, \n van hout ']
    expect(await describeFigures(db, official, { process, parts, descriptions }, NOW)).toEqual({ changed: true })
    expect((await rows(process))[1]).toMatchObject({ alt: 'De brug, van hout', isMissing: false })
    expect((await storedPlan(db, process))?.blocks.at(-1)?.text, 'nothing else says it').toBe('De brug, van hout')
    expect((await gap()).some(({ key }) => key === 'pictures')).toBe(false)
    expect(await countPictures(db, process)).toEqual({ pictures: 2, undescribed: 0 })
    await describeFigures(
      db,
      official,
      { process, parts, descriptions: ['Kaart met vier nieuwe fietspaden', ''], decorative: [parts[1] ?? ''] },
      NOW,
    )
    expect((await rows(process))[1]).toMatchObject({ alt: '', isDecorative: true, isMissing: false })
    expect(
      await describeFigures(db, official, { process, parts, descriptions, were: descriptions }, NOW),
      'as a colleague made it',
    ).toEqual({
      changed: false,
    })
  })

  test('that only decorates cannot be described as well', async () => {
    const process = shared
    const [map] = await rows(process)
    const parts = [map?.id ?? '']
    const refused = describeFigures(db, official, { process, parts, descriptions: ['Kaart'], decorative: parts }, NOW)
    await expect(refused).rejects.toMatchObject({ code: 'decorativeWithWords' })
  })

  test('keep their description when the caption is edited', async () => {
    const process = shared
    const [map] = await rows(process)
    await writeParagraph(db, official, { process, part: map?.id ?? '', words: 'Afbeelding 1: alle fietspaden' }, NOW)
    expect((await rows(process))[0]).toMatchObject({ ...map, caption: 'Afbeelding 1: alle fietspaden' })
  })

  test('of a draft are for officials, and those of what people read for everyone', async () => {
    const process = await withPictures()
    await importVersion(
      db,
      official,
      { process, file: await fileOf(await document([await picture('#2a6', 'Het plein')])), kind: 'revised' },
      NOW,
    )
    const [map, , square] = await rows(process)
    expect(await planImage(db, process, map?.image, { ofDrafts: false })).toMatchObject({ type: 'png' })
    await expect(planImage(db, process, square?.image, { ofDrafts: false })).rejects.toThrow(NotFound)
    expect(await planImage(db, process, square?.image, { ofDrafts: true })).toMatchObject({ type: 'png' })
    const other = await createProcess(db, official, { title: 'Ander' }, NOW)
    await expect(planImage(db, other, map?.image, { ofDrafts: true })).rejects.toThrow(NotFound)
  })

  test('are kept once for all versions, and go when no version shows them', async () => {
    const process = await withPictures()
    await importVersion(
      db,
      official,
      { process, file: await fileOf(await document([await picture('#2a6')])), kind: 'revised' },
      NOW,
    )
    expect(await images(process)).toHaveLength(3)
    await importVersion(
      db,
      official,
      { process, file: await fileOf(await document([p('Geen plein.')])), kind: 'revised' },
      NOW,
    )
    expect(await images(process)).toHaveLength(2)
    const now = await storedPlan(db, process)
    const compared = now && (await compareVersions(db, process, now, 'first'))
    expect(compared?.lines.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged', 'new'])
  })
})
