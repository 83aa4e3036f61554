import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { privacyFacts } from '#app/features/municipalities/municipality.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate, formatDateLong, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { lockProcess, needRole } from '#app/features/processes/lock-process.server.ts'
import { isRefused, transition } from '#app/features/processes/process.ts'
import { channelsOf, type Process } from '#app/features/processes/queries.server.ts'
import { countPlanParagraphs } from './queries.server.ts'
import { releaseChecklist, type CheckItem } from '#app/features/processes/release-checklist.ts'
import { putTermInPhase, storedTerm, termOfProcess } from '#app/features/processes/term-of-process.server.ts'
import type { InspraakTerm, Term } from '#app/features/processes/term.ts'

/** A release that cannot be: what is missing, in the order of the forms. */
export class NotReady extends Refused {
  readonly missing: CheckItem[]
  constructor(missing: CheckItem[]) {
    const [first] = missing
    const things = missing.length === 1 ? 'Er ontbreekt nog 1 ding' : `Er ontbreken nog ${missing.length} dingen`
    super(
      `U kunt nog niet vrijgeven. ${things}: ${missing.map(({ title }) => title).join('; ')}.`,
      first?.field ?? null,
    )
    this.missing = missing
  }
}

/** What is missing and what is ready for the release of a process. */
export async function checklistOf(
  db: Db | Trx,
  process: Process,
): Promise<{ missing: CheckItem[]; done: CheckItem[] }> {
  const channels = await channelsOf(db, process)
  const privacy = await privacyFacts(db, process.municipalityId)
  return releaseChecklist({ ...process, channels, privacy, planParagraphs: await countPlanParagraphs(db, process) })
}

/**
 * Releases a draft: from now on it is public, and its title, dates, rules and plan are fixed. Refused (NotReady) while
 * something is missing; refused at 'onDisplayFrom' when the term is already over; refused at 'wasOnlineEarlier' when the
 * plan would have been on display before it was online, unless the official says that it was online elsewhere.
 */
export async function releaseProcess(
  db: Db | Trx,
  by: Doer,
  input: { processId: string; wasOnlineEarlier?: boolean },
  now: Date,
): Promise<Term> {
  needRole(by, 'approver')
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, input.processId)
    const to = transition(process.state, 'release')
    if (isRefused(to)) throw new Refused(to.why)
    const { missing } = await checklistOf(trx, process)
    if (missing.length > 0) throw new NotReady(missing)
    const term = await termOfProcess(trx, process)
    const { startsOn, lastDay } = startedTerm(term)
    const day = today(now)
    if (lastDay < day) {
      throw new Refused(
        `De inspraak zou al voorbij zijn: de laatste dag was ${formatDateLong(lastDay)}. Kies latere datums.`,
        'onDisplayFrom',
      )
    }
    const wasOnlineEarlier = startsOn < day
    if (wasOnlineEarlier && !input.wasOnlineEarlier) throw new Refused(onlineTooLate(startsOn), 'wasOnlineEarlier')

    const { municipalityId, id } = process
    await trx
      .updateTable('process')
      .set({ state: to, ...storedTerm(term), releasedAt: now, updatedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await putTermInPhase(trx, process, term)
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'release', subject: { kind: 'process', id }, processId: id },
      detail: { from: process.state, to, startsOn, lastDay, wasOnlineEarlier },
    })
    return { startsOn, lastDay }
  })
}

/** Why a term cannot begin before the plan is online (Awb 3:11 and 3:16), with the two ways on. */
function onlineTooLate(startsOn: string): string {
  return (
    `De termijn zou op ${formatDate(startsOn)} begonnen zijn, maar het plan komt vandaag pas online. ` +
    'Kies een latere datum bij ‘Plan ligt ter inzage vanaf’, of geef aan dat het plan al ergens anders online stond.'
  )
}

function startedTerm(term: InspraakTerm): Term {
  if (term.startsOn === null) throw new Refused('De termijn kan nog niet beginnen.', term.missing[0] ?? null)
  return { startsOn: term.startsOn, lastDay: term.lastDay }
}
