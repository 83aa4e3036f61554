import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { giveNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { seen, ticked, typed } from '#app/forms/typed.ts'
import { formatDateLong, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { markToSign } from './gate-marks.server.ts'
import { postUntil, whyTooEarly } from './publication.ts'
import { isComplete, publicationGaps, type PublicationGaps } from './publication-gate.server.ts'
import { keepPublishedPoints } from './publish-points.server.ts'
import { publicationOf, publicRounds, takenBy, type Publication } from './publications.server.ts'
import { queueAnswerMessages } from './queue-answer-messages.server.ts'
import { ownAnswers } from './signing.server.ts'
import { wroteInWords, type OwnAnswers } from './signing.ts'
import { searchWords } from './search-words.server.ts'
import { warningsOf, whyGoesOn, whyWaits, type PublicationParts } from './publication-parts.server.ts'

const LONGEST_REASON = 2000

/** What is missing, a sentence for each sort, with the numbers it is about. */
function gapsInWords(gaps: PublicationGaps): string[] {
  const sentence = (
    { count, first }: { count: number; first: readonly { number: string | number | null }[] },
    one: string,
    more: string,
  ) => {
    if (count === 0) return []
    const named = first.slice(0, 10).flatMap(({ number }) => number ?? [])
    const which = named.length === 0 ? '' : `: ${named.join(', ')}${count > named.length ? ' en verder' : ''}`
    return [`${count === 1 ? one : `${count} ${more}`}${which}.`]
  }
  return [
    ...sentence(gaps.unsplit, 'Eén inbreng is niet klaar met splitsen', 'stukken inbreng zijn niet klaar met splitsen'),
    ...sentence(gaps.unanswered, 'Eén punt heeft geen antwoord', 'punten hebben geen antwoord'),
    ...sentence(gaps.incomplete, 'Eén antwoord is niet compleet', 'antwoorden zijn niet compleet'),
    ...sentence(
      gaps.unapproved,
      'Eén antwoord is nog niet door alle stappen',
      'antwoorden zijn nog niet door alle stappen',
    ),
    ...sentence(gaps.unreleased, 'Eén punt is niet vrijgegeven', 'punten zijn niet vrijgegeven'),
    ...sentence(
      gaps.findings,
      'Op één plek staat iets dat van een persoon kan zijn',
      'plekken hebben iets dat van een persoon kan zijn',
    ),
    ...sentence(
      gaps.provisional,
      'Eén weglating wacht op een tweede ambtenaar',
      'weglatingen wachten op een tweede ambtenaar',
    ),
  ]
}

/**
 * The act with which an approver signs a publication: all that its sources have and that is not public yet becomes public at once,
 * everyone with an address gets one message about it, and from then on it is fixed. Refused while a source is still open or something
 * is missing. The publication after which a released process has nothing left that waits or can still come, finishes that process. Publishing again
 * changes nothing and sends nothing. `parts` is what later rooms have to do with it (`app/room-parts.server.ts`).
 */
export const publishPublicationWith = (parts: PublicationParts) =>
  act({
    name: 'publishPublication',
    by: { audience: 'official', needs: 'approver' },
    on: 'process',
    changes: 'public',
    needs: ['baseUrl'],
    input: z.object({
      publicationId: z.string(),
      /** Why it does not wait for post that can still arrive. */
      earlyReason: typed
        .transform((reason) => reason.trim())
        .pipe(z.string().max(LONGEST_REASON, `Gebruik hoogstens ${LONGEST_REASON} tekens voor de reden.`))
        .default(''),
      /** That whoever signs saw what the gate warns of. */
      warningsSigned: ticked,
      /** Mark of what the gate said becomes public. */
      seen,
    }),
    refusals: {
      stale: {
        says: 'Intussen is er iets gewijzigd aan wat openbaar wordt. Er is nog niets openbaar gemaakt. Bekijk wat er nu staat, en teken dan opnieuw.',
      },
      notNow: { says: (why: string) => why },
      postMayArrive: {
        says: (until: LocalDate) =>
          `Tot en met ${formatDateLong(until)} kan er nog post komen die meetelt. Wacht daarop, of schrijf waarom het nu al openbaar wordt.`,
        at: 'earlyReason',
      },
      warned: {
        says: (warnings: string[]) => `${warnings.join(' ')} Los dit op, of teken dat u het zo openbaar maakt.`,
        at: 'warningsSigned',
      },
      wroteAnswers: { says: (own: OwnAnswers) => wroteInWords(own) },
      nothingToPublish: { says: 'Er is niets dat met deze publicatie openbaar kan worden.' },
      /** What is missing, with the ids of what it is about. */
      answersNotReady: {
        says: (gaps: PublicationGaps) => `U kunt de antwoorden nog niet openbaar maken. ${gapsInWords(gaps).join(' ')}`,
      },
    },
    async run(
      { trx, by, now, process: ref, baseUrl, refuse },
      { publicationId, earlyReason, warningsSigned, seen: shown },
    ) {
      const process = await lockProcess(trx, by, ref.id, 'close')
      const publication = await publicationOf(trx, process, publicationId)
      if (publication.publishedAt !== null)
        return changedNothing({ published: false, contributions: 0, points: 0, messages: 0, finished: false })
      const { id, rounds } = publication
      const wait = whyTooEarly(process, rounds, now) ?? (await whyWaits(trx, process, rounds, now, parts))?.says
      if (wait) return refuse('notNow', wait)
      const until = postUntil(process, rounds, now)
      if (until !== null && earlyReason === '') return refuse('postMayArrive', until)
      // Who came in just before may have none yet.
      await giveNumbers(trx, process)
      // Everything that changed since it was last searched, so that nothing becomes public that nobody looked for.
      await searchWords(trx, process)
      const { counts, ...gaps } = await publicationGaps(trx, process, rounds, by)
      if (!isComplete(gaps)) return refuse('answersNotReady', gaps)
      const own = counts.own === 0 ? null : await ownAnswers(trx, by, process, rounds)
      if (own) return refuse('wroteAnswers', own)
      const warnings = await warningsOf(trx, process, parts)
      if (shown !== undefined && shown !== (await markToSign(trx, process, publication, warnings)))
        return refuse('stale')
      if (warnings.length > 0 && !warningsSigned) return refuse('warned', warnings)
      const before = await publicRounds(trx, process)
      const isSupplement = rounds.every((round) => before.has(round))
      // That nobody reacted is made public too, once.
      if (counts.contributions === 0 && (isSupplement || !rounds.includes('inspraak'))) refuse('nothingToPublish')

      await take(trx, process, publication)
      const published = new Set([...before, ...rounds])
      const finished =
        process.state === 'released' &&
        (await isAllPublic(trx, process, published)) &&
        (await whyGoesOn(trx, process, published, now, parts)) === null
      await trx
        .updateTable('process')
        .set({
          publishedAt: process.publishedAt ?? now,
          updatedAt: now,
          ...(finished && { state: 'answered', answeredAt: now }),
        })
        .where('municipalityId', '=', process.municipalityId)
        .where('id', '=', process.id)
        .execute()
      await keepPublishedPoints(trx, process, id)
      const asPublished = { ...process, publishedAt: process.publishedAt ?? now }
      const messages = await queueAnswerMessages(trx, asPublished, id, { baseUrl, now, parts })
      const { contributions, points } = counts
      await trx
        .updateTable('publication')
        .set({ publishedAt: now, signedBy: by.id, isSupplement, earlyReason: until === null ? '' : earlyReason })
        .set({ contributions, points, messages })
        .where('municipalityId', '=', process.municipalityId)
        .where('id', '=', id)
        .execute()
      return did(
        { published: true, contributions, points, messages, finished },
        {
          subject: { kind: 'publication', id },
          detail: { rounds: rounds.join(' '), contributions, points, messages, finished },
        },
      )
    },
  })

/** Makes what the sources have and is not public yet part of the publication, in order of the rounds and of receipt. */
async function take(trx: Trx, { municipalityId, id }: Process, publication: Publication): Promise<void> {
  const { contributions } = takenBy(publication.rounds)
  await sql`
    update contribution set publication_id = ${publication.id}
    where municipality_id = ${municipalityId} and process_id = ${id} and ${contributions}`.execute(trx)
  await sql`
    update point_work set is_public = true
    from contribution
    join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
    where contribution.municipality_id = ${municipalityId} and contribution.publication_id = ${publication.id}
      and point_work.municipality_id = ${municipalityId} and point_work.point_id = point.id`.execute(trx)
}

/** Whether what residents gave is public, and nothing that anyone gave waits. */
async function isAllPublic(trx: Trx, process: Process, published: ReadonlySet<string>): Promise<boolean> {
  return published.has('inspraak') && !(await hasWaiting(trx, process))
}

/** Whether any contribution of a process is not public yet; what has a formal state is none. */
export async function hasWaiting(trx: Trx, { municipalityId, id }: Process): Promise<boolean> {
  const found = await trx
    .selectFrom('contribution')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('publicationId', 'is', null)
    .where('formalState', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
