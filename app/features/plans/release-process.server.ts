import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { privacyFacts } from '#app/features/municipalities/municipality.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess, stateAfter, transitionRefusal } from '#app/features/processes/lock-process.server.ts'
import { channelsOf, type Process } from '#app/features/processes/queries.server.ts'
import { releaseChecklist, type CheckItem } from '#app/features/processes/release-checklist.ts'
import { putTermInPhase, storedTerm, termOfProcess } from '#app/features/processes/term-of-process.server.ts'
import { ticked } from '#app/forms/typed.ts'
import { formatDate, formatDateLong, today, type LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { countPictures } from './figures/plan-images.server.ts'
import { countPlanParagraphs } from './queries.server.ts'

/** What is missing and what is ready for the release of a process. */
export async function checklistOf(
  db: Db | Trx,
  process: Process,
): Promise<{ missing: CheckItem[]; done: CheckItem[] }> {
  const channels = await channelsOf(db, process)
  const privacy = await privacyFacts(db, process.municipalityId)
  const planParagraphs = await countPlanParagraphs(db, process)
  const planPictures = await countPictures(db, process)
  return releaseChecklist({ ...process, channels, privacy, planParagraphs, planPictures })
}

/**
 * Releases a draft: from now on it is public, and its title, dates, rules and plan are fixed. Who says that the plan was
 * online elsewhere may release it after its first day.
 */
export const releaseProcess = act({
  name: 'releaseProcess',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  changes: 'public',
  input: z.object({ wasOnlineEarlier: ticked }),
  refusals: {
    ...transitionRefusal,
    notReady: {
      says({ missing }: { missing: readonly CheckItem[] }) {
        const things = missing.length === 1 ? 'Er ontbreekt nog 1 ding' : `Er ontbreken nog ${missing.length} dingen`
        return `U kunt nog niet vrijgeven. ${things}: ${missing.map(({ title }) => title).join('; ')}.`
      },
      at: ({ missing }: { missing: readonly CheckItem[] }) => missing[0]?.field ?? null,
    },
    termOver: {
      says: (lastDay: LocalDate) =>
        `De inspraak zou al voorbij zijn: de laatste dag was ${formatDateLong(lastDay)}. Kies latere datums.`,
      at: 'onDisplayFrom',
    },
    /** A term cannot begin before the plan is online (Awb 3:11 and 3:16). */
    onlineTooLate: {
      says: (startsOn: LocalDate) =>
        `De termijn zou op ${formatDate(startsOn)} begonnen zijn, maar het plan komt vandaag pas online. ` +
        'Kies een latere datum bij ‘Plan ligt ter inzage vanaf’, of geef aan dat het plan al ergens anders online stond.',
      at: 'wasOnlineEarlier',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, input) {
    const process = await lockProcess(trx, by, ref.id)
    const to = stateAfter(process, 'release')
    const { missing } = await checklistOf(trx, process)
    if (missing.length > 0) refuse('notReady', { missing })
    const term = await termOfProcess(trx, process)
    if (term.startsOn === null) throw new Error('a term without a first day, of a process that lacks nothing')
    const { startsOn, lastDay } = term
    const day = today(now)
    if (lastDay < day) refuse('termOver', lastDay)
    const wasOnlineEarlier = startsOn < day
    if (wasOnlineEarlier && !input.wasOnlineEarlier) refuse('onlineTooLate', startsOn)
    await processRow(trx, process)
      .set({ state: to, ...storedTerm(term), releasedAt: now, updatedAt: now })
      .execute()
    await putTermInPhase(trx, process, term)
    const detail = { from: process.state, to, startsOn, lastDay, wasOnlineEarlier }
    return did({ startsOn, lastDay }, { as: 'release', subject: { kind: 'process', id: process.id }, detail })
  },
})
