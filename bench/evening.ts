/**
 * `npm run bench:evening`: plays the last evening of a term on two processes of the site. In two minutes readers reload
 * 10,000 times and 3,000 residents react, with a mail each; an official changes the page in the middle; the term closes at
 * the end, to the millisecond. Prints what was lost, doubled, stored wrongly around closing, and shown too late, with p99 and
 * memory. The last line is one JSON object. Ends with an error when any of the four is not 0, or a mail is missing or
 * doubled. `-- --seconds 20` plays as busy an evening for that long.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openSession as logIn } from '#app/features/accounts/session.server.ts'
import { planPath } from '#app/features/plans/chapter-address.ts'
import { addDays, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ask, messageOf, startChild, stopChild } from './children.ts'
import { Changes, compareMail, judgeReactions, type Sent } from './evening-judge.ts'
import { changeWords, Reader, shownOn, type Reloads } from './evening-readers.ts'
import { rounded, spreadOf } from './figures.ts'
import { Browser, sendReaction } from './reaction-client.ts'
import { benchSite, type Site } from './site-of-bench.ts'
import type { Went } from './site-server.ts'
import { aTown } from './town.ts'
import { keptConnections, textOf } from './visits.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '120' } } })
const seconds = Number(values.seconds)
if (!(seconds >= 5)) throw new Error('--seconds is a number of at least 5')
const RELOADS = Math.round((10_000 * seconds) / 120)
const REACTIONS = Math.round((3000 * seconds) / 120)
const READERS = Math.max(30, Math.round(RELOADS / 6))
/** One in so many readers began a reaction; one in so many reads at the second process. */
const [ONE_IN_BEGAN, ONE_IN_SECOND] = [10, 3]
/** So many residents wait with sending until so many milliseconds around closing. */
const [LAST_ONES, AROUND_MS] = [Math.max(20, Math.round(REACTIONS / 50)), 150]
/** The official changes the page at these parts of the evening. */
const CHANGED_AT = [0.45, 0.5, 0.55]
/** Another process than that of the official may be this much behind, in milliseconds. */
const SECOND_BEHIND_MS = 1000
/** Readers go on for so long after closing. */
const AFTER_CLOSING = 0.03
/** Within this time both processes must have started and their pages be warm. */
const SETUP_MS = 60_000
const MAIL_PATIENCE_MS = 120_000

const bench = await benchSite()
const mailbox = startChild('mailbox.ts')
const agent = keptConnections()
let lastLine = ''
try {
  const { url: smtpUrl } = await messageOf<{ url: string }>(mailbox)
  const now = new Date()
  const { db, pool } = bench.database
  const openFrom = addDays(today(now), -60)
  const { municipalityId, open: process, answered } = await aTown(db, { baseUrl: bench.baseUrl, openFrom, now })
  const { slug } = process
  await sql`vacuum analyze`.execute(bench.owner.db)
  // The term closed at a midnight in the past; by the clock of the site that midnight is at the end of the evening.
  const closesAt = Date.now() + SETUP_MS + seconds * 1000
  const ahead = process.closesAt.getTime() - closesAt
  const first = await bench.start({ ahead, smtpUrl })
  const second = await bench.start({ ahead, smtpUrl })

  const account = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'behandelaar@borger-odoorn.example')
    .executeTakeFirstOrThrow()
  const cookie = (await logIn({ pool, secure: false, municipalityId }, account.id, '')).split(';')[0] ?? ''
  const official = browserOf(first, 0)
  const changes = new Changes()
  changes.answered(0, await changeWords(official, cookie, slug, 0))
  const readers = Array.from({ length: READERS }, (_, n) => {
    const [site, grace] = n % ONE_IN_SECOND === 0 ? [second, SECOND_BEHIND_MS] : [first, 0]
    return new Reader(browserOf(site, n + 1), { slug, changes, grace, closesAt })
  })
  const began = readers.filter((_, n) => n % ONE_IN_BEGAN === 0)
  for (const reader of began) await reader.begin('Hier begon ik aan.')
  const shown = shownOn(textOf(await official.visit(paths.public.process(slug))), slug)
  if (shown?.state !== 0 || !shown.open) throw new Error('the page does not show what this bench looks for')
  const beginsAt = closesAt - seconds * 1000
  if (Date.now() > beginsAt) throw new Error('this machine is too busy to begin the evening in time')
  for (const { child } of [first, second]) await ask<Went>(child)

  const others = [
    paths.public.home(),
    planPath(slug, { number: '2', heading: 'Gezin en sociaal netwerk' }),
    paths.public.answered(answered.slug),
  ]
  const reloads: Reloads = { took: [], unchanged: 0, refused: 0, stale: [] }
  const sent: Sent[] = []
  const stall = monitorEventLoopDelay({ resolution: 5 })
  const evening: { at: number; act: (due: number) => Promise<void> }[] = []
  for (let n = 0; n < RELOADS; n++) {
    const at = beginsAt + (n / RELOADS) * seconds * 1000 * (1 + AFTER_CLOSING)
    const page = n % 4 === 3 ? others[Math.floor(n / 4) % others.length] : undefined
    // Readers take turns in steps that are prime to their number, so that each sees each page.
    const reader = readers[(n * 7919) % readers.length]
    evening.push({ at, act: async (due) => reader?.reload(page ?? paths.public.process(slug), due, reloads) })
  }
  for (let n = 0; n < REACTIONS; n++) {
    const isLast = n < LAST_ONES
    const at = isLast
      ? closesAt - 200 * seconds + n * 10
      : beginsAt + ((n - LAST_ONES) / (REACTIONS - LAST_ONES)) * seconds * 1000
    const sendAt = closesAt - AROUND_MS + (n / LAST_ONES) * 2 * AROUND_MS
    const text = `Reactie ${n}: laat de bus ook in het weekend rijden.`
    const beforeSending = isLast ? () => until(sendAt) : undefined
    const reaction = { slug, text, email: mailOf(n), beforeSending }
    evening.push({
      at,
      async act() {
        sent.push({ text, sending: await sendReaction(browserOf(first, 100_000 + n), reaction) })
      },
    })
  }
  let busy = Promise.resolve()
  for (const [n, part] of CHANGED_AT.entries()) {
    const change = async () => changes.answered(n + 1, await changeWords(official, cookie, slug, n + 1))
    // One person makes one change after the other.
    evening.push({ at: beginsAt + part * seconds * 1000, act: () => (busy = busy.then(change)) })
  }
  console.log(
    `${RELOADS} reloads by ${READERS} readers and ${REACTIONS} reactions in ${seconds} s, ${CHANGED_AT.length} changes by an official\n`,
  )
  stall.enable()
  await play(evening)
  stall.disable()

  const acknowledged = sent.filter(({ sending }) => sending.outcome === 'receipt')
  const numberOf = (text: string) => Number(/\d+/.exec(text)?.[0])
  const mail = await mailOfAll(acknowledged.map(({ text }) => mailOf(numberOf(text))))
  const [wentFirst, wentSecond] = [await ask<Went>(first.child), await ask<Went>(second.child)]
  const rows = await db
    .selectFrom('contribution')
    .select(['text', 'receivedAt', 'timeliness'])
    .where('processId', '=', process.id)
    .execute()
  const stored = rows.map((row) => ({ ...row, receivedAt: row.receivedAt.getTime() - ahead }))
  const verdict = judgeReactions(sent, stored, closesAt)
  const outcomes = (outcome: string) => sent.filter(({ sending }) => sending.outcome === outcome).length
  const again = (why: 'busy' | 'broken') => sent.reduce((sum, { sending }) => sum + sending.again[why], 0)
  const result = {
    lost: verdict.lost.length,
    doubled: verdict.doubled.length,
    late: verdict.late.length,
    stale: reloads.stale.length,
    mail: {
      expected: acknowledged.length,
      missing: mail.missing.length,
      doubled: mail.doubled.length,
      lastAfterSeconds: mail.seconds,
    },
    reloads: { asked: RELOADS, unchanged: reloads.unchanged, refused: reloads.refused, ...spreadOf(reloads.took) },
    reactions: {
      ...{ begun: REACTIONS, receipts: outcomes('receipt'), closed: outcomes('closed'), failed: outcomes('failed') },
      ...{ sentAgainBusy: again('busy'), sentAgainBroken: again('broken') },
      ...spreadOf(acknowledged.map(({ sending }) => sending.took.reduce((sum, took) => sum + took, 0))),
    },
    sending: spreadOf(acknowledged.map(({ sending }) => sending.took.at(-1) ?? 0)),
    memoryPeakMb: { first: wentFirst.peak, second: wentSecond.peak },
    cpuSeconds: { first: rounded(wentFirst.cpu), second: rounded(wentSecond.cpu) },
    clientStallP99Ms: rounded(stall.percentile(99) / 1e6),
  }
  for (const text of reloads.stale.slice(0, 10)) console.log(`stale: ${text}`)
  for (const { text, why, sentBefore } of verdict.late.slice(0, 20))
    console.log(`late: ${why}, sent ${sentBefore} ms before closing: ${text}`)
  for (const text of [...verdict.lost, ...verdict.doubled].slice(0, 20)) console.log(`lost or doubled: ${text}`)
  for (const { text, sending } of sent.filter(({ sending }) => sending.outcome === 'failed').slice(0, 5))
    console.log(`failed: ${sending.said}: ${text}`)
  const { lost, doubled, late, stale } = result
  console.log(
    `lost ${lost}, doubled ${doubled}, late ${late}, stale ${stale}; mails missing ${mail.missing.length}, doubled ${mail.doubled.length}`,
  )
  console.log(
    `milliseconds p99: reloads ${result.reloads.p99}, reactions ${result.reactions.p99}, of these the sending ${result.sending.p99}; memory at most ${wentFirst.peak} and ${wentSecond.peak} MB`,
  )
  if (lost + doubled + late + stale + mail.missing.length + mail.doubled.length > 0) globalThis.process.exitCode = 1
  lastLine = JSON.stringify(result)
} finally {
  agent.destroy()
  await bench.stop()
  await stopChild(mailbox)
}
console.log(lastLine)

/** Each from a network of its own, as a proxy says it. */
function browserOf(site: Site, n: number): Browser {
  return new Browser(
    { url: site.url, agent, baseUrl: bench.baseUrl },
    `2a02:${(n >> 12).toString(16)}:${(n & 0xfff).toString(16)}::1`,
  )
}

function mailOf(n: number): string {
  return `resident-${n}@voorbeeld.example`
}

async function until(moment: number): Promise<void> {
  for (let left = moment - Date.now(); left > 0; left = moment - Date.now()) await sleep(left)
}

/** Starts each at its moment, whether those before it have their answer or not, and waits for all. */
async function play(evening: { at: number; act: (due: number) => Promise<void> }[]): Promise<void> {
  const running: Promise<void>[] = []
  for (const { at, act } of evening.toSorted((one, other) => one.at - other.at)) {
    await until(at)
    const one = act(at)
    // Who fails is heard at the end; until then nothing may end this process.
    one.catch(() => {})
    running.push(one)
  }
  await Promise.all(running)
}

/** Waits until everyone who is owed a mail has it, or no longer. */
async function mailOfAll(expected: string[]) {
  const began = Date.now()
  for (;;) {
    const { to } = await ask<{ to: string[] }>(mailbox)
    const mail = compareMail(expected, to)
    const waited = Date.now() - began
    if (mail.missing.length === 0 || waited > MAIL_PATIENCE_MS) return { ...mail, seconds: rounded(waited / 1000) }
    await sleep(500)
  }
}
