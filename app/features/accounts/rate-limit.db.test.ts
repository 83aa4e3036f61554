import { expect, test } from 'vitest'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { countAttempt, forgiveAttempt, TooManyAttempts, type Attempt } from './rate-limit.server.ts'

const { db } = await testDatabase()
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

async function anAttempt(given: Partial<Attempt> = {}): Promise<Attempt> {
  const { id } = await aMunicipality(db)
  return {
    municipalityId: id,
    kind: 'code',
    subject: 'iemand',
    secret: 'a secret',
    limit: 3,
    windowMinutes: 15,
    ...given,
  }
}

test('as many tries as the limit are allowed, then one waits until the window ends', async () => {
  const attempt = await anAttempt()
  for (let tries = 0; tries < 3; tries++)
    expect(await countAttempt(db, attempt, later(5))).toMatchObject({ allowed: true })
  expect(await countAttempt(db, attempt, later(5))).toMatchObject({ allowed: false, secondsToWait: 600 })
  expect(await countAttempt(db, attempt, later(15))).toMatchObject({ allowed: true })
})

test('of 20 tries at the same moment no more than the limit slip through', async () => {
  const attempt = await anAttempt({ limit: 10 })
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => countAttempt(db, attempt, NOW)))
  expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(10)
})

test('what takes more counts for more', async () => {
  const attempt = await anAttempt({ limit: 10, weight: 4 })
  expect((await countAttempt(db, attempt, NOW)).allowed).toBe(true)
  expect((await countAttempt(db, { ...attempt, weight: 6 }, NOW)).allowed).toBe(true)
  expect((await countAttempt(db, { ...attempt, weight: 1 }, NOW)).allowed).toBe(false)
})

test('another subject, kind or municipality has tries of its own', async () => {
  const attempt = await anAttempt({ limit: 1 })
  const other = await aMunicipality(db)
  await countAttempt(db, attempt, NOW)
  expect((await countAttempt(db, attempt, NOW)).allowed).toBe(false)
  for (const change of [{ subject: 'een ander' }, { kind: 'reset' }, { municipalityId: other.id }]) {
    expect((await countAttempt(db, { ...attempt, ...change }, NOW)).allowed).toBe(true)
  }
})

test('a try that turned out right no longer counts', async () => {
  const attempt = await anAttempt({ limit: 1 })
  await countAttempt(db, attempt, NOW)
  await forgiveAttempt(db, attempt, NOW)
  await forgiveAttempt(db, attempt, NOW)
  expect((await countAttempt(db, attempt, NOW)).allowed).toBe(true)
  expect((await countAttempt(db, attempt, NOW)).allowed).toBe(false)
})

test('who tried is not in the table, and old windows are erased', async () => {
  const attempt = await anAttempt({ subject: 'ambtenaar@gemeente.example' })
  const rows = () => db.selectFrom('attempt').selectAll().where('municipalityId', '=', attempt.municipalityId).execute()
  await countAttempt(db, attempt, NOW)
  const [first] = await rows()
  expect(first?.subject).toMatch(/^[0-9a-f]{64}$/)
  await countAttempt(db, { ...attempt, kind: 'other' }, NOW)
  await countAttempt(db, attempt, later(45))
  const left = await rows()
  expect(left.map(({ kind, windowStart }) => [kind, windowStart.getTime()]).sort()).toEqual([
    ['code', later(45).getTime()],
    ['other', NOW.getTime()],
  ])
})

test('a try is never counted inside the transaction of an act, which would undo it', async () => {
  const attempt = await anAttempt()
  await expect(db.transaction().execute((trx) => countAttempt(trx, attempt, NOW))).rejects.toThrow(/outside/)
})

test('the message says when to try again', () => {
  expect(new TooManyAttempts(600, NOW).message).toBe(
    'U hebt dit te vaak geprobeerd. Probeer het opnieuw om 12.10\u00a0uur.',
  )
})
