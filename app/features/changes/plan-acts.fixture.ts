import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { writeParagraph } from '#app/room-parts.server.ts'
import type { Db } from '#db/client.server.ts'
import { aPlan, aProcess, NOW } from '#tests/factories.ts'

/** After the first inspraak (5 October to 15 November 2016) and after its post, before Christmas. */
export const AFTER_POST = new Date('2016-11-28T12:00:00+01:00')

/** A released process with its concept, and a draft of a revised plan of which the first paragraph has other words. */
export async function aRevisedPlan(
  db: Db,
  municipality: { id: string },
  by: Actor,
  given: { state?: 'draft' | 'released' | 'answered' } = {},
): Promise<{
  process: { id: string; slug: string; municipalityId: string }
  concept: { planVersionId: string; sections: string[]; paragraphs: string[] }
  planVersionId: string
  paragraphs: string[]
}> {
  const process = await aProcess(db, municipality, given)
  const concept = await aPlan(db, process)
  const { planVersionId } = await beginRevision(db, by, { process }, NOW)
  const plan = await storedPlan(db, process)
  const paragraphs = (plan?.blocks ?? []).flatMap(({ kind, id }) => (kind === 'heading' ? [] : [id]))
  await writeParagraph(db, by, { process, part: paragraphs[0] ?? '', words: 'Heel andere woorden over hulp.' }, NOW)
  return { process, concept, planVersionId, paragraphs }
}
