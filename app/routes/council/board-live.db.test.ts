import { expect, test, vi } from 'vitest'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { BEAT_MS } from '#app/live/live-response.server.ts'
import { action as logOut } from '#app/routes/public/log-out.tsx'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, staffVisits, statusOf, type Person } from '#tests/staff-visits.ts'
import { loader as bigScreenLive } from './big-screen-live.ts'
import { loader as boardLive } from './board-live.ts'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const host = 'ons.example'
const ours = await aMunicipality(db, { host })
await aMunicipality(db, { host: 'hun.example' })
const clerk = await someone(ours, host, 'clerk', 'Griffier')
const member = await someone(ours, host, 'councilMember', 'Raadslid A')
const other = await someone(ours, host, 'councilMember', 'Raadslid B')
const official = await someone(ours, host, 'official', 'Ambtenaar A')
const process = await aProcess(db, ours, { state: 'draft' })
const { slug } = process
await createRanking(db, clerk.actor, { processSlug: slug }, NOW)
const { id: groupId } = await addGroup(db, clerk.actor, { process, name: 'Groep 1' }, NOW)
const at = { slug, groupId }
const putIn = (...people: Person[]) =>
  changeGroup(
    db,
    clerk.actor,
    { process, groupId, name: 'Groep 1', memberIds: people.map(({ actor }) => actor.id) },
    NOW,
  )

vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })

/** A screen that was opened: what waits until its stream is at its end, when the next beat comes. */
async function opened(loader: unknown, by: Person) {
  const { outcome } = await call(loader, at, by)
  const reader = (outcome as Response).body?.getReader()
  await reader?.read()
  return async () => {
    vi.advanceTimersByTime(BEAT_MS)
    for (let more = reader !== undefined; more;) more = (await reader?.read())?.done === false
  }
}

test('a board ends for who was taken out of the group', async () => {
  await putIn(member, other)
  const ended = await opened(boardLive, member)
  await putIn(other)
  await ended()
  expect(statusOf((await call(boardLive, at, member)).outcome)).toBe(404)
})

test.each([
  ['a board', boardLive],
  ['the projector', bigScreenLive],
])('%s ends for who logged out', async (_, loader) => {
  const once = await someone(ours, host, 'councilMember', 'Raadslid C')
  await putIn(once)
  const ended = await opened(loader, once)
  await call(logOut, {}, once, formOf({ act: 'logOut' }))
  await ended()
})

test('a board is of its group, the projector of the council, and both of one municipality', async () => {
  await putIn(member)
  for (const by of [other, official, { ...clerk, host: 'hun.example' }]) {
    expect([302, 404]).toContain(statusOf((await call(boardLive, at, by)).outcome))
  }
  for (const by of [official, { ...clerk, host: 'hun.example' }]) {
    expect([302, 404]).toContain(statusOf((await call(bigScreenLive, at, by)).outcome))
  }
})
