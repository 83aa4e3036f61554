import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { askedPartners, askedQuestions } from '#app/features/partners/asking/overview.server.ts'
import { matrixCsv, matrixOf } from '#app/features/partners/asking/overview.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { csvFile } from '#app/file-response.ts'

/** Organisations by questions, for a spreadsheet: states and counts, never a word of an answer. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const questionnaire = await questionnaireOf(db, process)
  if (!questionnaire) throw new NotFound()
  const [partners, questions] = await Promise.all([askedPartners(db, questionnaire), askedQuestions(db, questionnaire)])
  return csvFile(`${process.slug}-partners.csv`, matrixCsv(matrixOf(partners, questions), questions))
})
