import { NotFound, Refused } from '#app/errors.server.ts'
import { closeSession, openSession, reopenSession } from '#app/features/rankings/change-state.server.ts'
import { decideTie, levelTopics } from '#app/features/rankings/decide.server.ts'
import { reveal } from '#app/features/rankings/projector/reveal.server.ts'
import { publishOutcome } from '#app/features/rankings/publish-outcome.server.ts'
import { rankingOf, type RankingSession } from '#app/features/rankings/queries.server.ts'
import { relateTopics } from '#app/features/rankings/relate-topics.server.ts'
import { sessionToChange } from '#app/features/rankings/session-to-change.server.ts'
import { leadsTo, type SessionAct } from '#app/features/rankings/session.ts'
import { parseInstant } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { ClerkAct, ClerkForm } from './clerk-act.server.ts'
import { textIn } from './clerk-form.ts'
import { marks } from './session-marks.server.ts'
import { gapsOf } from './what-decides.ts'

/** The page anew from its top: a browser that is told no place keeps the one of the form. */
const TOP = '#inhoud'

/** What is done while a meeting runs and after it, by the name of the button. */
export const leadingActs: Record<string, ClerkAct> = {
  open: unlessDone('open', open),
  sluit: unlessDone('close', async ({ db, by, process, now }) => {
    await closeSession(db, by, { processId: process.id }, now)
    return `?gedaan=sluit${TOP}`
  }),
  heropen: unlessDone('reopen', async ({ db, by, process, now }) => {
    await reopenSession(db, by, { processId: process.id }, now)
    return `?gedaan=heropen${TOP}`
  }),
  'maak-openbaar': unlessDone('publish', async ({ db, by, process, now }) => {
    await publishOutcome(db, by, { processId: process.id }, now)
    return `?gedaan=maak-openbaar${TOP}`
  }),
  async toon({ db, by, process, form, now }) {
    const topics = textIn(form, 'aantal')
    if (!/^\d+$/.test(topics)) throw new NotFound()
    await reveal(db, by, { processId: process.id, topics: Number(topics) }, now)
    return '#scherm'
  },
  besluit: decide,
  hoort: (given) => relate(given, true),
  'hoort-niet': (given) => relate(given, false),
}

async function sessionOf({ db, process }: { db: Db | Trx; process: ClerkForm['process'] }): Promise<RankingSession> {
  const session = await rankingOf(db, process)
  if (!session) throw new NotFound()
  return session
}

/** An act that brought the session where it is already was done by this form before, or by a colleague: that is no error. */
function unlessDone(act: SessionAct, run: (given: ClerkForm, session: RankingSession) => Promise<string>): ClerkAct {
  return async (given) => {
    const session = await sessionOf(given)
    if (session.state === leadsTo[act]) return TOP
    try {
      return await run(given, session)
    } catch (error) {
      // Of two that came at the same time the second finds it done only now.
      if (error instanceof Refused && (await sessionOf(given)).state === leadsTo[act]) return TOP
      throw error
    }
  }
}

async function open({ db, by, process, form, now }: ClerkForm, before: RankingSession): Promise<string> {
  const [gap] = gapsOf(before)
  if (before.state === 'prepared' && gap) return `#${gap.at}`
  const typed = textIn(form, 'sluitOm').trim()
  const plannedClose = typed === '' ? null : parseInstant(typed)
  if (typed !== '' && !plannedClose)
    throw new Refused('Schrijf een dag en een tijd, zoals 28-4-2016 21:30, of laat het leeg.', 'sluitOm')
  if (plannedClose && plannedClose <= now)
    throw new Refused('Dit moment is al voorbij. Kies een later moment, of laat het leeg.', 'sluitOm')
  return inTransaction(db, async (trx) => {
    await sessionToChange(trx, by, process.id, 'open')
    // What opens is what was read: everything that decides the outcome stands from here on.
    const session = await rankingOf(trx, process)
    if (!session || textIn(form, 'gezien') !== marks.all(session)) {
      throw new Refused(
        'Er is intussen iets gewijzigd, dus de ranglijst is nog niet open. Lees hieronder wat er nu staat, en open dan.',
      )
    }
    await openSession(trx, by, { processId: process.id, plannedClose }, now)
    return `?gedaan=open${TOP}`
  })
}

async function decide({ db, by, process, form, now }: ClerkForm): Promise<string> {
  const placed = [...form].flatMap(([name, value]) =>
    name.startsWith('plaats-') ? [{ id: name.slice(7), place: Number(value) }] : [],
  )
  const order = placed.toSorted((one, other) => one.place - other.place).map(({ id }) => id)
  const reason = textIn(form, 'reden')
  return inTransaction(db, async (trx) => {
    // Held, so that of two forms at once the second sees what the first decided.
    await sessionToChange(trx, by, process.id, 'decide')
    const session = await sessionOf({ db: trx, process })
    const isDone = session.decisions.some(
      (decision) => decision.reason === reason.trim() && decision.order.join() === order.join(),
    )
    if (isDone) return '?gedaan=besluit#gelijk'
    const places = placed.map(({ place }) => place)
    if (places.some((place) => !place)) throw new Refused('Geef elk onderwerp een plaats.', 'volgorde')
    if (new Set(places).size < places.length)
      throw new Refused('Twee onderwerpen kregen dezelfde plaats. Geef elk een eigen plaats.', 'volgorde')
    const block = levelTopics(session).find((topics) => topics.some((topic) => order.includes(topic)))
    if (!block) throw new Refused('Deze onderwerpen delen geen plaats meer: er is al over besloten.')
    await decideTie(trx, by, { processId: process.id, order, reason }, now)
    return '?gedaan=besluit#gelijk'
  })
}

async function relate({ db, by, process, form, now }: ClerkForm, together: boolean): Promise<string> {
  const [one, other] = [textIn(form, 'een'), textIn(form, 'ander')]
  if (one === '') throw new Refused('Kies het eerste onderwerp.', 'een')
  if (other === '' || one === other) throw new Refused('Kies twee verschillende onderwerpen.', 'ander')
  await relateTopics(db, by, { processId: process.id, topicIds: [one, other], together }, now)
  return `?gedaan=${together ? 'hoort' : 'hoort-niet'}#samen`
}
