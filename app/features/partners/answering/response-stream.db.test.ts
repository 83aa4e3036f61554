import { expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { NOW } from '#tests/factories.ts'
import { anInvitation } from '#tests/partner-invitation.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { responseStream } from './response-page.server.ts'

const { db, pool } = await testDatabase()

/** What comes in at an open page of this person. */
async function follow(actor: Actor, responseId: string) {
  const url = new URL(`http://localhost/partner/inbreng/${responseId}/live`)
  const visit = {
    db,
    pool,
    actor,
    params: { responseId },
    request: new Request(url),
    url,
    now: NOW,
    context: {},
  } as unknown as MemberVisit
  const { body } = await responseStream(visit)
  if (!body) throw new Error('a stream has a body')
  const came = { text: '' }
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      came.text += decoder.decode(part.value, { stream: true })
  })()
  return { came, close: () => reader.cancel().then(() => reading) }
}

test('who is taken out of the organisation sees nothing more on a page that is open', async () => {
  const it = await anInvitation(db)
  const [stays, goes] = [await follow(it.lead, it.responseId), await follow(it.colleague, it.responseId)]
  await it.save(it.lead, 1, 'Voor allebei')
  for (const { came } of [stays, goes]) await expect.poll(() => came.text).toContain('Voor allebei')
  await db
    .deleteFrom('partnerPerson')
    .where('partnerId', '=', it.partner.id)
    .where('email', '=', it.colleague.email)
    .execute()
  await it.save(it.lead, 1, 'Na het afscheid')
  await expect.poll(() => stays.came.text).toContain('Na het afscheid')
  // One change later everything that was on its way has come.
  await it.save(it.lead, 1, 'En nog later')
  await expect.poll(() => stays.came.text).toContain('En nog later')
  expect(goes.came.text).not.toContain('Na het afscheid')
  await Promise.all([stays.close(), goes.close()])
})
