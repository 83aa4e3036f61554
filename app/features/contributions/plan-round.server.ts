import { refusedBy } from '#app/acts/act.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { announceVersion } from '#app/features/plans/versions/announce-version.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import type { SecondScope } from '#app/features/processes/process.schema.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { leastLastDay, secondTerm } from '#app/features/processes/second-term.ts'
import { whyMoved } from '#app/features/processes/term-of-process.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { formatDate, formatDateLong, today, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { judgeAgain } from './judge-again.server.ts'

/** The mark of what a form for the second inspraak shows. */
export const markOfSecond = ({ secondStartsOn, secondLastDay, secondScope }: Process): string =>
  seenMark([secondStartsOn, secondLastDay, secondScope])

export const roundRefusals = {
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
  answersPublic: { says: 'De antwoorden op de tweede inspraak zijn openbaar. De termijn ligt daarom vast.' },
  sameText: {
    says: 'Bewoners lezen nog het concept. Er is niets veranderd om op te reageren. Geef eerst een herzien plan vrij, of vraag reacties op het hele plan.',
    at: 'secondScope',
  },
}

type Given = {
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
  secondScope: SecondScope
  wasOnlineEarlier: boolean
}

/**
 * Announces a second inspraak on the version that people read, or moves its days, for a process that is held: from then on the website says when it
 * runs and opens and closes by itself, and everyone who reacted is told. What came in is judged by the new term. Refuses what the rules of the
 * process do not allow; gives its days.
 */
export async function planRound(
  trx: Trx,
  process: Process & { lastDay: LocalDate },
  given: Given,
  now: Date,
): Promise<{ startsOn: LocalDate; lastDay: LocalDate }> {
  const { secondStartsOn, secondLastDay, secondScope, wasOnlineEarlier } = given
  const register = await givenInSecond(trx, process)
  if (register.isPublic) throw refusedBy(roundRefusals, 'answersPublic')
  if (secondStartsOn === null) throw refusedBy(roundRefusals, 'noFirstDay')
  if (secondStartsOn <= process.lastDay) throw refusedBy(roundRefusals, 'beforeTheEnd', process.lastDay)
  if (secondLastDay !== null && secondLastDay < secondStartsOn) throw refusedBy(roundRefusals, 'endsBeforeBegin')
  const rules = { ...process, designatedDays: await designatedDays(trx, process.municipalityId) }
  const least = leastLastDay(secondStartsOn, rules)
  if (least !== null && secondLastDay !== null && secondLastDay < least)
    throw refusedBy(roundRefusals, 'tooShort', least)
  const term = secondTerm({ startsOn: secondStartsOn, lastDay: secondLastDay }, rules)
  if (term === null) throw refusedBy(roundRefusals, 'noLastDay')
  const day = today(now)
  const hasBegun = process.secondStartsOn !== null && process.secondStartsOn <= day && register.isAny
  if (hasBegun && process.secondStartsOn && term.startsOn !== process.secondStartsOn)
    throw refusedBy(roundRefusals, 'begun', process.secondStartsOn)
  if (hasBegun && process.secondLastDay && term.lastDay < process.secondLastDay)
    throw refusedBy(roundRefusals, 'shorter', process.secondLastDay)
  const isOld = process.secondStartsOn === term.startsOn
  if (term.startsOn < day && !isOld && !wasOnlineEarlier) throw refusedBy(roundRefusals, 'onlineTooLate', term.startsOn)
  const read = await versionOfReaders(trx, process)
  if (secondScope === 'changed' && read?.ordinal === 1) throw refusedBy(roundRefusals, 'sameText')
  const planned = {
    ...{ secondStartsOn: term.startsOn, secondLastDay: term.lastDay, secondClosesAt: term.closesAt, secondScope },
    secondMovedBecause: whyMoved(term),
  }
  await processRow(trx, process)
    .set({ ...planned, updatedAt: now })
    // Answers that were public stay; the process ends again with those on the second inspraak.
    .$if(process.state === 'answered', (row) => row.set({ state: 'released', answeredAt: null, finishedBecause: '' }))
    .execute()
  await judgeAgain(trx, process, { ...process, ...planned })
  if (read) await announceVersion(trx, process, { planVersionId: read.id, kind: 'secondRound' }, now)
  return { startsOn: term.startsOn, lastDay: term.lastDay }
}

const versionOfReaders = (trx: Trx, { municipalityId, id }: Process) =>
  trx
    .selectFrom('planVersion')
    .select(['id', 'ordinal'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('isForReaders', '=', true)
    .executeTakeFirst()

/** Whether something of the second inspraak is in the register, and whether any of it is public. */
export async function givenInSecond(
  trx: Trx,
  { municipalityId, id: processId }: Process,
): Promise<{ isAny: boolean; isPublic: boolean }> {
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
