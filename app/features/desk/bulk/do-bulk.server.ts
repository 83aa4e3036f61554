import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did, refusedBy } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { answerProblems } from '#app/features/points/disposition.ts'
import { refuseUnusable } from '#app/features/points/usable-decisions.server.ts'
import { changeDispositions } from '#app/features/answers/change-dispositions.server.ts'
import { findingsInReply } from '#app/features/answers/findings-in-reply.server.ts'
import { shareWithPoints } from '#app/features/answers/share-with-points.server.ts'
import { storeAnswer } from '#app/features/answers/store-answer.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue } from '#app/features/contributions/personal-data.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { answeringRefusals, processToAnswer, themeOfProcess } from '#app/features/points/process-to-answer.server.ts'
import { needRole } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { movePoints } from '#app/features/workflow/move-points.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { mayDoStep, stepRoles } from '#app/features/workflow/steps.ts'
import type { Trx } from '#db/client.server.ts'
import { expectRows, workInMemory } from '#db/many-rows.server.ts'
import { bulkFields, changeFrom } from './bulk.schema.ts'
import { bulkStopWords, MOST_ANSWERED, saysNothing, type BulkChange, type BulkPreview } from './bulk.ts'
import { holdChosen } from './bulk-preview.server.ts'
import { bulkOf } from './choose-points.server.ts'

/** What is found when it is not what the form showed. */
export type Found = { preview: BulkPreview }

const refusals = {
  ...answeringRefusals,
  changed: {
    says: (_: Found) =>
      'Er is nog niets gedaan. Wat er met de gekozen punten gebeurt, is anders dan wat u zag. Bekijk het en bevestig opnieuw.',
  },
  noneLeft: { says: (_: Found) => 'Geen van de gekozen punten kan dit krijgen. Er is niets gedaan.' },
  alreadyDone: { says: 'Dit is al gedaan. Kies de punten opnieuw als u nog iets wilt veranderen.' },
  nothing: { says: 'Kies eerst wat er verandert.' },
  noReason: { says: 'Schrijf waarom u punten terugstuurt. Uw collega’s lezen dit.', at: 'reason' },
  noDecision: { says: 'Kies een besluit.', at: 'disposition' },
  noReply: { says: 'Schrijf een antwoord met de reden. De indieners lezen dit.', at: 'reply' },
  noForwarding: { says: 'Vul in aan wie u deze punten hebt doorgegeven.', at: 'forwardedTo' },
  noPlace: { says: bulkStopWords.noPlace, at: 'disposition' },
  noCampaign: { says: 'Deze campagne is er niet meer. Kies een andere.', at: 'campaignId' },
  noShared: { says: 'Dat punt heeft geen antwoord meer. Kies een ander.', at: 'sharedWith' },
  tooMany: { says: bulkStopWords.tooMany },
  tellsOfPerson: {
    says: ({ words }: { words: string; foundSeen: string }) =>
      `In het antwoord staat dit van een persoon: ${words}. Er is nog niets gedaan. Haal het weg, of bevestig het.`,
    at: 'reply',
  },
}

/**
 * Changes the chosen points together, those that nothing keeps. It does so only when the form showed what happens: when other points
 * would change, or stay for another reason, it is refused with what is found now.
 */
export const doBulk = act({
  name: 'doBulk',
  by: { audience: 'official' },
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({
    ...bulkFields,
    /** Mark of the preview that was shown. */ shown: z.string().default(''),
    foundSeen: z.string().default(''),
  }),
  refusals,
  async run({ trx, by, now, process: ref, refuse }, { shown, foundSeen, ...fields }) {
    const process = await processToAnswer(trx, by, ref, 'change')
    const bulk = await bulkOf(trx, process, fields.bulkId, by.id, { hold: true })
    if (bulk.doneAt !== null) return refuse('alreadyDone')
    const change = changeFrom(fields)
    // Whoever does a step hands out work on it.
    if (change.kind !== 'assign' || !stepRoles.some((role) => mayDoStep(by, { role }))) needRole(by, 'processor')
    if (saysNothing(change)) return refuse('nothing')
    await workInMemory(trx)
    const preview = await holdChosen(trx, process, { bulkId: bulk.id, choice: bulk.choice, change, by, now })
    if (preview.changes === 0) return refuse('noneLeft', { preview })
    if (preview.mark !== shown) return refuse('changed', { preview })
    await expectRows(trx, preview.changes)
    const eventId = uuid()
    const set = sql`
      select unnest(point_ids) from bulk_change where municipality_id = ${process.municipalityId} and id = ${bulk.id}`
    const given = await apply(
      trx,
      by,
      process,
      { eventId, points: set, change, count: preview.changes, foundSeen },
      now,
    )
    await trx
      .updateTable('bulkChange')
      .set({ eventId, doneAt: now, points: preview.changes, change: JSON.stringify({ ...change, ...given }) })
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', bulk.id)
      .execute()
    const kept = preview.kept.reduce((sum, { count }) => sum + count, 0)
    return did(
      { id: bulk.id, filter: bulk.filter, points: preview.changes },
      {
        id: eventId,
        subject: { kind: 'bulk', id: bulk.id },
        detail: { kind: change.kind, points: preview.changes, kept, same: preview.same, gone: preview.gone },
      },
    )
  },
})

type Applied = { eventId: string; points: RawBuilder<unknown>; change: BulkChange; count: number; foundSeen: string }

/** Does it, and gives what undoing it needs beside the history. */
async function apply(
  trx: Trx,
  by: Doer,
  process: Process,
  { eventId, points, change, count, foundSeen }: Applied,
  now: Date,
): Promise<Record<string, string>> {
  const work = (values: Parameters<typeof changeWork>[2]['change']) =>
    changeWork(trx, process, { eventId, points, change: values }, now)
  switch (change.kind) {
    case 'assign': {
      const { assigneeId, target, dueOn, reason } = change
      if (target === undefined) {
        await work({ ...(assigneeId !== undefined && { assigneeId }), ...(dueOn !== undefined && { dueOn }) })
        return {}
      }
      const steps = await stepsOf(trx, process)
      if (reason === '' && typeof target === 'number' && (await goesBack(trx, process, points, target)))
        throw refusedBy(refusals, 'noReason')
      const given = { ...(assigneeId !== undefined && { assigneeId }), ...(dueOn !== undefined && { dueOn }) }
      await movePoints(trx, by, process, { eventId, points, steps, target, reason, ...given }, now)
      // What lies at that step already is only assigned.
      await work(given)
      return {}
    }
    case 'theme':
      await work({ themeId: await themeOfProcess(trx, process, change.themeId ?? null) })
      return {}
    case 'place':
      await placePoints(trx, process, { eventId, points, placeId: change.placeId ?? null }, now)
      return {}
    case 'campaign':
      if (change.campaignId) await refuseStrangeCampaign(trx, process, change.campaignId)
      await work({ campaignId: change.campaignId ?? null })
      return {}
    case 'release':
      await work({ isReleased: change.isReleased })
      return {}
    case 'disposition':
      if (change.disposition === null) throw refusedBy(refusals, 'noDecision')
      await refuseUnusable(trx, process.municipalityId, [change.disposition])
      await changeDispositions(trx, by, process, { eventId, points, disposition: change.disposition }, now)
      return { changedAt: now.toISOString() }
    case 'answer':
      if (count > MOST_ANSWERED) throw refusedBy(refusals, 'tooMany')
      return answerAll(trx, by, process, { eventId, points, change, foundSeen }, now)
  }
}

async function refuseStrangeCampaign(trx: Trx, { municipalityId, id: processId }: Process, id: string): Promise<void> {
  const found = await trx
    .selectFrom('campaign')
    .select('id')
    .where((eb) => eb.and({ municipalityId, processId, id, state: 'confirmed' }))
    .executeTakeFirst()
  if (!found) throw refusedBy(refusals, 'noCampaign')
}

async function goesBack(trx: Trx, { municipalityId }: Process, points: RawBuilder<unknown>, target: number) {
  const { rows } = await sql`
    select 1 from point_work where municipality_id = ${municipalityId} and point_id in (${points}) and step > ${target} limit 1`.execute(
    trx,
  )
  return rows.length > 0
}

type Answering = {
  eventId: string
  points: RawBuilder<unknown>
  change: Extract<BulkChange, { kind: 'answer' }>
  foundSeen: string
}

/** Gives all these points one answer: a new one, or the one that another point has. */
async function answerAll(
  trx: Trx,
  by: Doer,
  process: Process,
  { eventId, points, change, foundSeen }: Answering,
  now: Date,
): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string }>`select id from (${points}) as given (id) order by id`.execute(trx)
  const pointIds = rows.map(({ id }) => id)
  const shared = change.sharedWith === null ? null : await answerOfPoint(trx, process, change.sharedWith)
  if (change.sharedWith !== null && !shared) throw refusedBy(refusals, 'noShared')
  if (shared) {
    await shareWithPoints(trx, by, process, { eventId, answerId: shared.id, pointIds })
    return { answerId: shared.id, answerMark: shared.mark }
  }
  const { disposition, reply, forwardedTo } = change
  const [problem] = answerProblems({ disposition, reply, forwardedTo, planLinks: [] })
  if (problem) {
    const codes = {
      disposition: 'noDecision',
      reply: 'noReply',
      forwardedTo: 'noForwarding',
      planLinks: 'noPlace',
    } as const
    throw refusedBy(refusals, codes[problem.field])
  }
  const found = await findingsInReply(trx, process, pointIds, { reply, forwardedTo })
  const seenBefore = new Set(foundSeen.split('|'))
  if (found.some((finding) => !seenBefore.has(findingValue(finding))))
    throw refusedBy(refusals, 'tellsOfPerson', {
      words: findingsInWords(found),
      foundSeen: found.map(findingValue).join('|'),
    })
  const answer = {
    pointIds,
    disposition,
    reply,
    forwardedTo,
    sectionIds: [],
    paragraphIds: [],
    scope: 'theme' as const,
  }
  const { id, mark } = await storeAnswer(trx, by, process, answer, now)
  return { answerId: id, answerMark: mark }
}
