import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Actor } from '#app/features/accounts/account.ts'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { roundLabels } from '#app/features/contributions/round.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { approveAtGate, logIn, lookAround, makePublication, signPublication, visit } from './steps.ts'

const site = await startSite({ now: '2016-11-02T09:00:00+01:00' })
const browser = await openBrowser()
const { db } = site
const PASSWORD = 'vier woorden zijn genoeg'
const passwordHash = await hashPassword(PASSWORD)
const municipality = await aMunicipality(db, { name: 'Borger-Odoorn', fourEyes: true })
const approver = await anActor(db, municipality, {
  innerRoles: ['processor', 'reviewer', 'approver'],
  passwordHash,
  name: 'Vaststeller V',
})
const other = await anActor(db, municipality, {
  innerRoles: ['processor', 'reviewer', 'approver'],
  passwordHash,
  name: 'Vaststeller W',
})
const processor = await anActor(db, municipality, { innerRoles: ['processor'], passwordHash, name: 'Behandelaar B' })

type Process = Awaited<ReturnType<typeof aProcess>>
type Given = NonNullable<Parameters<typeof aContribution>[2]>

/** A contribution that is one point, with its answer. */
async function handled(process: Process, given: Given, by = processor): Promise<string> {
  const { id: contributionId, text } = await aContribution(db, process, given)
  const range = { start: 0, end: text.length }
  const { id } = await markPoint(db, processor, { process, contributionId, range }, NOW)
  const answer = { disposition: 'adopted' as const, reply: `Antwoord: dat doen wij.` }
  await answerPoints(db, by, { process, pointIds: [id], ...answer }, NOW)
  await finishSplit(db, processor, { process, contributionId, despiteOpen: true }, NOW)
  return id
}

async function staff(who: Actor, given: Parameters<typeof visitor>[2] = {}): Promise<Page> {
  const { page } = await visitor(browser, site.url, given)
  await logIn(page, who.email, PASSWORD)
  return page
}

const pointsOn = async (slug: string) => {
  const { page } = await visitor(browser, site.url, { javaScriptEnabled: false })
  await page.goto(`/trajecten/${slug}/wat-is-ermee-gedaan`)
  await lookAround(page)
  const table = await page.getByRole('table').innerText()
  await page.context().close()
  return table
}

test(
  'answers to partners are public before the inspraak ends, those to residents after it, and a letter that came later in a supplement',
  { timeout: 180_000 },
  async () => {
    const process = await aProcess(db, municipality, { slug: 'plan', title: 'Plan voor zorg' })
    const home = '/ambtenaar/trajecten/plan'
    const partner = { kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' as const }
    await handled(process, { ...partner, text: 'Een vaste plek in het dorpshuis.' })
    await handled(process, { text: 'De bus rijdt niet.', email: 'inwoner@voorbeeld.example' })
    const page = await staff(approver)
    await makePublication(page, home, [roundLabels.partners])
    await signPublication(page)
    await lookAround(page)
    expect(await pointsOn('plan')).toContain('Een vaste plek')
    expect(await pointsOn('plan')).not.toContain('De bus')

    await makePublication(page, home)
    await page
      .getByText(/^Iedereen kan nog reageren/)
      .first()
      .waitFor()
    const gate = page.url()
    site.setClock('2016-11-18T09:00:00+01:00')
    await page.goto(gate)
    await signPublication(page, { earlyReason: 'Alle post van de laatste dag is geteld.' })
    await site.mail?.waitFor('inwoner@voorbeeld.example', /Wat is er met uw reactie gedaan/)
    expect(await pointsOn('plan')).toContain('De bus')

    // A letter that was posted in time.
    await handled(process, { text: 'Meer bankjes langs het pad.', email: 'brief@voorbeeld.example' })
    site.setClock('2016-12-01T09:00:00+01:00')
    await makePublication(page, home, [roundLabels.inspraak])
    await signPublication(page)
    const late = await site.mail?.waitFor('brief@voorbeeld.example', /Wat is er met uw reactie gedaan/)
    expect(late?.text).toContain('Meer bankjes')
    expect(
      site.mail?.received.filter(({ to, subject }) => String(to).includes('inwoner@') && /gedaan/.test(subject)),
    ).toHaveLength(1)
    const table = await pointsOn('plan')
    for (const words of ['Een vaste plek', 'De bus', 'Meer bankjes']) expect(table).toContain(words)
    await visit(page, `${home}/publiceren`, /openbaar maken/)
    await page.getByText('aanvulling', { exact: true }).waitFor()
    await page.getByText(/Alle post van de laatste dag is geteld/).waitFor()
  },
)

test(
  'with four eyes what one leaves out or writes waits for another, who approves and signs',
  { timeout: 120_000 },
  async () => {
    const process = await aProcess(db, municipality, { slug: 'vier-ogen', title: 'Plan met vier ogen' })
    const home = '/ambtenaar/trajecten/vier-ogen'
    site.setClock('2016-12-01T09:00:00+01:00')
    const pointId = await handled(process, { text: 'Piet van hiernaast is ziek.' })
    await handled(process, { text: 'Meer bankjes.' }, approver)
    const page = await staff(approver, { expectErrors: [/409/] })
    await visit(page, `${home}/publiceren`, /openbaar maken/)
    await page.getByLabel(/^Vier ogen bij weglaten/).check()
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Bewaard.').waitFor()

    const colleague = await staff(processor)
    await visit(colleague, `${home}/punten/${pointId}/openbaar`, /wat openbaar is/)
    await colleague.getByLabel('Woorden die weg moeten').fill('Piet')
    await colleague.getByLabel('Wat zijn deze woorden?').selectOption('personName')
    await colleague.getByRole('button', { name: /^Laat/ }).first().click()
    await colleague.getByText('De woorden zijn weggelaten.').waitFor()
    await makePublication(colleague, home)
    await colleague.getByText('Dit hebt u zelf weggelaten').waitFor()
    const gate = colleague.url()

    await page.goto(gate)
    await lookAround(page)
    await page.getByRole('button', { name: 'Maak definitief' }).click()
    await page.getByText('1 weglating is definitief.').waitFor()
    await page.getByRole('button', { name: 'Geef vrij wat klaar is' }).click()
    await page.getByRole('link', { name: 'Voorbereiden: 2' }).waitFor()
    await page.getByRole('button', { name: 'Keur 1 antwoord goed' }).click()
    await page.getByText('1 antwoord is door alle stappen.').waitFor()
    const second = await staff(other)
    await second.goto(gate)
    await approveAtGate(second)
    await page.goto(gate)
    await page.getByText('Een ander tekent', { exact: true }).waitFor()
    await page.getByText(/U schreef of deelde zelf het antwoord op 1 punt, .*: 2\.1\..*Vaststeller W/).waitFor()
    await lookAround(page)
    await signPublication(second)
    await visit(page, `${home}/publiceren`, /openbaar maken/)
    await page.getByText(/getekend door Vaststeller W/).waitFor()
    const { page: reader } = await visitor(browser, site.url, { javaScriptEnabled: false })
    await visit(reader, '/trajecten/vier-ogen/wat-niet-openbaar-is', /^Wat niet openbaar is/)
    await lookAround(reader)
    expect(await reader.getByRole('table').innerText()).toMatch(/naam\s+1\s+1/)
    expect(await reader.locator('main').innerText()).not.toContain('Piet')
  },
)

test(
  'a process of partners and council alone is answered, and ends with words for everyone',
  { timeout: 120_000 },
  async () => {
    const process = await aProcess(db, municipality, { slug: 'zonder-inspraak', title: 'Plan zonder inspraak' })
    await db
      .updateTable('process')
      .set({ state: 'draft', releasedAt: null, startsOn: null, lastDay: null, closesAt: null })
      .where('id', '=', process.id)
      .execute()
    const home = '/ambtenaar/trajecten/zonder-inspraak'
    await handled(process, {
      kind: 'councilGroup',
      name: 'Fractie Noord',
      round: 'priorities',
      text: 'Onderwijs eerst.',
    })
    await handled(process, {
      kind: 'organisation',
      organisation: 'Dorpskamer',
      round: 'partners',
      text: 'Meer ritten.',
    })
    const page = await staff(approver)
    await makePublication(page, home)
    await signPublication(page)
    expect(await pointsOn('zonder-inspraak')).toContain('Onderwijs eerst.')
    await visit(page, `${home}/publiceren`, /openbaar maken/)
    await page
      .getByLabel('Hoe is dit traject afgerond?')
      .fill('De raad koos, en partners gaven mee. Er komt geen inspraak.')
    await page.getByRole('button', { name: 'Rond het traject af' }).click()
    await page.getByText('Het traject is afgerond.').waitFor()
    const { page: reader } = await visitor(browser, site.url, { javaScriptEnabled: false })
    await visit(reader, '/trajecten/zonder-inspraak', /Plan zonder inspraak/)
    await lookAround(reader)
    expect(await reader.locator('main').innerText()).toContain('Er komt geen inspraak.')
  },
)
