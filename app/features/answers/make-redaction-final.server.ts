import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { publicationOf, takenBy } from './publications.server.ts'

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
    .object({ redactionIds: z.array(z.string()).default([]), publicationId: z.string().optional() })
    .refine(({ redactionIds, publicationId }) => redactionIds.length > 0 || publicationId !== undefined, {
      path: ['redactionIds'],
      message: 'Kies eerst wat u definitief maakt.',
    }),
  refusals: {
    ...answeringRefusals,
    noneForYou: {
      says: 'Er is niets definitief gemaakt. Wat u zelf hebt weggelaten, maakt een andere ambtenaar definitief.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { redactionIds, publicationId }) {
    // Alone: very many rows change, and whoever changes others of them at once would wait for this one, and this one for them.
    const process = await processToAnswer(trx, by, ref, 'change')
    const { municipalityId, id } = process
    const chosen =
      publicationId === undefined
        ? sql`redaction.shared_id in (
            select shared_id from redaction as chosen where chosen.municipality_id = ${municipalityId} and chosen.process_id = ${id}
              and chosen.id = any(${redactionIds.map(asId)}::uuid[]))`
        : takenBy((await publicationOf(trx, process, publicationId)).rounds).contributions
    const byAnother = process.redactionNeedsTwo ? sql`redaction.created_by is distinct from ${by.id}::uuid` : sql`true`
    const { rows: waiting } = await sql<{ id: string }>`
      select redaction.id
      from redaction
      join contribution on contribution.municipality_id = redaction.municipality_id and contribution.id = redaction.contribution_id
      where redaction.municipality_id = ${municipalityId} and redaction.process_id = ${id} and redaction.state = 'provisional'
        and ${chosen} and ${byAnother}
      order by redaction.id`.execute(trx)
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
