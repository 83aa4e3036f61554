import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { staleRefusal, refuseStale } from '#app/acts/stale.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { secondInspraak } from '#app/features/processes/process.schema.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { leastLastDay, secondTerm } from '#app/features/processes/second-term.ts'
import { whyMoved } from '#app/features/processes/term-of-process.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import { formatDate, formatDateLong, today, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { judgeAgain } from './judge-again.server.ts'

/** The mark of what the form for the second inspraak shows. */
export const markOfSecond = ({ secondStartsOn, secondLastDay }: Process): string =>
  seenMark([secondStartsOn, secondLastDay])

/**
 * Announces a second inspraak on the plan as it is, moves its days, or takes it away. From then on the website says when it runs and opens
 * and closes by itself, as in the first. A process whose answers were public goes on again. What came in is judged by the new term.
 */
export const planSecondInspraak = act({
  name: 'planSecondInspraak',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  changes: 'public',
  input: secondInspraak.extend({ wasOnlineEarlier: ticked, seen }),
  refusals: {
    ...withdrawnRefusal,
    stale: staleRefusal,
    notReleased: { says: 'Er is nog geen eerste inspraak. Geef eerst het traject vrij.' },
    noFirstDay: { says: 'Vul de eerste dag van de tweede inspraak in.', at: 'secondStartsOn' },
    noLastDay: { says: 'Vul de laatste dag van de tweede inspraak in.', at: 'secondLastDay' },
    beforeTheEnd: {
      says: (lastDay: LocalDate) =>
        `De eerste inspraak loopt tot en met ${formatDate(lastDay)}. Kies voor de tweede een latere eerste dag.`,
      at: 'secondStartsOn',
    },
    endsBeforeBegin: {
      says: 'De laatste dag ligt voor de eerste dag. Vul een latere laatste dag in.',
      at: 'secondLastDay',
    },
    tooShort: {
      says: (least: LocalDate) =>
        `Bij de uniforme procedure duurt een inspraak minstens zes weken. De laatste dag is op zijn vroegst ${formatDateLong(least)}.`,
      at: 'secondLastDay',
    },
    /** A term cannot begin before the plan is online (Awb 3:11 and 3:16). */
    onlineTooLate: {
      says: (startsOn: LocalDate) =>
        `${formatDate(startsOn)} is al geweest, en toen stond de tweede inspraak nog niet op deze website. Kies een latere eerste dag, ` +
        'of geef aan dat de kennisgeving en het plan er op die dag al waren.',
      at: 'wasOnlineEarlier',
    },
    begun: {
      says: (startsOn: LocalDate) =>
        `De tweede inspraak is begonnen op ${formatDate(startsOn)} en er is op gereageerd. De eerste dag ligt daarom vast.`,
      at: 'secondStartsOn',
    },
    shorter: {
      says: (lastDay: LocalDate) =>
        `Er is al gereageerd, en aangekondigd is dat het kan tot en met ${formatDate(lastDay)}. U kunt de termijn alleen verlengen.`,
      at: 'secondLastDay',
    },
    hasContributions: {
      says: 'Er is al inbreng op de tweede inspraak. Geef die eerst een andere ronde, of laat de tweede inspraak staan.',
    },
    answersPublic: { says: 'De antwoorden op de tweede inspraak zijn openbaar. De termijn ligt daarom vast.' },
  },
  async run({ trx, by, now, process: { id }, refuse }, { secondStartsOn, secondLastDay, wasOnlineEarlier, seen }) {
    // Whoever sends a reaction at this moment is stored before, or finds the new term.
    const process = await lockProcess(trx, by, id, 'close')
    refuseWithdrawn(process)
    if (process.releasedAt === null || process.lastDay === null) return refuse('notReleased')
    const same = process.secondStartsOn === secondStartsOn && process.secondLastDay === secondLastDay
    if (same) return changedNothing(undefined)
    refuseStale(seen, markOfSecond(process))
    const given = await givenInSecond(trx, process)
    if (given.isPublic) refuse('answersPublic')
    const detail = {
      from: process.secondStartsOn && `${process.secondStartsOn}/${process.secondLastDay}`,
      state: process.state,
    }
    const event = (to: string | null) => ({ subject: { kind: 'process' as const, id }, detail: { ...detail, to } })
    if (secondStartsOn === null && secondLastDay === null) {
      if (given.isAny) refuse('hasContributions')
      await processRow(trx, process)
        .set({ secondStartsOn, secondLastDay, secondClosesAt: null, secondMovedBecause: null, updatedAt: now })
        .execute()
      return did(undefined, event(null))
    }
    if (secondStartsOn === null) return refuse('noFirstDay')
    if (secondStartsOn <= process.lastDay) refuse('beforeTheEnd', process.lastDay)
    if (secondLastDay !== null && secondLastDay < secondStartsOn) refuse('endsBeforeBegin')
    const rules = { ...process, designatedDays: await designatedDays(trx, by.municipalityId) }
    const least = leastLastDay(secondStartsOn, rules)
    if (least !== null && secondLastDay !== null && secondLastDay < least) refuse('tooShort', least)
    const term = secondTerm({ startsOn: secondStartsOn, lastDay: secondLastDay }, rules)
    if (term === null) return refuse('noLastDay')
    const day = today(now)
    const hasBegun = process.secondStartsOn !== null && process.secondStartsOn <= day && given.isAny
    if (hasBegun && process.secondStartsOn && term.startsOn !== process.secondStartsOn)
      refuse('begun', process.secondStartsOn)
    if (hasBegun && process.secondLastDay && term.lastDay < process.secondLastDay)
      refuse('shorter', process.secondLastDay)
    const isOld = process.secondStartsOn === term.startsOn
    if (term.startsOn < day && !isOld && !wasOnlineEarlier) refuse('onlineTooLate', term.startsOn)
    const planned = {
      ...{ secondStartsOn: term.startsOn, secondLastDay: term.lastDay, secondClosesAt: term.closesAt },
      secondMovedBecause: whyMoved(term),
    }
    await processRow(trx, process)
      .set({ ...planned, updatedAt: now })
      // Answers that were public stay; the process ends again with those on the second inspraak.
      .$if(process.state === 'answered', (row) => row.set({ state: 'released', answeredAt: null, finishedBecause: '' }))
      .execute()
    await judgeAgain(trx, process, { ...process, ...planned })
    return did(undefined, event(`${term.startsOn}/${term.lastDay}`))
  },
})

/** Whether something of the second inspraak is in the register, and whether any of it is public. */
async function givenInSecond(trx: Trx, { municipalityId, id: processId }: Process) {
  const row = await trx
    .selectFrom('contribution')
    .select(['id', 'publicationId'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('round', '=', 'secondInspraak')
    .orderBy((eb) => eb('publicationId', 'is', null))
    .limit(1)
    .executeTakeFirst()
  return { isAny: row !== undefined, isPublic: row?.publicationId != null }
}
