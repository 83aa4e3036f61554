import { expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { logsIn } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { blockAccount, unblockAccount } from './block-account.server.ts'
import { changeRoles } from './change-roles.server.ts'
import { createAccount } from './create-account.server.ts'
import { listAccounts } from './queries.server.ts'
import { openSession, whoIs } from './session.server.ts'

const { db, pool } = await testDatabase()
const PASSWORD = 'vier woorden zijn genoeg'
const command = (municipalityId: string) => ({ kind: 'command' as const, id: null, municipalityId })
const rolesOf = async (municipalityId: string, accountId: string) => {
  const account = (await listAccounts(db, municipalityId)).find(({ id }) => id === accountId)
  return [account?.roles, account?.innerRoles]
}

test('an account that a command made can log in', async () => {
  const municipality = await aMunicipality(db)
  const input = {
    email: ' Ambtenaar.A@Gemeente.example',
    name: 'Ambtenaar A',
    password: PASSWORD,
  }
  const { id } = await createAccount(
    db,
    command(municipality.id),
    { ...input, role: 'official', innerRoles: ['processor'] },
    NOW,
  )
  const { firstStep } = logsIn({ db, pool, secret: 'secret' })
  const login = { email: 'ambtenaar.a@gemeente.example', password: PASSWORD }
  expect(await firstStep(municipality, login)).toMatchObject({ accountId: id, roles: ['official'] })
  const event = await db
    .selectFrom('event')
    .select(['act', 'actorKind', 'subjectId'])
    .where('act', '=', 'createAccount')
    .executeTakeFirst()
  expect(event).toEqual({ act: 'createAccount', actorKind: 'command', subjectId: id })
})

test('what is wrong with a new account is said at its field, and nothing is stored', async () => {
  const municipality = await aMunicipality(db, { name: 'Borger-Odoorn' })
  const municipalityId = municipality.id
  const known = await anActor(db, municipality)
  const good = {
    email: 'nieuw@gemeente.example',
    name: 'Nieuw',
    password: PASSWORD,
    role: 'clerk' as const,
    innerRoles: [],
  }
  const refused = (change: Partial<Parameters<typeof createAccount>[2]>, field: string) =>
    expect(createAccount(db, command(municipalityId), { ...good, ...change }, NOW), field).rejects.toMatchObject({
      field,
    })
  await refused({ email: known.email.toUpperCase() }, 'email')
  await refused({ email: 'geen adres' }, 'email')
  await refused({ name: '  ' }, 'name')
  await refused({ password: 'kort' }, 'password')
  await refused({ password: 'Borger-Odoorn1' }, 'password')
  await refused({ innerRoles: ['processor'] }, 'innerRoles')
  expect(await listAccounts(db, municipalityId)).toHaveLength(1)
})

test('the same address may have an account in two municipalities', async () => {
  const [one, two] = [await aMunicipality(db), await aMunicipality(db)]
  for (const { id } of [one, two]) {
    const input = { email: 'griffier@regio.example', name: 'Griffier', password: PASSWORD }
    await createAccount(db, command(id), { ...input, role: 'clerk', innerRoles: [] }, NOW)
  }
})

test('who is blocked is out at once, on every device, and comes in again only when unblocked', async () => {
  const municipality = await aMunicipality(db)
  const site = { pool, secure: false, municipalityId: municipality.id }
  const [by, actor] = [await anActor(db, municipality), await anActor(db, municipality)]
  const cookie = (await openSession(site, actor.id, '')).split(';')[0] ?? ''
  expect((await whoIs(site, cookie, NOW)).actor?.id).toBe(actor.id)
  await blockAccount(db, by, { accountId: actor.id }, NOW)
  await blockAccount(db, by, { accountId: actor.id }, NOW)
  expect((await whoIs(site, cookie, NOW)).actor).toBeNull()
  await unblockAccount(db, by, { accountId: actor.id }, NOW)
  expect((await whoIs(site, cookie, NOW)).actor).toBeNull()
  const again = (await openSession(site, actor.id, '')).split(';')[0] ?? ''
  expect((await whoIs(site, again, NOW)).actor?.id).toBe(actor.id)
})

test('nobody blocks themselves', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  await anActor(db, municipality)
  await expect(blockAccount(db, by, { accountId: by.id }, NOW)).rejects.toThrow(/eigen account/)
})

test('two administrators who block each other at the same moment leave one', async () => {
  const municipality = await aMunicipality(db)
  const [one, two] = [await anActor(db, municipality), await anActor(db, municipality)]
  const outcomes = await Promise.allSettled([
    blockAccount(db, one, { accountId: two.id }, NOW),
    blockAccount(db, two, { accountId: one.id }, NOW),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('roles change as chosen, and an administrator can hand over', async () => {
  const municipality = await aMunicipality(db)
  const [by, colleague] = [await anActor(db, municipality), await anActor(db, municipality, { role: 'clerk' })]
  await changeRoles(
    db,
    by,
    { accountId: colleague.id, roles: ['official', 'clerk'], innerRoles: ['administrator'] },
    NOW,
  )
  expect(await rolesOf(municipality.id, colleague.id)).toEqual([['official', 'clerk'], ['administrator']])
  await changeRoles(db, by, { accountId: by.id, roles: ['official'], innerRoles: ['reviewer'] }, NOW)
  expect(await rolesOf(municipality.id, by.id)).toEqual([['official'], ['reviewer']])
})

test('the last administrator keeps that role, also when the other one is blocked', async () => {
  const municipality = await aMunicipality(db)
  const [by, other] = [await anActor(db, municipality), await anActor(db, municipality)]
  await blockAccount(db, by, { accountId: other.id }, NOW)
  for (const choice of [
    { roles: ['official' as const], innerRoles: ['processor' as const] },
    { roles: ['clerk' as const], innerRoles: [] },
  ]) {
    await expect(changeRoles(db, by, { accountId: by.id, ...choice }, NOW)).rejects.toThrow(/laatste beheerder/)
  }
  expect(await rolesOf(municipality.id, by.id)).toEqual([['official'], ['administrator']])
})

test('who is no administrator, or of another municipality, changes no account', async () => {
  const municipality = await aMunicipality(db)
  const actor = await anActor(db, municipality)
  const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
  const stranger = await anActor(db, await aMunicipality(db))
  const choice = { accountId: actor.id, roles: ['clerk' as const], innerRoles: [] }
  for (const [by, error] of [
    [processor, NotAllowed],
    [stranger, NotFound],
  ] as const) {
    await expect(changeRoles(db, by, choice, NOW)).rejects.toBeInstanceOf(error)
    await expect(blockAccount(db, by, choice, NOW)).rejects.toBeInstanceOf(error)
    await expect(unblockAccount(db, by, choice, NOW)).rejects.toBeInstanceOf(error)
  }
  expect(await rolesOf(municipality.id, actor.id)).toEqual([['official'], ['administrator']])
})
