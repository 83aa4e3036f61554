import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess } from '#tests/factories.ts'
import {
  formOf,
  hidden,
  received,
  ResidentBrowser,
  sending,
  step1,
  step2,
  step3,
  you,
} from '#tests/resident-browser.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { db, pool } = await testDatabase()
let host = ''
let process: Awaited<ReturnType<typeof aProcess>>
let plan: Awaited<ReturnType<typeof aPlan>>
let hosts = 0
const aBrowser = () => new ResidentBrowser({ db, pool }, host)
const OLD = 'Eerste alinea over gezin en sociaal netwerk.'
const WORDS = 'Eerste alinea over het gezin en zijn buren.'

beforeEach(async () => {
  host = `voorstel-${hosts++}.example`
  process = await aProcess(db, await aMunicipality(db, { host }), { slug: 'plan' })
  plan = await aPlan(db, process)
})

const at = (paragraph: number) => `${step1}?over=alinea:${plan.paragraphs[paragraph]}`
type Form = { proposal: { title: string; old: string; words: string } | null; mayPropose: boolean }
const shown = async (browser: ResidentBrowser, path = step1) => {
  const page = await browser.get(path)
  return { page, form: formOf(page) as unknown as Form & Record<string, string> }
}

/** Goes from the form of a reaction to that of other words, and gives its hidden fields. */
async function begin(browser: ResidentBrowser, paragraph = 0) {
  const { page } = await shown(browser, at(paragraph))
  await browser.post(step1, { ...hidden(page), text: '', then: 'propose' })
  return hidden((await shown(browser)).page)
}

async function send(browser: ResidentBrowser, fields: { proposal: string; text: string }) {
  await browser.post(step1, { ...(await begin(browser)), ...fields })
  await browser.post(step2, { ...you, name: 'Inspreker A' })
  const check = await browser.get(step3)
  return { check, sent: await browser.post(step3, sending(check)) }
}

const stored = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select contribution.text, split_done_at is not null as is_split, contribution.paragraph_id as about,
      proposed_text.paragraph_id as proposed_for, removes, substr(text, item.quote_start + 1, item.quote_end - item.quote_start) as words,
      heading, point.number, point.quote_start, point.quote_end from contribution
    left join proposed_text on proposed_text.contribution_id = contribution.id
    left join contribution_item as item on item.contribution_id = contribution.id and item.position = proposed_text.position
    left join point on point.contribution_id = contribution.id
    where contribution.process_id = ${process.id}`.execute(db)
  return rows
}

describe('a resident who proposes other words for a paragraph', () => {
  test('begins with its words, sends theirs as typed with the reason, and it is a point with a number', async () => {
    const browser = aBrowser()
    expect((await shown(browser, at(0))).form).toMatchObject({ mayPropose: true, proposal: null })
    await begin(browser)
    const title = 'Andere woorden voor alinea 1'
    expect((await shown(browser)).form.proposal).toMatchObject({ title, old: OLD, words: OLD })
    const { check, sent } = await send(browser, { proposal: WORDS, text: 'Buren horen erbij.' })
    expect(check.page).toMatchObject({
      text: 'Buren horen erbij.',
      proposal: { says: '2 woorden weg, 3 woorden nieuw' },
    })
    expect(sent).toMatchObject({ status: 303, to: received })
    const [paragraph] = plan.paragraphs
    const text = `${WORDS}\n\nBuren horen erbij.`
    expect(await stored()).toEqual([
      {
        ...{
          text,
          isSplit: true,
          about: paragraph,
          proposedFor: paragraph,
          removes: false,
          words: WORDS,
          heading: title,
        },
        ...{ number: 1, quoteStart: 0, quoteEnd: text.length },
      },
    ])
    const { receipt } = (await browser.get(received)).page as { receipt: Record<string, unknown> }
    expect(receipt).toMatchObject({ text, proposal: { number: 1, reason: 'Buren horen erbij.' } })
    const code = String(receipt.code)
    expect(await browser.post('/mijn-reactie', { act: 'openReaction', code })).toMatchObject({ status: 303 })
    expect((await browser.get('/mijn-reactie')).page.view).toMatchObject({
      proposal: { changes: { says: '2 woorden weg, 3 woorden nieuw' }, reason: 'Buren horen erbij.' },
    })
  })

  test('may leave the reason out, and may take the whole paragraph away', async () => {
    const browser = aBrowser()
    const { check } = await send(browser, { proposal: '  ', text: '' })
    expect(check.page.proposal).toMatchObject({ says: 'U haalt de hele alinea weg' })
    expect(await stored()).toMatchObject([{ text: 'Haal alinea 1 weg.', removes: true, number: 1 }])
  })

  test('who changed nothing hears what is missing, and reacting alone keeps what was typed', async () => {
    const browser = aBrowser()
    const form = await begin(browser)
    const same = await browser.post(step1, { ...form, proposal: `${OLD} `, text: 'Want het is zo.' })
    expect(same).toMatchObject({
      status: 400,
      page: { errors: { proposal: expect.stringMatching(/nog niets veranderd/) } },
    })
    expect(await browser.get(step2)).toMatchObject({ to: step1 })
    const again = hidden((await shown(browser)).page)
    await browser.post(step1, { ...again, proposal: WORDS, text: 'Want het is zo.', then: 'reactAlone' })
    const alone = await shown(browser)
    expect(alone.form).toMatchObject({ proposal: null, text: 'Want het is zo.' })
    await browser.post(step1, { ...hidden(alone.page), text: 'Want het is zo.', then: 'propose' })
    expect((await shown(browser)).form).toMatchObject({ proposal: { words: WORDS }, text: 'Want het is zo.' })
  })

  test('another paragraph does not take the words along, and the first still has them', async () => {
    const browser = aBrowser()
    await browser.post(step1, { ...(await begin(browser)), proposal: WORDS, text: '', then: 'later' })
    const other = await shown(browser, at(1))
    expect(other.form).toMatchObject({ proposal: null, leavesProposal: true })
    expect(other.form.movedFrom).toContain('Alinea')
    expect((await shown(browser)).form.proposal).toMatchObject({ words: WORDS })
    await browser.post(step1, { ...hidden(other.page), text: 'Over de tweede.' })
    await browser.post(step2, you)
    await browser.post(step3, sending(await browser.get(step3)))
    expect(await stored()).toMatchObject([{ text: 'Over de tweede.', proposedFor: null, number: null }])
  })

  test('two windows: the second is shown what the first wrote', async () => {
    const browser = aBrowser()
    await begin(browser)
    const [one, two] = [(await shown(browser)).page, (await shown(browser)).page]
    await browser.post(step1, { ...hidden(one), proposal: WORDS, text: 'Eerste' })
    const answer = await browser.post(step1, { ...hidden(two), proposal: 'Iets anders.', text: 'Tweede' })
    expect(answer).toMatchObject({ status: 409, page: { code: 'stale', facts: { otherText: `${WORDS}\n\nEerste` } } })
    expect(answer.page.values).toMatchObject({ proposal: ['Iets anders.'], text: ['Tweede'] })
  })

  test('when the term is over the words and the reason are still there', async () => {
    const browser = aBrowser()
    const form = await begin(browser)
    browser.now = new Date('2016-11-16T00:00:00.000+01:00')
    expect(await browser.post(step1, { ...form, proposal: WORDS, text: 'Reden' })).toMatchObject({ status: 409 })
    expect((await browser.get(step1)).page.closed).toMatchObject({ text: `${WORDS}\n\nReden` })
    expect(await stored()).toEqual([])
  })

  test('for a table no words can be proposed, also not by hand', async () => {
    const [paragraph = ''] = plan.paragraphs
    await db.updateTable('paragraph').set({ kind: 'table' }).where('id', '=', paragraph).execute()
    const browser = aBrowser()
    const { page, form } = await shown(browser, `${at(0)}&voorstel=ja`)
    expect(form).toMatchObject({ mayPropose: false, proposal: null })
    await browser.post(step1, { ...hidden(page), text: 'Een rij te veel.', proposal: WORDS, then: 'propose' })
    expect((await shown(browser)).form.proposal).toBeNull()
  })

  test('only what the check page showed is sent', async () => {
    const browser = aBrowser()
    await browser.post(step1, { ...hidden((await shown(browser, at(0))).page), text: 'Alleen een reactie' })
    await browser.post(step2, you)
    const form = sending(await browser.get(step3))
    await browser.post(step3, { ...form, proposes: 'yes', proposedWords: 'Niet gezien' })
    expect(await stored()).toMatchObject([{ text: 'Alleen een reactie', proposedFor: null }])
  })
})
