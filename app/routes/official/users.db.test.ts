import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { aMunicipality } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as logIn } from '../public/log-in.tsx'
import { action as accountAction, loader as accountLoader } from './account.tsx'
import { action, loader } from './users.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const host = 'gebruikers.example'
const municipality = await aMunicipality(db, { host })
const administrator = await someone(municipality, host, 'official', 'Beheerder A')
const answerOf = (outcome: unknown) => (outcome as { data: FormAnswer }).data
const post = async (fields: Record<string, string | string[]>, by = administrator, to: unknown = action) => {
  const { outcome, context } = await call(to, {}, by, formOf(fields))
  return { outcome, cookies: context.headers.getSetCookie().map((line) => line.split(';')[0] ?? '') }
}
const anInvitation = (given: Record<string, string | string[]> = {}) => ({
  ...{ act: 'inviteAccount', key: uuid(), name: 'Ambtenaar B', email: 'b@gemeente.example', role: 'official' },
  innerRoles: ['processor', 'reviewer'],
  ...given,
})
const invitations = () =>
  db.selectFrom('invitation').selectAll().where('municipalityId', '=', municipality.id).execute()
const sent = async () =>
  (await db.selectFrom('notification').select('id').where('template', '=', 'invitation').execute()).length

test('someone is invited once, however often the form is sent, and the page says so once', async () => {
  const form = anInvitation()
  const { outcome, cookies } = await post(form)
  expect([statusOf(outcome), leadsTo(outcome)]).toEqual([303, '/'])
  await post(form)
  expect(await sent()).toBe(1)
  expect((await invitations()).map(({ innerRoles }) => innerRoles)).toEqual([['processor', 'reviewer']])
  const { outcome: page } = await call(loader, {}, { host, cookie: [administrator.cookie, ...cookies].join('; ') })
  expect(page).toMatchObject({ done: 'De uitnodiging is verstuurd. De link werkt 14 dagen.' })
  expect((await call(loader, {}, administrator)).outcome).toMatchObject({ done: null })
})

test('what is wrong is said at its field with what was typed, a refusal of state with its code', async () => {
  const { outcome: wrong } = await post(anInvitation({ email: 'geen adres', innerRoles: [] }))
  expect(statusOf(wrong)).toBe(400)
  expect(answerOf(wrong)).toMatchObject({
    errors: { email: expect.stringContaining('e-mailadres') },
    values: { email: ['geen adres'], role: ['official'] },
  })
  const { outcome: tasks } = await post(anInvitation({ email: 'c@gemeente.example', innerRoles: [] }))
  expect(answerOf(tasks).errors).toEqual({ innerRoles: 'Kies minstens één taak voor een ambtenaar' })
  const { outcome: again } = await post(anInvitation())
  expect([statusOf(again), answerOf(again).code]).toEqual([409, 'isInvited'])
  const { outcome: none } = await post({ act: 'changeRoles', accountId: administrator.actor.id })
  expect(answerOf(none).errors).toEqual({ roles: expect.stringContaining('Kies minstens één rol') })
  const { outcome: last } = await post({ act: 'changeRoles', accountId: administrator.actor.id, roles: ['clerk'] })
  expect(answerOf(last)).toMatchObject({ code: 'lastAdministrator', values: { roles: ['clerk'] } })
})

test('an invitation that was just sent is not sent again by a second press; what is no id is not there', async () => {
  const [invitation] = await invitations()
  const before = await sent()
  for (let press = 0; press < 2; press++) await post({ act: 'resendInvitation', invitationId: invitation?.id ?? '' })
  expect(await sent()).toBe(before)
  for (const act of ['resendInvitation', 'revokeInvitation'])
    expect(statusOf((await post({ act, invitationId: 'x' })).outcome)).toBe(404)
  for (const act of ['blockAccount', 'unblockAccount', 'resetSecondStep'])
    expect(statusOf((await post({ act, accountId: 'x' })).outcome)).toBe(404)
})

test('who is no administrator changes nothing here', async () => {
  const reviewer = await someone(municipality, host, 'official', 'Ambtenaar C')
  await db
    .updateTable('membership')
    .set({ innerRoles: ['reviewer'] })
    .where('accountId', '=', reviewer.actor.id)
    .execute()
  expect(statusOf((await post(anInvitation({ email: 'd@gemeente.example' }), reviewer)).outcome)).toBe(403)
})

test('on the page of the own account passwords never come back, and logging out everywhere ends this session too', async () => {
  const own = await someone(municipality, host, 'official', 'Ambtenaar D')
  const change = { act: 'changePassword', current: 'niet mijn wachtwoord', password: 'een heel nieuw wachtwoord' }
  const { outcome } = await post(change, own, accountAction)
  expect(statusOf(outcome)).toBe(409)
  expect(answerOf(outcome)).toMatchObject({
    code: 'wrongPassword',
    errors: { current: expect.any(String) },
    values: {},
  })
  const { outcome: easy } = await post({ ...change, password: 'kort' }, own, accountAction)
  expect([statusOf(easy), answerOf(easy).values]).toEqual([400, {}])
  const { outcome: out, cookies } = await post({ act: 'endSessions?which=all' }, own, accountAction)
  expect([leadsTo(out), cookies]).toEqual(['/inloggen', ['saomen=']])
  expect(leadsTo((await call(accountLoader, {}, own)).outcome)).toBe('/inloggen?terug=%2F')
})

test('an empty form to log in says what to fill in', async () => {
  const { outcome } = await post({ act: 'logIn', email: ' ', password: '' }, { ...administrator, cookie: '' }, logIn)
  expect(statusOf(outcome)).toBe(400)
  expect(answerOf(outcome).errors).toEqual({ '': 'Vul uw e-mailadres en uw wachtwoord in' })
})
