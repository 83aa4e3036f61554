import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loader as robots } from './robots-txt.ts'
import { loader as security } from './security-txt.ts'
import { loader as sitemap } from './sitemap.ts'

const { db } = await testDatabase()
const host = 'doemee.gemeente.example'
const municipality = await aMunicipality(db, { host })
const other = await aMunicipality(db, { host: 'elders.example' })
const open = await aProcess(db, municipality, { slug: 'open-plan' })
await aPlan(db, open)
await aProcess(db, municipality, { slug: 'klaar-plan', state: 'answered' })
const draft = await aProcess(db, municipality, { slug: 'geheim-plan', state: 'draft' })
await aPlan(db, draft)
await aProcess(db, other, { slug: 'plan-van-elders' })

async function get(loader: typeof robots, at = host): Promise<{ type: string | null; text: string }> {
  const context = {
    ...{
      db,
      mode: 'production',
      secret: 's'.repeat(40),
      baseUrl: `https://${host}`,
      secure: true,
      nonce: 'nonce',
      headers: new Headers(),
    },
    ...{ arrivedAt: NOW, clientAddress: '203.0.113.5', pool: { query: async () => ({ rows: [] }) } },
  } as unknown as LoaderFunctionArgs['context']
  const answer = await loader({ request: new Request(`http://${at}/`, { headers: { Host: at } }), params: {}, context })
  return { type: answer.headers.get('Content-Type'), text: await answer.text() }
}

test('the sitemap lists what anyone may read, at the address of the municipality, and nothing of a draft', async () => {
  const { type, text } = await get(sitemap)
  expect(type).toBe('application/xml; charset=utf-8')
  const pages = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address)
  expect(pages).toEqual([
    ...['/', '/afgerond', '/hulp', '/privacy', '/toegankelijkheid', '/mijn-reactie'].map(
      (path) => `https://${host}${path}`,
    ),
    ...pages.slice(6),
  ])
  expect(pages).toContain(`https://${host}/trajecten/open-plan/plan/1-gezin-en-sociaal-netwerk`)
  expect(pages).toContain(`https://${host}/trajecten/klaar-plan/wat-is-ermee-gedaan`)
  expect(pages).not.toContain(`https://${host}/trajecten/open-plan/wat-is-ermee-gedaan`)
  expect(text).not.toContain('geheim-plan')
  expect(text, 'of another municipality').not.toContain('plan-van-elders')
  expect(text).toMatch(/open-plan<\/loc><lastmod>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d<\/lastmod>/)
})

test('a meeting is in it while anyone may come', async () => {
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const everyone = await aMeeting(db, by, open)
  const invited = await aMeeting(db, by, open, { audience: 'invited' })
  const { text } = await get(sitemap)
  expect(text).toContain(`/bijeenkomsten/${everyone.meetingId}<`)
  expect(text).not.toContain(invited.meetingId)
})

test('robots.txt keeps programs out of what is behind a login, and names the sitemap', async () => {
  const { type, text } = await get(robots)
  expect(type).toBe('text/plain; charset=utf-8')
  for (const path of ['/ambtenaar', '/raad', '/partner', '/dev'])
    expect(text.split('\n')).toContain(`Disallow: ${path}`)
  expect(text).toContain(`Sitemap: https://${host}/sitemap.xml`)
  expect((await get(robots, 'elders.example:81')).text, 'each its own, and no port of someone’s choice').toContain(
    'Sitemap: https://elders.example/sitemap.xml',
  )
})

test('security.txt says where this municipality hears of leaks', async () => {
  await db
    .updateTable('municipality')
    .set({ securityContact: 'lek@gemeente.example' })
    .where('id', '=', municipality.id)
    .execute()
  const { type, text } = await get(security)
  expect(type).toBe('text/plain; charset=utf-8')
  expect(text).toContain('Contact: mailto:lek@gemeente.example')
  expect(text).toMatch(/^Expires: 2017-/m)
  expect((await get(security, 'elders.example')).text).toContain('Contact: mailto:vragen@gemeente.example')
})
