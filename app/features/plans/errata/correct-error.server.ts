import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { markOfPlanPart } from '#app/features/plans/editing/change-words.server.ts'
import { readMarks } from '#app/features/plans/editing/marked-words.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { identifyRows } from '#app/features/plans/identify-rows.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan, type StoredBlock, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/** The longest reason of an erratum, in characters. */
const LONGEST_REASON = 500

/**
 * Corrects an obvious error in a paragraph of the plan that people read, after its release or adoption: dated, with a reason, and the old
 * words are kept. The same words in later versions, which nobody reads yet, are corrected along; where such a version is fixed, as for the council, the old
 * words are kept there too.
 */
export const correctError = act({
  name: 'correctError',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  changes: 'public',
  input: z.object({
    part: z.string(),
    words: typed.pipe(z.string().max(50_000, 'Een alinea is hoogstens 50.000 tekens lang.')),
    reason: typed
      .transform((text) => text.trim())
      .pipe(
        z
          .string()
          .min(1, 'Schrijf op wat er fout was. Lezers zien dit bij de alinea.')
          .max(LONGEST_REASON, `De reden is hoogstens ${LONGEST_REASON} tekens lang.`),
      ),
    seen,
  }),
  refusals: {
    notFixed: { says: 'Dit plan ligt nog niet vast. Wijzig de alinea zelf; een erratum is niet nodig.' },
    notRead: { says: 'Deze alinea staat niet in het plan dat bewoners lezen. Alleen daarin herstelt u een fout.' },
    unreadable: { says: (problem: string) => problem, at: 'words' },
    oneParagraph: { says: 'Herstel één alinea: hier staat niets, of met een lege regel meer dan één.', at: 'words' },
    sameWords: { says: 'Er verandert niets. Verbeter de fout in de tekst.', at: 'words' },
    changedMeanwhile: {
      says: 'Een collega heeft deze alinea intussen hersteld. Kijk wat er nu staat en bewaar daarna opnieuw.',
      at: 'words',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { part, words, reason, seen }) {
    const process = await lockProcess(trx, by, ref.id)
    const plan = await storedPlan(trx, process, 'forReaders')
    const block = plan?.blocks.find(({ id }) => id === part)
    if (!plan || !block || isHeading(block)) return refuse('notRead')
    if (mayChangeWords(process, plan)) refuse('notFixed')
    const read = readMarks(words, block.kind, block.html)
    if ('problem' in read) return refuse('unreadable', read.problem)
    const [paragraph, ...more] = read.paragraphs
    if (!paragraph || more.length > 0) return refuse('oneParagraph')
    if (paragraph.text === block.text && paragraph.html === block.html) {
      // A form that is sent twice finds what it said.
      if ((await lastReason(trx, process, part)) === reason) return changedNothing({ part })
      refuse('sameWords')
    }
    if (seen !== undefined && seen !== markOfPlanPart(block)) refuse('changedMeanwhile')
    const { municipalityId } = process
    const id = uuid()
    const later = await sameWordsLater(trx, process, plan, block)
    const kept = [{ ...block, erratumId: id }, ...later.filter(({ isFixed }) => isFixed)]
    await trx
      .insertInto('erratum')
      .values(
        kept.map(({ erratumId, id: paragraphId, kind, text: oldText, html: oldHtml }) => ({
          ...{ municipalityId, id: erratumId, paragraphId, kind, oldText, oldHtml },
          ...{ reason, correctedAt: now, correctedBy: by.id },
        })),
      )
      .execute()
    const { kind, text, html } = paragraph
    await trx
      .updateTable('paragraph')
      .set({ kind, text, html })
      .where('municipalityId', '=', municipalityId)
      .where('id', 'in', [part, ...later.map((each) => each.id)])
      .execute()
    for (const planVersionId of [plan.versionId, ...later.map((each) => each.planVersionId)])
      await identifyRows(trx, { municipalityId, planVersionId }, { isSure: true })
    return did({ part }, { subject: { kind: 'planVersion', id: plan.versionId }, detail: { part, erratum: id } })
  },
})

type LaterParagraph = {
  id: string
  planVersionId: string
  kind: string
  text: string
  html: string | null
  isFixed: boolean
  /** For the erratum of its own, where its version is fixed. */
  erratumId: string
}

/** The paragraphs with the same words that go on from one in the versions after that people read. */
async function sameWordsLater(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  plan: StoredPlan,
  block: StoredBlock,
): Promise<LaterParagraph[]> {
  const { rows } = await sql<Omit<LaterParagraph, 'erratumId'>>`
    select paragraph.id, plan_version_id, paragraph.kind, text, html, fixed_at is not null as is_fixed from paragraph
    join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = plan_version_id
    where paragraph.municipality_id = ${municipalityId} and plan_version.process_id = ${processId}
      and ordinal > ${plan.ordinal} and lineage_id = ${block.lineageId} and text = ${block.text}`.execute(trx)
  return rows.map((row) => ({ ...row, erratumId: uuid() }))
}

/** The reason that was given for the newest correction of a paragraph; null when none was made. */
async function lastReason(trx: Trx, { municipalityId }: ProcessRef, paragraphId: string): Promise<string | null> {
  const last = await trx
    .selectFrom('erratum')
    .select('reason')
    .where('municipalityId', '=', municipalityId)
    .where('paragraphId', '=', paragraphId)
    .orderBy('correctedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return last?.reason ?? null
}
