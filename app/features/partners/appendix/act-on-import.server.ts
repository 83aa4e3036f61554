import { errorsOfRefusal, NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { freeChannels } from '#app/features/contributions/free-contribution.ts'
import { momentOf } from '#app/features/contributions/register-free-contribution.server.ts'
import { formatDate, parseDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { tableInFile } from '#app/table-file.server.ts'
import type { Db } from '#db/client.server.ts'
import { carriedTable } from './carried-table.ts'
import { importPartnerInput, PartnerInputRefused } from './import-partner-input.server.ts'
import { partnerInputColumns } from './partner-input-file.ts'
import { type ImportAnswer } from './partner-input-import.ts'
import { previewPartnerInput } from './partner-input-preview.server.ts'

type Given = { db: Db; by: Doer; process: { id: string; slug: string }; form: FormData; now: Date }

const MEGABYTE = 1024 * 1024
/** As text; a spreadsheet of a megabyte can hold many times that. */
const MOST_TEXT = 4 * MEGABYTE

/** Does what a form on the page asks: looks at a file without writing anything, or takes in what was looked at. */
export async function actOnImport({ db, by, process, form, now }: Given): Promise<{ goTo: string } | ImportAnswer> {
  const receivedOn = textIn(form, 'receivedOn') || formatDate(today(now))
  const channel = freeChannels.find((one) => one === textIn(form, 'kanaal')) ?? 'email'
  try {
    switch (textIn(form, 'actie')) {
      case 'bekijk':
        return { errors: {}, receivedOn, channel, preview: await lookAt(db, by, process.id, form) }
      case 'lees-in':
        return await takeIn({ db, by, process, form, now }, { receivedOn, channel })
      default:
        throw new NotFound()
    }
  } catch (error) {
    return { errors: errorsOfRefusal(error), receivedOn, channel, preview: null }
  }
}

async function lookAt(db: Db, by: Doer, processId: string, form: FormData) {
  const file = form.get('bestand')
  if (!(file instanceof File) || file.name === '') throw new Refused('Kies het bestand met de inbreng.', 'bestand')
  if (file.size > MEGABYTE)
    throw new Refused('Dit bestand is groter dan 1 MB. Bewaar alleen het blad met de punten, en kies dat.', 'bestand')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const table = await tableInFile(bytes, partnerInputColumns, { what: 'het bestand met de inbreng', field: 'bestand' })
  const preview = await previewPartnerInput(db, by, { processId, table, fileName: file.name })
  if (preview.table.length > MOST_TEXT)
    throw new Refused(
      'In dit bestand staat te veel tekst om in een keer in te lezen. Verdeel de indieners over twee bestanden.',
      'bestand',
    )
  return preview
}

async function takeIn(
  { db, by, process, form, now }: Given,
  typed: Pick<ImportAnswer, 'receivedOn' | 'channel'>,
): Promise<{ goTo: string } | ImportAnswer> {
  const table = carriedTable(textIn(form, 'tabel'))
  if (!table)
    throw new Refused('Wat er in het bestand stond, kwam niet goed over. Kies het bestand opnieuw.', 'bestand')
  const fileName = textIn(form, 'naam')
  const look = () => previewPartnerInput(db, by, { processId: process.id, table, fileName })
  const { receivedOn, channel } = typed
  const day = parseDate(receivedOn.trim())
  const problem =
    day === null || day < '1900-01-01'
      ? 'Vul een bestaande datum in, zoals 31 augustus 2016 of 31-8-2016.'
      : day > today(now)
        ? 'Deze dag moet nog komen. Vul een dag in tot en met vandaag.'
        : null
  if (day === null || problem !== null)
    return { errors: { receivedOn: problem ?? '' }, ...typed, preview: await look() }
  try {
    const { added, unchanged, points } = await importPartnerInput(
      db,
      by,
      { processId: process.id, table, receivedAt: momentOf(day, now), channel },
      now,
    )
    return {
      goTo: `${paths.official.process.partnerImport(process.slug)}?${new URLSearchParams({ gedaan: 'ja', erbij: `${added}`, gelijk: `${unchanged}`, punten: `${points}` })}`,
    }
  } catch (error) {
    // Between looking and agreeing a colleague may have taken in the same organisation with other words.
    if (error instanceof PartnerInputRefused) return { errors: {}, ...typed, preview: await look() }
    throw error
  }
}

function textIn(form: FormData, field: string): string {
  const value = form.get(field)
  return typeof value === 'string' ? value : ''
}
