import { describe, expect, test } from 'vitest'
import { addSourceFile } from '#app/features/contributions/add-source-file.server.ts'
import { pdfFile } from '#app/features/contributions/pdf-files.fixture.ts'
import { MOST_FILE_BYTES, MOST_FILES } from '#app/features/contributions/source-file.ts'
import type { SourceFilesView } from '#app/features/contributions/SourceFilesPage.tsx'
import { writeReport } from '#app/features/meetings/write-report.server.ts'
import { h1, p, word } from '#app/features/plans/reading-files/word-files.fixture.ts'
import type { SplitView } from '#app/features/points/split-view.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { loader as answeredJson } from '#app/routes/public/answered-json.ts'
import { loader as partnerInputJson } from '#app/routes/public/partner-input-json.ts'
import { aContribution, aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting } from '#tests/meeting-factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, saidBy, staffVisits, statusOf, type Person } from '#tests/staff-visits.ts'
import { loader as meeting } from '../meetings/meeting.tsx'
import { loader as origin } from './origin.tsx'
import { loader as download } from './source-file.ts'
import { action, loader } from './source-files.tsx'
import { loader as split } from './split.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const [ours, theirs] = [
  await aMunicipality(db, { host: 'ons.example' }),
  await aMunicipality(db, { host: 'hun.example' }),
]
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const reader = await someone(ours, 'ons.example', 'official', 'Ambtenaar B')
await db
  .updateTable('membership')
  .set({ innerRoles: ['reviewer'] })
  .where('accountId', '=', reader.actor.id)
  .execute()
const member = await someone(ours, 'ons.example', 'partnerMember', 'Collega A')
const clerk = await someone(ours, 'ons.example', 'clerk', 'Griffier')
const stranger = await someone(theirs, 'hun.example', 'official', 'Ambtenaar C')

const pdf = (words = 'een', name = 'Verslag één.pdf') => new File([pdfFile({ words })], name, { type: 'text/html' })
/** What needs no looking through. */
const photo = (words = 'een', name = 'Foto.png') =>
  new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), words], name)
type Params = { slug: string; contributionId: string }
const add = (params: Params, file?: File, by: Person = official) =>
  call(action, params, by, formOf({ act: 'addSourceFile', ...(file ? { file } : {}) }))
const send = async (...given: Parameters<typeof add>) => (await add(...given)).outcome
const filesOf = async (params: Params) => ((await call(loader, params, official)).outcome as SourceFilesView).files
const stored = () => db.selectFrom('contributionFile').select(['id', 'contributionId', 'name', 'type', 'size'])

const AFTERWARDS = new Date('2016-11-11T10:00:00+01:00')

/** The report of a meeting: a contribution that an official registered. */
async function aReport() {
  const process = await aProcess(db, ours)
  const of = await aMeeting(db, official.actor, process)
  const { contributionId } = await writeReport(
    db,
    official.actor,
    { ...of, text: 'De bus rijdt niet in de avond.' },
    AFTERWARDS,
  )
  return { process, meetingId: of.meetingId, params: { slug: process.slug, contributionId } }
}

test('the headings that a file says it has stand over the parts of the text, whatever their shape', async () => {
  const { params, process } = await aReport()
  const text = 'vervoer\nDe bus rijdt niet in de avond.\nzorg thuis\nKan de hulp eerder komen?'
  await db.updateTable('contribution').set({ text }).where('id', '=', params.contributionId).execute()
  const shown = async () => (await call(split, params, official)).outcome as SplitView
  expect((await shown()).headings, 'by their shape they are no headings').toEqual([])
  const bytes = await word([
    h1('Vervoer'),
    p('De bus rijdt niet in de avond.'),
    h1('Zorg thuis'),
    p('Kan de hulp eerder komen?'),
  ])
  await send(params, new File([new Uint8Array(bytes)], 'Brief.docx'))
  const view = await shown()
  expect(view.headings.map(({ start, end }) => text.slice(start, end))).toEqual(['vervoer', 'zorg thuis'])
  expect(view.above.map(({ words }) => words)).toEqual(['vervoer', 'zorg thuis'])
  expect(view.coverage.sentences, 'a heading is no sentence to split').toBe(2)
  const start = text.indexOf('Kan')
  const range = { start, end: text.length }
  const { id } = await markPoint(db, official.actor, { process, contributionId: params.contributionId, range }, NOW)
  const whole = await processBySlug(db, ours.id, process.slug)
  expect((await answerView(db, whole, id)).point.asked, 'where it is answered').toBe('zorg thuis')
  expect((await shown()).points.map(({ under }) => under)).toEqual(['zorg thuis'])
  await send(params, photo('naast de brief'))
  expect((await shown()).headings, 'a photo beside it takes none away').toHaveLength(2)
})

describe('source files', () => {
  test('are kept beside a report and given back byte for byte, only ever to save', async () => {
    const { params, meetingId } = await aReport()
    const first = await add(params, pdf())
    expect([leadsTo(first.outcome), saidBy(first.context)]).toEqual([
      expect.stringMatching(/\/bestanden$/),
      'addSourceFile',
    ])
    expect(saidBy((await add(params, pdf())).context), 'a resent form').toBe('fileIsThere')
    const [file, ...more] = await filesOf(params)
    expect([file?.name, file?.about, more]).toEqual([
      'Verslag één.pdf',
      'PDF, 1 kB, toegevoegd op 1\u00a0november 2016',
      [],
    ])
    const response = (await call(download, { ...params, fileId: file?.id ?? '' }, reader)).outcome as Response
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(pdfFile({ words: 'een' }))
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Verslag __n.pdf"; filename*=UTF-8''Verslag%20%C3%A9%C3%A9n.pdf`,
    )
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect((await call(split, params, reader)).outcome).toMatchObject({
      files: [{ id: file?.id, name: 'Verslag één.pdf' }],
    })
    expect((await call(origin, params, reader)).outcome).toMatchObject({ files: [{ id: file?.id }] })
    expect((await call(meeting, { slug: params.slug, meetingId }, reader)).outcome).toMatchObject({
      view: { files: [{ id: file?.id }] },
    })
    const events = await db
      .selectFrom('event')
      .select(['act', 'detail'])
      .where('subjectId', '=', params.contributionId)
      .execute()
    expect(events).toEqual([{ act: 'addSourceFile', detail: { type: 'pdf', size: pdfFile({ words: 'een' }).length } }])
  })

  test('two who send the same at once keep one', async () => {
    const { params } = await aReport()
    const both = (await Promise.all([add(params, photo()), add(params, photo())])).map(({ context }) => saidBy(context))
    expect(both.toSorted()).toEqual(['addSourceFile', 'fileIsThere'])
    expect((await filesOf(params)).length).toBe(1)
  })

  test.each([
    ['nothing', undefined, 'Kies eerst een bestand.'],
    ['an empty file', new File([], 'leeg.pdf'), /leeg/],
    ['a web page called a PDF', new File(['<html><script>alert(1)</script>'], 'verslag.pdf'), /Kies een PDF/],
    [
      'a PDF with a script',
      new File([pdfFile({ catalog: '/OpenAction<</S/JavaScript/JS(x)>>', packed: true })], 'brief.pdf'),
      /script/,
    ],
    ['more than ten megabytes', new File(['%PDF-', new Uint8Array(MOST_FILE_BYTES)], 'groot.pdf'), /10 MB zijn/],
  ])('%s is refused at the field, and what was there stays', async (_, file, says) => {
    const { params } = await aReport()
    await send(params, photo())
    const outcome = await send(params, file)
    expect(statusOf(outcome)).toBe(400)
    expect(outcome).toMatchObject({ data: { errors: { file: expect.stringMatching(says) } } })
    expect((await filesOf(params)).length).toBe(1)
  })

  test('there are ten at most', async () => {
    const { params, process } = await aReport()
    const add = async (n: number) => {
      const { contributionId } = params
      return addSourceFile(db, official.actor, { process, contributionId, file: photo(`${n}`, `${n}.png`) }, NOW)
    }
    for (let n = 0; n < MOST_FILES; n++) await add(n)
    await expect(add(MOST_FILES)).rejects.toThrow('Er horen hier al 10 bestanden bij')
    expect(await add(3)).toMatchObject({ isNew: false })
  })

  test('are for officials of the municipality alone, and found only beside their own contribution', async () => {
    const { params } = await aReport()
    const other = await aReport()
    await send(params, photo('geheim', 'Geheim.png'))
    const [file] = await filesOf(params)
    const fileId = file?.id ?? ''
    for (const by of [member, clerk, stranger]) {
      expect(statusOf((await call(download, { ...params, fileId }, by)).outcome)).toBe(404)
      expect(statusOf((await call(loader, params, by)).outcome)).toBe(404)
      expect(statusOf(await send(params, photo('twee'), by))).toBe(404)
    }
    const nobody = { cookie: '', host: 'ons.example' }
    expect(statusOf((await call(download, { ...params, fileId }, nobody)).outcome)).toBe(302)
    for (const wrong of [
      { ...other.params, fileId },
      { ...params, fileId: other.params.contributionId },
      { ...params, fileId: 'x' },
      { ...params, slug: other.params.slug, fileId },
    ]) {
      expect(statusOf((await call(download, wrong, official)).outcome)).toBe(404)
    }
    expect(
      statusOf((await call(action, other.params, official, formOf({ act: 'removeSourceFile', fileId }))).outcome),
    ).toBe(404)
    expect(statusOf(await send(params, photo('twee'), reader))).toBe(403)
    expect((await call(loader, params, reader)).outcome).toMatchObject({ mayChange: false })
    // What came by the form of the site has no origin, and no source beside it.
    const { id: contributionId } = await aContribution(db, {
      ...(await db.selectFrom('process').selectAll().where('slug', '=', params.slug).executeTakeFirstOrThrow()),
    })
    expect(statusOf(await send({ slug: params.slug, contributionId }, photo()))).toBe(404)
    expect((await filesOf(params)).length).toBe(1)
  })

  test('are in no public page or file, are not added after publication, and can be erased always', async () => {
    const { params, process } = await aReport()
    await send(params, photo('geheim', 'Geheim.png'))
    await makePublic(db, process)
    for (const loaderOf of [answeredJson, partnerInputJson]) {
      const { outcome } = await call(loaderOf, { slug: params.slug }, { cookie: '', host: 'ons.example' })
      expect(outcome instanceof Response ? await outcome.text() : JSON.stringify(outcome)).not.toContain('Geheim')
    }
    expect(await send(params, photo('twee'))).toMatchObject({
      data: { errors: { '': expect.stringContaining('openbaar') } },
    })
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    expect(await send(params, photo('twee'))).toMatchObject({ data: { code: 'withdrawn' } })
    const [file] = await filesOf(params)
    const erase = () => call(action, params, official, formOf({ act: 'removeSourceFile', fileId: file?.id ?? '' }))
    expect(saidBy((await erase()).context)).toBe('removeSourceFile')
    expect(statusOf((await erase()).outcome)).toBe(404)
    expect(await filesOf(params)).toEqual([])
  })

  test('go with the contribution', async () => {
    const { params, process } = await aReport()
    await send(params, photo())
    const before = await stored().where('contributionId', '=', params.contributionId).execute()
    expect(before).toMatchObject([{ type: 'png', size: 11 }])
    await db.deleteFrom('process').where('id', '=', process.id).execute()
    expect(await stored().where('contributionId', '=', params.contributionId).execute()).toEqual([])
  })
})
