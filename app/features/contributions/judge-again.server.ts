import { sql } from 'kysely'
import type { ChannelKind } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { timingOf } from './register-contribution.server.ts'
import { termFor } from './round.ts'

/** How many contributions are judged in one statement. */
const AT_ONCE = 5000

/**
 * Judges what was given in the second inspraak by its new term: which came in time, and why. A reason that an official gave, such as where
 * something was said, stays. What is public keeps how it was judged.
 */
export async function judgeAgain(trx: Trx, before: Process, after: Process): Promise<void> {
  const [old, term] = [termFor(before, 'secondInspraak'), termFor(after, 'secondInspraak')]
  let from = ''
  for (;;) {
    const rows = await trx
      .selectFrom('contribution')
      .select(['id', 'channel', 'sentOn', 'receivedAt', 'timeliness', 'timelinessReason'])
      .where('municipalityId', '=', after.municipalityId)
      .where('processId', '=', after.id)
      .where('round', '=', 'secondInspraak')
      .where('publicationId', 'is', null)
      .$if(from !== '', (contribution) => contribution.where('id', '>', from))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    const changed = rows.flatMap(({ id, channel, timelinessReason, ...row }) => {
      const given = { channel: channel as ChannelKind, sentOn: row.sentOn, receivedAt: row.receivedAt }
      const isOwnReason = timingOf(old, given).timelinessReason !== timelinessReason
      const timing = timingOf(term, given, isOwnReason ? { givenAt: timelinessReason } : {})
      const same = timing.timeliness === row.timeliness && timing.timelinessReason === timelinessReason
      return same ? [] : [{ id, ...timing }]
    })
    if (changed.length > 0)
      await sql`
        update contribution set timeliness = given.timeliness, timeliness_reason = given.timeliness_reason
        from ${givenRows({ id: 'uuid', timeliness: 'text', timelinessReason: 'text' }, changed)}
        where contribution.municipality_id = ${after.municipalityId} and contribution.id = given.id`.execute(trx)
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return
    from = last.id
  }
}
