import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { answersToSave } from '#app/features/partners/asking/answers-view.server.ts'
import { answersCsv } from '#app/features/partners/asking/totals.ts'
import { csvFile } from '#app/file-response.ts'

/** What partners answered, to one question or to all of them, for a spreadsheet. */
export const loader = onlyFor('official', async (visit) => {
  const { slug, answers } = await answersToSave(visit)
  return csvFile(`${slug}-partnerantwoorden.csv`, answersCsv(answers))
})
