import { Refused } from '#app/errors.server.ts'
import { xlsxFile } from '#app/file-response.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { givenOutColumns, givenOutPoints } from '#app/features/desk/exchange/give-out-points.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { tableAsXlsx } from '#app/xlsx-table.server.ts'

/** A spreadsheet is made in memory as a whole. */
const MOST_POINTS = 5000

const widths = {
  puntId: 10,
  nummer: 8,
  indiener: 24,
  tekst: 60,
  samenvatting: 40,
  antwoord: 60,
  thema: 20,
  besluit: 20,
}

/** The same for Excel, up to as many points as one file takes in again. */
export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const filter = { ...deskFilterFrom(url.searchParams), sort: 'number' as const }
  const rows = []
  for await (const some of givenOutPoints(db, process, filter, { accountId: actor.id, today: today(now) })) {
    rows.push(...some)
    if (rows.length > MOST_POINTS)
      throw new Refused(`Dit zijn meer dan ${MOST_POINTS} punten. Kies een kleiner filter, of haal het csv-bestand op.`)
  }
  return xlsxFile(`punten-${process.slug}.xlsx`, await tableAsXlsx(givenOutColumns, rows, { sheet: 'Punten', widths }))
})
