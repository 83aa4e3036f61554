import { expect, test } from 'vitest'
import { municipalityFields } from '#app/features/municipalities/municipality.ts'
import { aDraft, aMunicipality, aPlan, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { checklistOf, releaseProcess } from '#app/features/plans/release-process.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { loader as privacy } from '../public/privacy.tsx'
import { action, loader } from './municipality.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const host = 'gegevens.example'
const municipality = await aMunicipality(db, { host })
const administrator = await someone(municipality, host, 'official', 'Ambtenaar A')
const approver = await someone(municipality, host, 'official', 'Ambtenaar B')
await db
  .updateTable('membership')
  .set({ innerRoles: ['approver'] })
  .where('accountId', '=', approver.actor.id)
  .execute()

const stored = () =>
  db.selectFrom('municipality').select(municipalityFields).where('id', '=', municipality.id).executeTakeFirstOrThrow()
const filledIn = async (change: Record<string, string>) => {
  const now = await stored()
  return formOf({ act: 'changeMunicipality', ...now, seen: JSON.stringify(now), ...change })
}

test('an administrator says how long reactions are kept, and residents read it', async () => {
  const form = await filledIn({
    retentionTerm: ' 20 jaar ',
    accessibilityStatus: 'B',
    securityContact: 'https://gemeente.nl/lek',
  })
  expect(leadsTo((await call(action, {}, administrator, form)).outcome)).toBe('/')
  expect(await stored()).toMatchObject({
    retentionTerm: '20 jaar',
    accessibilityStatus: 'B',
    securityContact: 'https://gemeente.nl/lek',
  })
  expect((await call(privacy, {}, { host, cookie: '' })).outcome).toMatchObject({
    retentionTerm: '20 jaar',
    privacyOfficerEmail: 'privacy@gemeente.example',
  })
  const events = await db
    .selectFrom('event')
    .select(['act', 'detail'])
    .where('act', '=', 'changeMunicipality')
    .execute()
  expect(events).toEqual([
    { act: 'changeMunicipality', detail: { fields: 'retentionTerm accessibilityStatus securityContact' } },
  ])
})

test('others read it and see whom to ask; only an administrator changes it', async () => {
  expect((await call(loader, {}, approver)).outcome).toMatchObject({
    askOf: ['Ambtenaar A'],
    stored: { retentionTerm: '20 jaar' },
  })
  expect((await call(loader, {}, administrator)).outcome).toMatchObject({ askOf: null })
  expect(statusOf((await call(action, {}, approver, await filledIn({ retentionTerm: 'altijd' }))).outcome)).toBe(403)
})

test('what is wrong is said at its field, and what was typed comes back', async () => {
  const form = await filledIn({
    privacyOfficerEmail: 'geen adres',
    accessibilityStatementUrl: 'javascript:alert(1)',
    accessibilityStatus: 'Z',
    retentionTerm: 'altijd',
  })
  const { outcome } = await call(action, {}, administrator, form)
  expect(statusOf(outcome)).toBe(400)
  expect(outcome).toMatchObject({
    data: {
      errors: {
        privacyOfficerEmail: expect.stringContaining('e-mailadres'),
        accessibilityStatementUrl: expect.stringContaining('https://'),
        accessibilityStatus: expect.any(String),
      },
      values: { retentionTerm: ['altijd'] },
    },
  })
  expect((await stored()).retentionTerm).toBe('20 jaar')
})

test('what a colleague changed meanwhile is not overwritten unseen', async () => {
  const old = await filledIn({ helpPhone: '0591 11 11 11' })
  await call(action, {}, administrator, await filledIn({ helpPhone: '0591 22 22 22' }))
  const { outcome } = await call(action, {}, administrator, old)
  expect(outcome).toMatchObject({
    data: { code: 'changedMeanwhile', errors: { helpPhone: expect.stringContaining('0591 22 22 22') } },
  })
  expect((await stored()).helpPhone).toBe('0591 22 22 22')
})

test('a consultation is not released while the municipality does not say this; what was released goes on', async () => {
  const draft = await aDraft(db, administrator.actor)
  await aPlan(db, draft)
  await call(action, {}, administrator, await filledIn({ retentionTerm: '', privacyOfficerName: '' }))
  const process = await processBySlug(db, municipality.id, draft.slug)
  expect((await checklistOf(db, process)).missing.map(({ key }) => key)).toEqual(['retentionTerm', 'privacyOfficer'])
  await expect(releaseProcess(db, administrator.actor, { process: draft }, NOW)).rejects.toMatchObject({
    code: 'notReady',
  })
  await call(
    action,
    {},
    administrator,
    await filledIn({ retentionTerm: '20 jaar', privacyOfficerName: 'Functionaris B' }),
  )
  await releaseProcess(db, administrator.actor, { process: draft }, NOW)
})
