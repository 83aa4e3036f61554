import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { answeringRefusals, processToAnswer, themeOfProcess } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { suggestionKinds, switchOffWhenWrong } from './settle-suggestions.server.ts'

const suggestionRefusals = {
  suggestionGone: { says: 'Dit voorstel is er niet meer: een collega was u voor. Kies zelf een thema.' },
}

/** Gives a point the theme that the nearest points suggest, and notes that the suggestion was taken. */
export const takeWorkSuggestion = act({
  name: 'takeWorkSuggestion',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string() }),
  refusals: { ...answeringRefusals, ...suggestionRefusals },
  async run({ trx, by, now, process: ref, refuse }, { pointId }) {
    const process = await processToAnswer(trx, by, ref)
    const value = await settle(trx, process, { pointId, outcome: 'taken' }, now)
    if (value === null) return refuse('suggestionGone')
    const themeId = await themeOfProcess(trx, process, value)
    const eventId = uuid()
    await changeWork(trx, process, { eventId, points: [pointId], change: { themeId } }, now)
    return did({ pointId }, { id: eventId, subject: { kind: 'point', id: pointId }, detail: { kind: 'theme' } })
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
    if ((await settle(trx, process, { pointId, outcome: 'refused' }, now)) === null) return refuse('suggestionGone')
    await switchOffWhenWrong(trx, process, 'theme', now)
    return did({ pointId }, { subject: { kind: 'point', id: pointId }, detail: { kind: 'theme' } })
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

/** Notes what became of a suggestion that is open; gives what was suggested, null when there is none. */
async function settle(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { pointId, outcome }: { pointId: string; outcome: 'taken' | 'refused' },
  now: Date,
): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`
    update suggestion set outcome = ${outcome}, settled_at = ${now}, shown_at = coalesce(shown_at, ${now})
    from point_work
    where suggestion.municipality_id = ${municipalityId} and suggestion.process_id = ${processId} and suggestion.point_id = ${asId(pointId)}
      and suggestion.kind = 'theme' and outcome is null
      and point_work.municipality_id = suggestion.municipality_id and point_work.point_id = suggestion.point_id and theme_id is null
    returning value`.execute(trx)
  return rows[0]?.value ?? null
}
