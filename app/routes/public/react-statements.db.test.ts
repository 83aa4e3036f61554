import { expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess } from '#tests/factories.ts'
import {
  hidden,
  received,
  ResidentBrowser,
  sending,
  step1,
  step2,
  step3,
  typing,
  you,
} from '#tests/resident-browser.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { statementsDuring } from '#tests/setup/statements.ts'
import * as aboutYouStep from './react-about-you.tsx'
import * as checkStep from './react-check.tsx'
import * as textStep from './react.tsx'

const { db, pool } = await testDatabase()
const municipality = await aMunicipality(db, { host: 'tellen.example' })
await aPlan(db, await aProcess(db, municipality, { slug: 'plan' }))
const aBrowser = () => new ResidentBrowser({ db, pool }, 'tellen.example')

/** One statement of each step finds the municipality of the host; a process that hears of changes knows it without asking. */
const most = { text: 3, aboutYou: 3, checkPage: 2, sending: 3 }

test('each step of a reaction takes a few statements, and no transaction around them', async () => {
  const browser = aBrowser()
  const text = await statementsDuring(pool, () => browser.post(step1, typing('Meer bankjes.')))
  const aboutYou = await statementsDuring(pool, () => browser.post(step2, you))
  let page = {}
  const checkPage = await statementsDuring(pool, async () => ({ page } = await browser.get(step3)))
  let to: string | null = null
  const sent = await statementsDuring(pool, async () => ({ to } = await browser.post(step3, sending({ page }))))
  expect(to).toBe(received)
  const counts = {
    ...{ text: text.length, aboutYou: aboutYou.length, checkPage: checkPage.length, sending: sent.length },
  }
  expect(counts).toEqual(most)
  expect([...text, ...aboutYou, ...sent].join('\n')).not.toMatch(/\bbegin\b|notify|insert into "?attempt/i)
})

test('the server does each step itself, without making a page', async () => {
  for (const { action } of [textStep, aboutYouStep, checkStep]) expect(action.direct).toBe(true)
})

test('a text that is changed takes three more: what is there, whether other words are proposed in it, and the change where it is still there', async () => {
  const browser = aBrowser()
  await browser.post(step1, typing('Meer bankjes.'))
  const first = await browser.get(step1)
  const again = () => browser.post(step1, { ...hidden(first), text: 'Nog meer bankjes.' })
  expect(await statementsDuring(pool, again)).toHaveLength(5)
})
