import { redirect } from '@remix-run/node'
import { validate } from 'uuid'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import { currentPlan, placeOfParagraph } from '#app/features/plans/queries.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'

/** The address of a paragraph that stays: leads to where the paragraph stands now. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const plan = process.showsPlan ? await currentPlan(db, process) : null
  const id = params.paragraphId ?? ''
  const place = plan && validate(id) ? await placeOfParagraph(db, plan, process, id) : null
  if (!place) throw new NotFound()
  const chapter = { number: place.chapterNumber, heading: place.chapterHeading }
  throw redirect(planPath(process.slug, chapter, anchors.paragraph(place.number)), 302)
})

export default function Page() {
  return null
}
