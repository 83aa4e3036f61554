/**
 * `npm run bench:acts`: how many acts an official needs on sixty reactions, counted as forms that the built product takes: one answer
 * for ten points with the same words, everything about thirty identical letters, everything about thirty of which one asks something of
 * its own, a theme for one point. Of the letters each sentence is decided and each point answered. Before the workbench was there,
 * these took 17 acts, a split and an answer for each of thirty letters, and a whole answer. Ends with an error when one takes more than
 * it may. The last line is one JSON object.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { openSession } from '#app/features/accounts/session.server.ts'
import { findCampaigns } from '#app/features/campaigns/find-campaigns.server.ts'
import { registerContributions } from '#app/features/contributions/register-contribution.server.ts'
import { insertThemes } from '#app/features/points/insert-themes.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { inTransaction } from '#db/client.server.ts'
import { formIn } from './form-in-page.ts'
import { Browser } from './reaction-client.ts'
import { benchSite } from './site-of-bench.ts'
import { keptConnections, textOf } from './visits.ts'
import { SAME_SENTENCE, sixtyReactions, thirtyNearlySame } from './volume/sixty-reactions.ts'

/** What each took before, and may take now. */
const ACTS = {
  sameAnswer: { before: 17, most: 4 },
  /** For each letter the splitting was ended; what else it took is not counted. */
  identicalLetters: { before: 30, most: 6 },
  /** One of them has a sentence of its own, which was split and answered with its letter. */
  nearlySame: { before: 30, most: 6 },
  /** The theme was part of a form that asked for an answer. */
  themeOfOne: { before: 2, most: 1 },
}
const SLUG = 'speelplekken-nieuw-buinen'
/** The site reads what was made beside it at once, but its job of campaigns may hold the process. */
const PATIENCE_MS = 60_000

const bench = await benchSite()
const agent = keptConnections()
try {
  const { db, pool } = bench.database
  const now = new Date()
  await loadDemo({ db }, bench.baseUrl, now)
  const { id: municipalityId } = await db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const by: CommandActor = { kind: 'command', id: null, municipalityId }
  const process = await processBySlug(db, municipalityId, SLUG)
  const themeId = await prepare()
  const site = await bench.start()
  const { id: accountId } = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'behandelaar@borger-odoorn.example')
    .executeTakeFirstOrThrow()
  const headers = {
    cookie: (await openSession({ pool, secure: false, municipalityId }, accountId, '')).split(';')[0] ?? '',
  }
  const browser = new Browser({ url: site.url, agent, baseUrl: bench.baseUrl }, '192.0.2.1')
  let acts = 0
  /** Looks at a page, which is no act. */
  const look = async (address: string) => {
    const answer = await browser.visit(address, { headers })
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
    return textOf(answer)
  }
  /** Sends a form of a page as its button does: one act. Gives the address that it leads to. */
  const act = async (page: string, name: string, given: Record<string, string> = {}) => {
    const form = formIn(await look(page), name)
    if (!form) throw new Error(`${page} does not offer ${name}`)
    return post(form.to ?? page, { ...form.fields, ...given })
  }
  const post = async (address: string, form: Record<string, string>) => {
    acts += 1
    const answer = await browser.visit(address, { form, headers })
    if (answer.status !== 303) throw new Error(`${form.act} answered ${answer.status}: ${problemIn(textOf(answer))}`)
    return String(answer.headers.location).replace(/^https?:\/\/[^/]+/, '')
  }
  const counted = async (does: () => Promise<void>) => {
    acts = 0
    await does()
    return acts
  }

  const { points, answer, campaign, campaigns } = paths.official.process
  const sameAnswer = await counted(async () => {
    const list = withQuery(points(SLUG), { zoek: '"buurtbus ook op zaterdag rijden"' })
    const chosen = await act(list, 'chooseForBulk?kind=answer', { all: 'on' })
    const reply = 'De buurtbus rijdt vanaf januari ook op zaterdag.'
    await act(chosen, 'planBulk', { disposition: 'adopted', reply })
    await act(chosen, 'doBulk')
  })
  await check(
    sql`select count(*)::int as found from answer_point
    join point on point.municipality_id = answer_point.municipality_id and point.id = answer_point.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where substr(text, quote_start + 1, quote_end - quote_start) = ${SAME_SENTENCE}`,
    10,
    'points with the same words have an answer',
  )

  const identicalLetters = await counted(() => campaignOf('brief-', 'De brief van dertig'))
  await checkLetters('brief-')
  const nearlySame = await counted(async () => {
    await campaignOf('actie-', 'De actie van dertig')
    const own = await db
      .selectFrom('campaignPoint')
      .innerJoin('pointWork', 'pointWork.pointId', 'campaignPoint.pointId')
      .select('campaignPoint.pointId as id')
      .where('campaignPoint.processId', '=', process.id)
      .where('sharedId', 'is', null)
      .where('disposition', 'is', null)
      .execute()
    if (own.length !== 1) throw new Error(`${own.length} letters have a point of their own, not one`)
    const reply = 'Wij bekijken dit samen met de school.'
    await act(answer(SLUG, own[0]?.id ?? ''), 'answerPoint', { disposition: 'noted', reply })
  })
  await checkLetters('actie-')

  const themeOfOne = await counted(async () => {
    const { id } = await db
      .selectFrom('pointWork')
      .select('pointId as id')
      .where('processId', '=', process.id)
      .where('disposition', 'is', null)
      .limit(1)
      .executeTakeFirstOrThrow()
    await act(answer(SLUG, id), 'setTheme', { themeId })
    await check(
      sql`select count(*)::int as found from point_work where point_id = ${id} and theme_id = ${themeId} and disposition is null`,
      1,
      'point has its theme and no answer',
    )
  })

  const took = { sameAnswer, identicalLetters, nearlySame, themeOfOne }
  const figures = Object.fromEntries(
    (['sameAnswer', 'identicalLetters', 'nearlySame', 'themeOfOne'] as const).map((name) => {
      const { before, most } = ACTS[name]
      if (took[name] > most) globalThis.process.exitCode = 1
      console.log(`${name.padEnd(18)} ${before} acts before, ${took[name]} now, at most ${most}`)
      return [name, { before, now: took[name], most }]
    }),
  )
  console.log(JSON.stringify({ bench: 'acts', ...figures }))

  /** Registers the sixty reactions and thirty letters more, and splits those that are not letters of a campaign; gives a theme. */
  async function prepare(): Promise<string> {
    const { letters, withSame, others } = sixtyReactions()
    const split = letters.length + withSame.length + others.length
    const contributions = [
      ...letters.map((text, n) => ({ text, externalId: `brief-${n}` })),
      ...[...withSame, ...others].map((text, n) => ({ text, externalId: `reactie-${n}` })),
      ...thirtyNearlySame().map((text, n) => ({ text, externalId: `actie-${n}` })),
    ]
    const theme = await inTransaction(db, async (trx) => {
      const [theme] = await insertThemes(trx, process, ['Openbaar vervoer'])
      const stored = await registerContributions(
        trx,
        process,
        contributions.map((given) => ({
          ...{ contributor: { kind: 'resident' as const }, kind: 'reaction' as const, channel: 'online' as const },
          ...{ receivedAt: now, ...given },
        })),
      )
      const ready = await processToAnswer(trx, by, process)
      const marked = stored
        .slice(letters.length, split)
        .flatMap(({ id: contributionId }, at) =>
          pieces(contributions[letters.length + at]?.text ?? '').map((range) => ({ contributionId, range })),
        )
      await markPoints(trx, by, ready, marked, now)
      const ids = stored.slice(letters.length, split).map(({ id }) => id)
      await sql`update contribution set split_done_at = ${now} where id = any(${ids}::uuid[])`.execute(trx)
      return theme
    })
    await findCampaigns(db, now)
    if (!theme) throw new Error('there is no theme')
    return theme.id
  }

  /** The paragraphs of a text between its greeting and its end. */
  function pieces(text: string) {
    const parts = text.split('\n\n')
    let start = 0
    return parts
      .map((part) => {
        const range = { start, end: start + part.length }
        start = range.end + 2
        return range
      })
      .slice(1, -1)
  }

  /** Everything about thirty letters that begin with this reference: confirmed, split without an open sentence, shared points answered. */
  async function campaignOf(reference: string, name: string) {
    const id = await campaignOfThirty(reference)
    const page = campaign(SLUG, id)
    if (!(await look(campaigns(SLUG))).includes(page)) throw new Error('the campaign is not on the list')
    await act(page, 'confirmCampaign', { name })
    await act(page, 'splitCampaign', noPointWhereOpen(formIn(await look(page), 'splitCampaign')?.fields ?? {}))
    for (let open = await openShared(page); open !== null; open = await openShared(page)) {
      const reply = 'Wij nemen dit mee bij de verdere uitwerking.'
      await act(open, 'answerCampaign', { disposition: 'noted', reply })
    }
  }

  async function checkLetters(reference: string) {
    await check(
      sql`select count(*)::int as found from contribution
      where process_id = ${process.id} and split_done_at is not null and external_id like ${`${reference}%`} and not exists (
        select from point where point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id and not exists (
          select from answer_point where answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id))`,
      30,
      'letters are split, and all their points have an answer',
    )
  }

  async function campaignOfThirty(reference: string): Promise<string> {
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(1000)) {
      const { rows } = await sql<{ id: string }>`
        select campaign_id as id from letter join contribution on contribution.id = letter.contribution_id
        where letter.process_id = ${process.id} and campaign_id is not null and external_id like ${`${reference}%`}
        group by campaign_id having count(*) = 30`.execute(db)
      if (rows[0]) return rows[0].id
    }
    throw new Error('the thirty letters were not found to be one campaign')
  }

  /** The page of the campaign with a shared point open that has no answer yet; null when all have one. */
  async function openShared(page: string): Promise<string | null> {
    const html = await look(page)
    const shared = [...html.matchAll(/punt=([0-9a-f-]{36})/g)].map(([, id = '']) => id)
    const { rows } = await sql<{ id: string }>`
      select shared_id as id from campaign_point join point_work using (municipality_id, point_id)
      where shared_id = any(${[...new Set(shared)]}::uuid[]) and disposition is null limit 1`.execute(db)
    return rows[0] ? withQuery(page, { punt: rows[0].id }) : null
  }

  async function check(statement: ReturnType<typeof sql>, expected: number, what: string) {
    const { rows } = await sql<{ found: number }>`${statement}`.execute(db)
    if (rows[0]?.found !== expected) throw new Error(`${rows[0]?.found} ${what}, not ${expected}`)
  }
} finally {
  agent.destroy()
  await bench.stop()
}

/** For each piece of the base text for which nothing is proposed: it is no point. */
function noPointWhereOpen(fields: Record<string, string>): Record<string, string> {
  const open = Object.entries(fields).filter(([name, value]) => name.startsWith('pieces[') && value.endsWith(':'))
  return Object.fromEntries(open.map(([name, value]) => [name, `${value}noPoint`]))
}

/** What a page says is wrong. */
function problemIn(html: string): string {
  const [, said = ''] = /role="alert"[^>]*>([\s\S]{0,3000})/.exec(html) ?? []
  return said
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
