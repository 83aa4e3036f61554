import { expect, test } from 'vitest'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { mayMail, type StrangersMail } from './mail-allowance.server.ts'
import { forgetOldAttempts } from './rate-limit.server.ts'

const { db } = await testDatabase()
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

let addresses = 0
async function aSite() {
  const { id: municipalityId } = await aMunicipality(db)
  return (given: Partial<StrangersMail> = {}, now = NOW) =>
    mayMail(
      db,
      {
        municipalityId,
        secret: 'een geheim',
        to: `u${++addresses}@voorbeeld.example`,
        clientAddress: `192.0.2.${addresses % 250}`,
        ...given,
      },
      now,
    )
}
const allowed = async (asked: Promise<boolean>[]) => (await Promise.all(asked)).filter(Boolean).length

test('sixty messages to one address, from sixty networks at the same moment, are three', async () => {
  const may = await aSite()
  expect(await allowed(Array.from({ length: 60 }, () => may({ to: 'doelwit@voorbeeld.example' })))).toBe(3)
  expect(await may({ to: 'Doelwit@voorbeeld.example' })).toBe(false)
  expect(await may(), 'another address').toBe(true)
})

test('one mailbox written in sixty ways is one address', async () => {
  const may = await aSite()
  expect(await allowed(Array.from({ length: 60 }, (_, n) => may({ to: `doelwit+${n}@voorbeeld.example` })))).toBe(3)
  expect(
    await allowed(
      ['jan.jansen', 'j.anjansen', 'janjansen', 'janjansen+x', 'ja.n.jansen'].map((name) =>
        may({ to: `${name}@gmail.com` }),
      ),
    ),
  ).toBe(3)
  expect(await may({ to: 'doel.wit@voorbeeld.example' }), 'elsewhere dots count').toBe(true)
  expect(
    await allowed([may({ to: '+31612345678@voorbeeld.example' }), may({ to: '+31687654321@voorbeeld.example' })]),
  ).toBe(2)
})

test('and no more than ten in a day', async () => {
  const may = await aSite()
  let sent = 0
  for (let hour = 0; hour < 11; hour++)
    sent += await allowed([1, 2, 3].map(() => may({ to: 'doelwit@voorbeeld.example' }, inHours(hour))))
  expect(sent).toBe(10)
  expect(await may({ to: 'doelwit@voorbeeld.example' }, inHours(36))).toBe(true)
})

test('one network has a hundred messages sent in an hour, to whomever', async () => {
  const may = await aSite()
  expect(
    await allowed(Array.from({ length: 130 }, (_, n) => may({ clientAddress: `2001:db8:1:2::${n.toString(16)}` }))),
  ).toBe(100)
  expect(await may({ clientAddress: '2001:db8:1:3::1' }), 'the network beside it').toBe(true)
})

test('who has 65,536 networks on one connection does not get a hundred for each', async () => {
  const may = await aSite()
  expect(
    await allowed(Array.from({ length: 350 }, (_, n) => may({ clientAddress: `2001:db8:2:${n.toString(16)}::1` }))),
  ).toBe(300)
})

test('nobody can read from what is counted who was written to, and after two days it is gone', async () => {
  const may = await aSite()
  await may({ to: 'doelwit@voorbeeld.example' })
  expect(JSON.stringify(await db.selectFrom('attempt').selectAll().execute())).not.toContain('doelwit')
  await forgetOldAttempts(db, inHours(24))
  expect(await db.selectFrom('attempt').selectAll().execute()).not.toEqual([])
  await forgetOldAttempts(db, inHours(24 * 5))
  expect(await db.selectFrom('attempt').selectAll().execute()).toEqual([])
})
