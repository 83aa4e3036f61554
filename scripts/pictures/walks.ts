/** What people do, step by step, and what they see after each. */
import type { Page } from 'playwright-core'
import { realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { draft, open, running } from '#tests/journeys/tour-pages.ts'
import { CLERK, CONNECTED, COUNCIL_MEMBER, OFFICIAL, PARTNER, WRITING_PARTNER, type Scene } from './people.ts'

/** Presses a button of which the answer is another address. */
async function pressAndLeave(page: Page, button: RegExp): Promise<void> {
  const here = page.url()
  await page.getByRole('button', { name: button }).filter({ visible: true }).first().click()
  await page.waitForURL((to) => to.href !== here)
}

const residentReacts: Scene = async ({ someone }) => {
  const { page, shoot, press, look } = await someone()
  await page.goto(`${open}/reageren`)
  await page.getByRole('textbox').first().fill('Maak het hek hoger. Een bankje in de schaduw zou ons ook helpen.')
  await press('Kies een ander deel van het plan', 'Uw tekst is bewaard')
  await shoot('resident-chooses-another-part')
  await page.getByRole('link', { name: 'Terug naar uw tekst' }).click()
  await page.getByRole('heading', { name: 'Uw reactie' }).waitFor()
  await press('Verder naar stap 2', 'Verder naar stap 3')
  await shoot('resident-about-you')
  await page.getByLabel(/^E-mailadres/).fill('geen adres')
  await press('Verder naar stap 3')
  await shoot('resident-about-you-refused')
  await page.getByRole('radio', { name: /^Voor mijzelf/ }).check()
  await page.getByRole('radio', { name: /^Nee, zonder mijn naam/ }).check()
  await page.getByLabel(/^E-mailadres/).fill('inwoner@voorbeeld.example')
  await press('Verder naar stap 3', 'Kijk na of alles klopt')
  await shoot('resident-check')
  await press('Verstuur uw reactie', 'Wij hebben uw reactie ontvangen')
  const code = /([2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
  await shoot('resident-receipt')
  await press('Vergeet mij op dit apparaat', 'Dit apparaat is u vergeten')
  await shoot('resident-forgotten')
  await look(`${open}/ontvangen`, 'resident-no-receipt')
  await page.goto('/mijn-reactie')
  await page.getByLabel('Uw geheime code').fill(code)
  await press('Bekijk uw reactie', 'Maak het hek hoger.')
  await shoot('resident-my-reaction')
}

const residentComes: Scene = async ({ someone }) => {
  const { page, shoot, press, follow } = await someone()
  await follow(open, '/bijeenkomsten/')
  await page.getByLabel(/^Uw naam/).fill('Inwoner A')
  await page.getByLabel(/^Uw e-.?mailadres/).fill('inwoner-a@voorbeeld.example')
  await press('Meld mij aan', 'U bent aangemeld')
  await shoot('resident-registered')
  await press('Meld mij af', 'U bent afgemeld')
  await shoot('resident-deregistered')
}

const officialRegisters: Scene = async ({ someone }) => {
  const { page, shoot, press } = await someone(OFFICIAL)
  await page.goto(`${running}/inbreng/nieuw?soort=inwoner`)
  await page.getByLabel('Hoe kwam het binnen?').selectOption({ index: 1 })
  await page
    .getByLabel(/^De tekst, woord voor woord/)
    .fill('Er moet een kraantje komen. Zet er ook een prullenbak bij.')
  await press('Registreer', 'De inbreng is geregistreerd')
  await shoot('official-registered')
  const origin = page.url().split('?')[0] ?? ''
  await page.goto(origin)
  await shoot('official-origin')
  await page.goto(origin.replace(/herkomst$/, 'bestanden'))
  await shoot('official-source-files')
  await press('Voeg toe')
  await shoot('official-source-files-empty')

  await page.goto(origin.replace(/\/herkomst$/, ''))
  await page.getByRole('group', { name: /^Tekst van de inbreng/ }).focus()
  await page.keyboard.press('o')
  await page.keyboard.press('Enter')
  await page.getByText(/^1, waarvan 0 beantwoord/).waitFor()
  await shoot('official-split-one')
  await page.getByRole('group', { name: /^Tekst van de inbreng/ }).focus()
  await page.keyboard.press('o')
  await page.keyboard.press('Enter')
  await page.getByText(/^2, waarvan 0 beantwoord/).waitFor()
  await pressAndLeave(page, /^Splitsing klaar/)
  await shoot('official-split-done')

  await page.goto(`${running}/punten`)
  await page.getByRole('listitem').filter({ hasText: 'kraantje komen' }).getByRole('link').first().click()
  await page.getByRole('radio', { name: /^Overgenomen/ }).check()
  await press('Bewaar')
  await shoot('official-answer-empty')
  await page.getByLabel(/^Antwoord aan de indiener/).fill('Er komt een kraantje bij elke grote plek.')
  await press('Bewaar', /^Bewaard\./)
  await shoot('official-answered')
  await page.goto(`${running}/punten`)
  await shoot('official-points-after')
}

const officialPlans: Scene = async ({ someone }) => {
  const { page, shoot, press } = await someone(OFFICIAL)
  await page.goto(`${running}/bijeenkomsten/nieuw`)
  for (const [label, text] of Object.entries({
    ...{ Titel: 'Avond over schaduw', Datum: '3 december 2026', Begin: '19.30', Einde: '21.00', Plaats: 'Dorpshuis' },
    ...{ Adres: 'Hoofdstraat 0', Agenda: '19.30 Welkom\n19.45 In gesprek', 'Aantal plaatsen': '12' },
  })) {
    await page.getByLabel(new RegExp(`^${label}`)).fill(text)
  }
  await press('Plan de bijeenkomst', 'De bijeenkomst is gepland.')
  await shoot('official-meeting-planned')
  await page.getByLabel('Naam').fill('Inwoner C')
  await press('Zet op de lijst', /^1 van 12 aangemeld/)
  await shoot('official-participant-added')
  await page.goto('/ambtenaar/trajecten/nieuw')
  await page.getByLabel(/^Titel/).fill('Groen in de dorpen')
  await press('Maak het traject', 'Gegevens')
  await page.getByRole('button', { name: 'Bewaar de gegevens' }).waitFor()
  await shoot('official-process-made')
  await page.goto('/ambtenaar/gebruikers')
  await page.getByLabel('Naam', { exact: true }).fill('Ambtenaar C')
  await page.getByLabel('E-mailadres').fill('ambtenaar-c@borger-odoorn.example')
  await page.getByRole('radio', { name: /^Ambtenaar/ }).check()
  await page.getByRole('checkbox', { name: /^Behandelaar/ }).check()
  await press('Verstuur uitnodiging', 'Ambtenaar C')
  await shoot('official-user-invited')
  await page.goto(`${draft}/themas`)
  await page.getByLabel('Naam', { exact: true }).fill('Verlichting')
  await press('Voeg toe', 'Verlichting')
  await shoot('official-theme-added')
}

const officialAsks: Scene = async ({ someone }) => {
  const { page, shoot, press } = await someone(OFFICIAL)
  await page.goto('/ambtenaar/partners/nieuw')
  await page.getByLabel('Naam', { exact: true }).fill('Huisartsenoverleg')
  await press('Zet in het partnerboek', 'De organisatie staat in het partnerboek.')
  await shoot('official-partner-added')
  await page.goto(`${draft}/partners`)
  await page.getByRole('checkbox', { name: 'Herinner Dorpsbelangen Exloo' }).check()
  await press('Herinner nu', '1 herinnering is onderweg.')
  await shoot('official-reminded')
  const heading = 'organisatie,soort,rol,vraag,gedruktNummer,punt'
  for (const [name, row, says] of [
    ['refused', 'Dorpsraad,club,,77,,Een', undefined],
    ['preview', 'Dorpsraad,werkgroep,,1,,Houd de bus', /1 indiener komt in het register/],
  ] as const) {
    await page.goto(`${draft}/partners/importeren`)
    const file = { name: 'inbreng.csv', mimeType: 'text/csv', buffer: Buffer.from(`${heading}\n${row}`) }
    await page.getByLabel('Bestand met inbreng', { exact: true }).setInputFiles(file)
    await press('Bekijk wat erin staat', says)
    await shoot(`official-import-${name}`)
  }
}

const partnerSends: Scene = async ({ someone }) => {
  const lead = await someone(PARTNER)
  await lead.follow('/partner', '/partner/inbreng/')
  await lead.page.goto(`${new URL(lead.page.url()).pathname}/vraag/1`)
  await lead.page.getByText(CONNECTED).waitFor()
  await lead.page.getByLabel('Punt 1', { exact: true }).fill('Bij de school in Exloo is het druk.')
  await lead.press('Nog een punt', CONNECTED)
  await lead.page.getByLabel('Punt 2', { exact: true }).waitFor()
  await lead.shoot('partner-writes')

  const { page, shoot, press, follow, look } = await someone(WRITING_PARTNER)
  await follow('/partner', '/partner/inbreng/')
  const response = new URL(page.url()).pathname
  await page.goto(`${response}/controleren`)
  await press('Geef de inbreng vrij', /De inbreng is vrijgegeven\./)
  await shoot('partner-released')
  await press('Verzend naar de gemeente', /Uw inbreng is verzonden/)
  await shoot('partner-sent')
  await look(`${response}/versies`, 'partner-sent-versions')
  await look(`${response}/vraag/1`, 'partner-sent-question')
  await page.goto(response)
  await shoot('partner-sent-response')
  await press('Vraag om heropenen')
  await shoot('partner-reopen-empty')
}

const clerkPrepares: Scene = async ({ someone }) => {
  const { page, shoot, press, go } = await someone(CLERK)
  await page.goto('/raad')
  await page.getByLabel('Nieuwe ranglijst bij').selectOption('veilig-fietsen')
  await press('Maak een ranglijst', 'Voeg deze onderwerpen toe')
  await shoot('clerk-ranking-made')
  for (const [name, button] of [
    ['topics', 'Voeg deze onderwerpen toe'],
    ['group', 'Maak deze groep'],
  ] as const) {
    await press(button)
    await shoot(`clerk-${name}-empty`)
    await page.goto(ranking)
  }
  const topics = [
    ...new Set(
      realCaseCsv
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[1] ?? ''),
    ),
  ]
  await page.getByRole('textbox', { name: 'Onderwerpen' }).fill(topics.join('\n'))
  await press('Voeg deze onderwerpen toe', 'Mantelzorg')
  for (const group of ['Groep 1', 'Groep 2', 'Groep 3']) {
    await page.getByRole('textbox', { name: 'Nieuwe groep' }).fill(group)
    await press('Maak deze groep', 'Wie zitten in deze groep?')
    await page
      .getByRole('textbox', { name: 'Naam van de groep' })
      .and(page.locator(`[value="${group}"]`))
      .waitFor()
  }
  await shoot('clerk-groups')
  await page.goto(ranking)
  await go(/^Wijzig ?Groep 1$/)
  await page.getByRole('checkbox', { name: /^Raadslid A/ }).check()
  await page.getByRole('region', { name: 'Groepen' }).getByRole('button', { name: 'Bewaar', exact: true }).click()
  await page.getByText('1 lid: Raadslid A').waitFor()
  await shoot('clerk-member')
  await go(/^Wijzig ?Mantelzorg$/)
  await page.getByRole('textbox', { name: /^Link/ }).first().fill('geen link')
  await press('Bewaar')
  await shoot('clerk-topic-refused')
  await page.goto(ranking)
  await page.getByText('Lees een bestand in').click()
  for (const [name, csv] of [
    ['refused', realCaseCsv.replace(',2,', ',1,')],
    ['read', realCaseCsv],
  ] as const) {
    const file = { name: 'lijsten.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await page.getByLabel('Bestand met lijsten').setInputFiles(file)
    await press('Lees de lijsten in', name === 'read' ? /Er is al een lijst ingelezen/ : undefined)
    await shoot(`clerk-lists-${name}`)
  }
}

const ranking = '/raad/ranglijsten/veilig-fietsen'

const clerkRuns: Scene = async ({ someone }) => {
  const { page, shoot, press, go, look } = await someone(CLERK)
  const step = async (link: string, button: string) => {
    await go(link)
    await shoot(`clerk-before-${button.toLowerCase().replaceAll(' ', '-')}`)
    await pressAndLeave(page, new RegExp(`^${button}$`))
  }
  await page.goto(ranking)
  await pressAndLeave(page, /^Open de ranglijst$/)
  await shoot('clerk-ranking-open')
  await look(`${ranking}/scherm`, 'clerk-big-screen-open')

  const member = await someone(COUNCIL_MEMBER)
  await member.look('/raad', 'council-ranking-open')
  await member.follow('/raad', '/groep/')
  await member.page.getByText(CONNECTED).waitFor()
  await member.shoot('council-board')
  await member.page.getByRole('button', { name: 'Gezondheid omhoog', exact: true }).click()
  await member.page.getByRole('button', { name: 'Maak ongedaan' }).waitFor()
  await member.page.getByText(CONNECTED).waitFor()
  await member.shoot('council-board-moved')
  await member.page.getByRole('button', { name: 'Maak ongedaan' }).click()
  await member.page.goto('/raad')

  await page.goto(ranking)
  await step('Sluit de ranglijst', 'Sluit de ranglijst')
  await shoot('clerk-ranking-closed')
  await press('Toon plaats 2 (4 onderwerpen)', 'Toon plaats 1')
  await shoot('clerk-ranking-shows')
  await look(`${ranking}/scherm`, 'clerk-big-screen-shows')
  await member.follow('/raad', '/groep/')
  await member.shoot('council-board-closed')
  await page.goto(ranking)
  await step('Maak de uitslag openbaar', 'Maak de uitslag openbaar')
  await shoot('clerk-ranking-made-public')
  await look('/raad', 'clerk-rankings-after')
}

/** In order: each may begin where those before it ended. */
export const walks: Record<string, Scene> = {
  ...{ residentReacts, residentComes, officialRegisters, officialPlans, officialAsks, partnerSends },
  ...{ clerkPrepares, clerkRuns },
}
