import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { exportedRanking } from '#app/features/rankings/files/export-ranking.ts'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'

/** Lists, outcome and how firm it is, for a program. */
export const loader = forEveryone(async ({ db, municipality, params }) => {
  const { process, report } = await publishedRanking(db, municipality.id, params.slug)
  return new Response(JSON.stringify(exportedRanking(report), null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${process.slug}-top-vijf.json"`,
    },
  })
})
