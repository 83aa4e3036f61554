import { Refused } from '#app/errors.server.ts'
import { channelIn, channelWord } from '#app/features/contributions/contribution-csv.ts'
import { importPartnerInput } from '#app/features/partners/import/import-partner-input.server.ts'
import { partnerInputColumns } from '#app/features/partners/import/partner-input-file.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { readAppendix } from '#app/features/partners/appendix/read-appendix.server.ts'
import { appendixAsJson } from '#app/features/partners/appendix/appendix.ts'
import { channelKinds, type ChannelKind } from '#app/features/processes/process.ts'
import { parseInstant } from '#app/local-date.ts'
import { tableInFile } from '#app/table-file.server.ts'
import { bytesOf, optional, processOf, say, word, type Command, type Run } from './command.ts'

/** A command has its process to itself: it may take in what a form may not. */
const MOST_ROWS = 100_000

const importUsage = 'import partnerinbreng BESTAND --traject SLUG [--ontvangen DATUM] [--kanaal WOORD]'
const exportUsage = 'export partnerinbreng --traject SLUG'

export const importPartnerInputCommand: Command = {
  usage: importUsage,
  about: 'leest inbreng van partners in (CSV of XLSX): organisatie,soort,rol,vraag,gedruktNummer,punt',
  options: ['traject', 'ontvangen', 'kanaal'],
  async run(run) {
    const table = await tableInFile(
      await bytesOf(run, word(run, 0, 'BESTAND', importUsage)),
      partnerInputColumns,
      { what: 'een bestand met inbreng', field: 'bestand' },
      { mostRows: MOST_ROWS },
    )
    const process = await processOf(run, importUsage)
    const [receivedOn, channel] = [receivedIn(run), channelOf(run)]
    const { added, unchanged, points } = await importPartnerInput(
      run.db,
      process.by,
      { process, table, ...(receivedOn ? { receivedOn } : {}), ...(channel ? { channel } : {}) },
      run.now,
    )
    if (added === 0) say('Deze inbreng was al ingelezen; er is niets veranderd.')
    else
      say(
        `Ingelezen: ${points === 1 ? '1 punt' : `${points} punten`} van ${added === 1 ? '1 indiener' : `${added} indieners`}.`,
      )
    if (added > 0 && unchanged > 0) say(`Al ingelezen en gelijk gebleven: ${unchanged}.`)
    return null
  },
}

export const exportPartnerInputCommand: Command = {
  usage: exportUsage,
  about: 'geeft per indiener de vragen, de punten en wat ermee is gedaan als JSON',
  options: ['traject'],
  async run(run) {
    const process = await processOf(run, exportUsage)
    const words = await decisionWordsOf(run.db, process.municipalityId)
    return JSON.stringify(appendixAsJson(await readAppendix(run.db, process), words), null, 2)
  },
}

function receivedIn(run: Run): Date | null {
  const text = optional(run, 'ontvangen')
  if (text === null) return null
  const instant = parseInstant(text)
  if (!instant) throw new Refused(`--ontvangen ${text} is geen datum, zoals 2016-08-31.\nGebruik: ${importUsage}`)
  return instant
}

function channelOf(run: Run): ChannelKind | null {
  const text = optional(run, 'kanaal')
  if (text === null) return null
  const channel = channelIn(text)
  if (!channel)
    throw new Refused(
      `--kanaal ${text} is er niet; kies uit: ${channelKinds.map(channelWord).join(', ')}.\nGebruik: ${importUsage}`,
    )
  return channel
}
