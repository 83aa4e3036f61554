import { sql } from 'kysely'
import { v7 as uuid, validate } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { currentPart } from '#app/features/plans/find-parts.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import { answeringRefusals, processToAnswer, themeOfProcess } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { given, suggestionKinds, switchOffWhenWrong, type SuggestionKind } from './settle-suggestions.server.ts'

const suggestionRefusals = {
  suggestionGone: { says: 'Dit voorstel is er niet meer: een collega was u voor. Kies zelf een thema en een plek.' },
}

/** Gives a point the theme and the place in the plan that the nearest points suggest, and notes that they were taken. */
export const takeWorkSuggestion = act({
  name: 'takeWorkSuggestion',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string() }),
  refusals: { ...answeringRefusals, ...suggestionRefusals },
  async run({ trx, by, now, process: ref, refuse }, { pointId }) {
    const process = await processToAnswer(trx, by, ref)
    const taken = await settle(trx, process, { pointId, outcome: 'taken' }, now)
    if (taken.size === 0) return refuse('suggestionGone')
    const theme = await themeOfProcess(trx, process, taken.get('theme') ?? null)
    const place = taken.get('place')
    const eventId = uuid()
    if (place !== undefined && validate(place)) {
      const part = await currentPart(trx, process, place)
      if (!part) return refuse('suggestionGone')
      await placePoints(trx, process, { eventId, points: [pointId], placeId: part.id }, now)
    } else if (place !== undefined) {
      await changeWork(trx, process, { eventId, points: [pointId], change: { chapter: place } }, now)
    }
    if (theme !== null) await changeWork(trx, process, { eventId, points: [pointId], change: { themeId: theme } }, now)
    await tellPoints(trx, process.municipalityId, [pointId])
    return did(
      { pointId },
      { id: eventId, subject: { kind: 'point', id: pointId }, detail: { kinds: [...taken.keys()].join(' ') } },
    )
  },
})

/** Says that a suggestion is wrong: the point gets no other. A kind that is wrong too often switches itself off. */
export const refuseWorkSuggestion = act({
  name: 'refuseWorkSuggestion',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string() }),
  refusals: { ...answeringRefusals, ...suggestionRefusals },
  async run({ trx, by, now, process: ref, refuse }, { pointId }) {
    const process = await processToAnswer(trx, by, ref)
    const refused = await settle(trx, process, { pointId, outcome: 'refused' }, now)
    if (refused.size === 0) return refuse('suggestionGone')
    for (const kind of refused.keys()) await switchOffWhenWrong(trx, process, kind, now)
    return did(
      { pointId },
      { subject: { kind: 'point', id: pointId }, detail: { kinds: [...refused.keys()].join(' ') } },
    )
  },
})

/** Switches a kind of suggestion off or on for a process. Once it is on again, what it was right in before does not count. */
export const switchSuggestions = act({
  name: 'switchSuggestions',
  by: byProcessor,
  on: 'process',
  input: z.object({ kind: z.enum(suggestionKinds), to: z.enum(['on', 'off']) }),
  refusals: answeringRefusals,
  async run({ trx, by, now, process: ref }, { kind, to }) {
    const process = await processToAnswer(trx, by, ref)
    const [offAt, countsFrom] = to === 'on' ? [null, now] : [now, null]
    const { rows } = await sql<{ kind: string }>`
      insert into suggestion_kind (municipality_id, process_id, kind, off_at, counts_from)
      values (${process.municipalityId}, ${process.id}, ${kind}, ${offAt}, ${countsFrom})
      on conflict (municipality_id, process_id, kind) do update
      set off_at = excluded.off_at, counts_from = coalesce(excluded.counts_from, suggestion_kind.counts_from)
      where (suggestion_kind.off_at is null) <> (excluded.off_at is null)
      returning kind`.execute(trx)
    if (rows.length === 0) return changedNothing(undefined)
    return did(undefined, { subject: { kind: 'process', id: process.id }, detail: { kind, to } })
  },
})

/** Notes what became of what is suggested for a point now, and gives it: of kinds that are on and that the point has nothing of. */
async function settle(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { pointId, outcome }: { pointId: string; outcome: 'taken' | 'refused' },
  now: Date,
): Promise<Map<SuggestionKind, string>> {
  const { rows } = await sql<{ kind: SuggestionKind; value: string }>`
    update suggestion set outcome = ${outcome}, settled_at = ${now}, shown_at = coalesce(shown_at, ${now})
    from point_work
    where suggestion.municipality_id = ${municipalityId} and suggestion.process_id = ${processId} and suggestion.point_id = ${asId(pointId)}
      and outcome is null
      and point_work.municipality_id = suggestion.municipality_id and point_work.point_id = suggestion.point_id and ${given} is null
      and not exists (
        select from suggestion_kind
        where suggestion_kind.municipality_id = suggestion.municipality_id and suggestion_kind.process_id = suggestion.process_id
          and suggestion_kind.kind = suggestion.kind and off_at is not null)
    returning suggestion.kind, value`.execute(trx)
  return new Map(rows.map(({ kind, value }) => [kind, value]))
}
