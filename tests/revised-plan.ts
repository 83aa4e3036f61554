import { figureMarkup } from '#app/features/plans/figures/figure-markup.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { importVersion, releaseRevision, writeParagraph } from '#app/room-parts.server.ts'
import type { Db } from '#db/client.server.ts'
import { aPlan, aProcess, NOW } from './factories.ts'

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

/**
 * The version after `aPlan`: it has a chapter more in front, so that chapter 1 is 2 now, and 2 is 3. The second paragraph of the first chapter stands in
 * the other one, and the last paragraph is gone.
 */
const RENUMBERED = `# Inleiding

Dit plan gaat over vier jaar en over alle dorpen van de gemeente samen.

# Gezin en sociaal netwerk

Eerste alinea over gezin en sociaal netwerk.

# Algemene voorzieningen

Eerste alinea over algemene voorzieningen.

Tweede alinea over gezin en sociaal netwerk.
`

/** Takes that version in as the next one, with nothing doubtful about it. */
export async function importRenumbered(db: Db, by: Actor, process: { id: string }, now: Date): Promise<void> {
  const file = new File([RENUMBERED], 'plan.md')
  await importVersion(db, by, { process, file, kind: 'revised', isConfirmed: true }, now)
  await db.updateTable('paragraphOrigin').set({ isDoubtful: false }).execute()
}

/** Releases that version. */
export async function releaseRenumbered(db: Db, by: Actor, process: { id: string }, now: Date): Promise<void> {
  await importRenumbered(db, by, process, now)
  await releaseRevision(db, by, { process, gapsSigned: true }, now)
}

/** Makes this paragraph a picture of which nobody said what it shows. */
export async function anUndescribedPicture(db: Db, paragraphId: string): Promise<void> {
  const html = figureMarkup({ image: paragraphId, alt: null, caption: '', size: { width: 60, height: 40 } })
  await db
    .updateTable('paragraph')
    .set({ kind: 'figure', html, text: 'Afbeelding zonder beschrijving' })
    .where('id', '=', paragraphId)
    .execute()
}
