import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { relatedAnswers } from '#app/features/desk/related-answers.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'

/** Answers that may serve for a point, for its page. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const pointId = params.pointId ?? ''
  await contributionIdOf(db, process, pointId)
  return Response.json(await relatedAnswers(db, process, pointId), { headers: { 'Cache-Control': 'no-store' } })
})
