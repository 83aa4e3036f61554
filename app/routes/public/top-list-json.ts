import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { exportedRanking } from '#app/features/rankings/files/export-ranking.ts'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'
import { jsonFile } from '#app/file-response.ts'

/** Lists, outcome and how firm it is, for a program. */
export const loader = forEveryone(async ({ db, municipality, params }) => {
  const { process, report } = await publishedRanking(db, municipality.id, params.slug)
  return jsonFile(`${process.slug}-top-vijf.json`, exportedRanking(report))
})
