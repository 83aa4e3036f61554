import { beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { leaveOut } from '#app/features/points/leave-out.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { dueForErasure, erasures, rowsDue } from './due.server.ts'
import { eraseDue } from './erase-due.server.ts'
import { retentionMark, setRetention } from './set-retention.server.ts'

const { db } = await testDatabase()
const ENDED = new Date('2016-12-05T12:00:00+01:00')
const BEFORE_DUE = new Date('2017-12-04T23:59:00+01:00')
const DUE = new Date('2017-12-05T00:01:00+01:00')
let by: Actor
let municipality: Awaited<ReturnType<typeof aMunicipality>>

beforeAll(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['administrator'] })
  for (const kind of ['contribution', 'contactAddress'] as const)
    await setRetention(db, by, { kind, months: '12', basis: 'Selectielijst' }, NOW)
})

const text = 'Ik ben Wiebe. De bus van Harm rijdt niet. Mijn dochter is ziek.'

/** A process that ended, with one contribution: a public quotation with a name left out, and words that never became public. */
async function anEndedProcess() {
  const process = await aProcess(db, municipality)
  const { id: contributionId } = await aContribution(db, process, { text, name: 'Wiebe Hof', email: 'w@hof.example' })
  const range = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
  const quoted = await markPoint(db, by, { process, contributionId, range: range('De bus van Harm rijdt niet.') }, NOW)
  const summed = { range: range('Mijn dochter is ziek.'), summary: 'Zorg voor een kind' }
  const hidden = await markPoint(db, by, { process, contributionId, ...summed }, NOW)
  await inTransaction(db, (trx) =>
    leaveOut(trx, by, process, [{ contributionId, range: range('Harm'), reason: 'personName' }], NOW),
  )
  await answerPoints(db, by, { process, pointIds: [quoted.id, hidden.id], disposition: 'noted', reply: 'Dank.' }, NOW)
  await db
    .updateTable('contribution')
    .set({ notPublic: 'De ziekte van mijn dochter.' })
    .where('id', '=', contributionId)
    .execute()
  await db
    .updateTable('process')
    .set({ state: 'answered', answeredAt: ENDED, startsOn: '2016-10-05', lastDay: '2016-11-15', closesAt: NOW })
    .where('id', '=', process.id)
    .execute()
  await sql`update point_work set is_public = true where process_id = ${process.id}`.execute(db)
  return { process, contributionId, points: [quoted.id, hidden.id] }
}

const dueOf = async (processId: string, now: Date) =>
  (await dueForErasure(db, municipality.id, now)).due
    .filter(({ process }) => process.id === processId)
    .map(({ kind, count, dueFrom }) => [kind, count, dueFrom])

test('what ended long enough ago is due from the first moment of the day, by the rule of its kind', async () => {
  const { process } = await anEndedProcess()
  expect(await dueOf(process.id, BEFORE_DUE)).toEqual([])
  expect(await dueOf(process.id, DUE)).toEqual([
    ['contactAddress', 1, '2017-12-05'],
    ['contribution', 1, '2017-12-05'],
  ])
})

test('of a contribution only what is public stays, at its place, and the record says what went', async () => {
  const { process, contributionId, points } = await anEndedProcess()
  const wordsBefore = await publicPointsById(db, process, points)
  const erase = (kind: 'contribution' | 'contactAddress', count: number, now = DUE) =>
    eraseDue(db, by, { process, kind, count }, now)
  await expect(erase('contribution', 1, BEFORE_DUE)).rejects.toThrow(/niets gewist/)
  await expect(erase('contribution', 2)).rejects.toThrow(/nu 1 inbreng/)
  await erase('contactAddress', 1)
  await erase('contribution', 1)

  const stored = await db
    .selectFrom('contribution')
    .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
    .select(['text', 'notPublic', 'contributor.name'])
    .where('contribution.id', '=', contributionId)
    .executeTakeFirstOrThrow()
  expect([stored.name, stored.notPublic]).toEqual(['', ''])
  expect(stored.text).toHaveLength(text.length)
  expect(stored.text.trim().replace(/ +/g, ' ')).toBe('De bus van rijdt niet.')
  expect(await publicPointsById(db, process, points)).toEqual(wordsBefore)
  const { rows } = await sql`
    select from point, to_tsquery('dutch_unaccent', 'dochter | harm') as asked
    where contribution_id = ${contributionId} and (words @@ asked or public_words @@ asked)`.execute(db)
  expect(rows).toEqual([])
  expect(await dueOf(process.id, DUE)).toEqual([])
  await expect(erase('contribution', 1)).rejects.toThrow(/niets gewist/)
  const done = await erasures(db, municipality.id, 10)
  expect(done.map(({ kind, count, basis, approvedBy }) => [kind, count, basis, approvedBy])).toContainEqual([
    'contribution',
    1,
    'Selectielijst',
    by.name,
  ])
})

test('what is due is counted to a limit in the list of processes, and exactly where it is erased', async () => {
  const { process } = await anEndedProcess()
  for (let others = 0; others < 4; others++) await aContribution(db, process, { email: `i${others}@voorbeeld.example` })
  const countOf = async (kind: 'contribution' | 'contactAddress', countTo?: number) => {
    const only = { processId: process.id, kind }
    return (await dueForErasure(db, municipality.id, DUE, { only, ...(countTo && { countTo }) })).due[0]?.count
  }
  expect([await countOf('contribution', 3), await countOf('contribution', 5)]).toEqual([4, 5])
  expect([await countOf('contactAddress', 2), await countOf('contactAddress')]).toEqual([3, 5])
  await expect(eraseDue(db, by, { process, kind: 'contribution', count: 4 }, DUE)).rejects.toThrow(
    /nu 5 stukken inbreng/,
  )
  await eraseDue(db, by, { process, kind: 'contribution', count: 5 }, DUE)
})

test('what is due is shown a few processes at a time, and of each what would go', async () => {
  const ended = [await anEndedProcess(), await anEndedProcess(), await anEndedProcess()]
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof dueForErasure>> = await dueForErasure(db, municipality.id, DUE, {
      after,
      limit: 2,
    })
    ids.push(...page.due.filter(({ kind }) => kind === 'contribution').map(({ process }) => process.id))
    after = page.after
  } while (after !== null)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(ended.map(({ process }) => process.id)))

  const [first] = ended
  if (!first) throw new Error('a process ended')
  const texts = [await aContribution(db, first.process), await aContribution(db, first.process)]
  const page = await rowsDue(db, first.process, 'contribution', { after: null, limit: 2 })
  expect(page.map(({ number, about }) => [number, about])).toEqual([
    ['1', first.contributionId],
    ['2', texts[0]?.id],
  ])
  const next = await rowsDue(db, first.process, 'contribution', { after: page[1]?.key ?? null, limit: 2 })
  expect(next.map(({ about }) => about)).toEqual([texts[1]?.id])
  for (const kind of ['contactAddress', 'advice', 'sourceFile', 'formerWording'] as const)
    expect(await rowsDue(db, first.process, kind, { after: null, limit: 2 })).toHaveLength(
      kind === 'contactAddress' ? 1 : 0,
    )
})

test('a rule needs its basis, is not set over that of a colleague, and can be taken away', async () => {
  const set = (months: string, basis: string, seen?: string) =>
    setRetention(db, by, { kind: 'sourceFile', months, basis, ...(seen === undefined ? {} : { seen }) }, NOW)
  await expect(set('12', ' ')).rejects.toThrow(WrongInput)
  await expect(set('0', 'AVG')).rejects.toThrow(WrongInput)
  await expect(set('anderhalf', 'AVG')).rejects.toThrow(WrongInput)
  await set('24', 'AVG', retentionMark(null))
  await expect(set('36', 'AVG', retentionMark(null))).rejects.toThrow(/intussen gewijzigd/)
  await set('', '', retentionMark({ kind: 'sourceFile', months: 24, basis: 'AVG' }))
  expect(await db.selectFrom('retentionRule').select('kind').where('kind', '=', 'sourceFile').execute()).toEqual([])
})

test('nobody erases in another municipality', async () => {
  const { process } = await anEndedProcess()
  const stranger = await anActor(db, await aMunicipality(db), { innerRoles: ['administrator'] })
  await expect(eraseDue(db, stranger, { process, kind: 'contribution', count: 1 }, DUE)).rejects.toThrow(NotFound)
})
