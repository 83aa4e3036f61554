import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { outcomeCsv } from '#app/features/rankings/files/export-ranking.ts'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'

/** The lists of the groups with the outcome behind them, for a spreadsheet. */
export const loader = forEveryone(async ({ db, municipality, params }) => {
  const { process, report } = await publishedRanking(db, municipality.id, params.slug)
  // With the mark in front Excel reads it as UTF-8.
  return new Response(`\ufeff${outcomeCsv(report)}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${process.slug}-top-vijf.csv"`,
    },
  })
})
