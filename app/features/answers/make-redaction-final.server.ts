import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { markOfLeftOut } from './gate-marks.server.ts'
import { publicationOf, takenBy, type Publication } from './publications.server.ts'

/** What of these pieces waits for this person to make it final, as a statement that gives their ids. */
function waitingFor(
  by: Doer,
  { municipalityId, id, redactionNeedsTwo }: Process,
  chosen: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const byAnother = redactionNeedsTwo ? sql`redaction.created_by is distinct from ${by.id}::uuid` : sql`true`
  return sql`
    select redaction.id from redaction
    join contribution on contribution.municipality_id = redaction.municipality_id and contribution.id = redaction.contribution_id
    where redaction.municipality_id = ${municipalityId} and redaction.process_id = ${id} and redaction.state = 'provisional'
      and ${chosen} and ${byAnother}`
}

/** A mark of all that waits in a publication for this person to make it final. */
export const markToMakeFinal = (db: Db | Trx, by: Doer, process: Process, { rounds }: Publication): Promise<string> =>
  markOfLeftOut(db, process, waitingFor(by, process, takenBy(rounds).contributions))

/** How many one statement makes final, so that it ends within its time however many there are. */
const AT_ONCE = 5000

/**
 * Makes final what a colleague left out: these pieces with those that were left out together with them, or all that a publication waits
 * for. What someone left out is not made final by themself where two have to look. Gives how many pieces.
 */
export const makeRedactionFinal = act({
  name: 'makeRedactionFinal',
  by: byProcessor,
  on: 'process',
  input: z
    .object({
      redactionIds: z.array(z.string()).default([]),
      publicationId: z.string().optional(),
      /** Mark of all that a publication waits for. */ seen,
    })
    .refine(({ redactionIds, publicationId }) => redactionIds.length > 0 || publicationId !== undefined, {
      path: ['redactionIds'],
      message: 'Kies eerst wat u definitief maakt.',
    }),
  refusals: {
    ...answeringRefusals,
    stale: {
      says: 'Intussen is er iets anders weggelaten of teruggezet. Er is niets definitief gemaakt. Bekijk wat er nu staat, en kies opnieuw.',
    },
    noneForYou: {
      says: 'Er is niets definitief gemaakt. Wat u zelf hebt weggelaten, maakt een andere ambtenaar definitief.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { redactionIds, publicationId, seen }) {
    // Alone: very many rows change, and whoever changes others of them at once would wait for this one, and this one for them.
    const process = await processToAnswer(trx, by, ref, 'change')
    const { municipalityId, id } = process
    // Who chose pieces at a publication means those: the address of the page names the publication as well.
    const isOfAll = redactionIds.length === 0
    const chosen = isOfAll
      ? takenBy((await publicationOf(trx, process, publicationId)).rounds).contributions
      : sql`redaction.shared_id in (
          select shared_id from redaction as chosen where chosen.municipality_id = ${municipalityId} and chosen.process_id = ${id}
            and chosen.id = any(${redactionIds.map(asId)}::uuid[]))`
    const toMakeFinal = waitingFor(by, process, chosen)
    if (isOfAll && seen !== undefined && seen !== (await markOfLeftOut(trx, process, toMakeFinal)))
      return refuse('stale')
    const { rows: waiting } = await sql<{ id: string }>`${toMakeFinal} order by redaction.id`.execute(trx)
    let pieces = 0
    for (let at = 0; at < waiting.length; at += AT_ONCE) {
      const some = waiting.slice(at, at + AT_ONCE).map((row) => row.id)
      const { numAffectedRows = 0n } = await sql`
        update redaction set state = 'final', final_at = ${now}, final_by = ${by.id}
        where municipality_id = ${municipalityId} and id = any(${some}::uuid[]) and state = 'provisional'`.execute(trx)
      pieces += Number(numAffectedRows)
    }
    if (pieces === 0) return refuse('noneForYou')
    return did({ pieces }, { subject: { kind: 'process', id }, detail: { pieces } })
  },
})

/** Says for a process whether a second official looks at what one leaves out, before it becomes public. */
export const setRedactionNeedsTwo = act({
  name: 'setRedactionNeedsTwo',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  input: z.object({ needsTwo: ticked }),
  refusals: withdrawnRefusal,
  async run({ trx, by, now, process: ref }, { needsTwo }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    if (process.redactionNeedsTwo === needsTwo) return changedNothing(undefined)
    await processRow(trx, process).set({ redactionNeedsTwo: needsTwo, updatedAt: now }).execute()
    return did(undefined, { subject: { kind: 'process', id: process.id }, detail: { needsTwo } })
  },
})
