import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { totalsToSave } from '#app/features/partners/asking/answers-view.server.ts'
import { totalsCsv } from '#app/features/partners/asking/totals.ts'
import { csvFile } from '#app/file-response.ts'

/** How often partners chose each answer, for a spreadsheet. */
export const loader = onlyFor('official', async (visit) => {
  const { slug, totals } = await totalsToSave(visit)
  return csvFile(`${slug}-partnertotalen.csv`, totalsCsv(totals))
})
