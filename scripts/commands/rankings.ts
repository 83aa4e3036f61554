import { Refused } from '#app/errors.server.ts'
import { rankingReport } from '#app/features/rankings/counting/report.ts'
import { exportedRanking } from '#app/features/rankings/files/export-ranking.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { bytesOf, optional, processOf, say, word, type Command, type Run } from './command.ts'

const importUsage = 'import prioritering BESTAND --traject SLUG [--plaatsen AANTAL]'
const exportUsage = 'export prioritering --traject SLUG'

export const importRankingCommand: Command = {
  usage: importUsage,
  about: 'leest lijsten van raadsgroepen in (CSV of XLSX): groep,onderwerp,plaats,motivatie',
  options: ['traject', 'plaatsen'],
  acts: [importLists],
  async run(run) {
    const name = word(run, 0, 'BESTAND', importUsage)
    const file = new File([Uint8Array.from(await bytesOf(run, name))], name)
    const process = await processOf(run, importUsage)
    const places = placesIn(run)
    const input = { process, file, ...(places === null ? {} : { places }) }
    const { lists } = await importLists(run.db, process.by, input, run.now)
    say(
      lists === 0
        ? 'Deze lijsten waren al ingelezen; er is niets veranderd.'
        : `Ingelezen: ${lists === 1 ? '1 lijst' : `${lists} lijsten`}.`,
    )
    return null
  },
}

export const exportRankingCommand: Command = {
  usage: exportUsage,
  about: 'geeft de lijsten en de uitkomst als JSON',
  options: ['traject'],
  async run(run) {
    const process = await processOf(run, exportUsage)
    const session = await rankingOf(run.db, process)
    if (!session) throw new Refused(`Het traject ${process.slug} heeft nog geen ranglijst.`)
    if (session.topics.length === 0) throw new Refused(`De ranglijst van ${process.slug} heeft nog geen onderwerpen.`)
    return JSON.stringify(exportedRanking(rankingReport(session)), null, 2)
  },
}

function placesIn(run: Run): number | null {
  const text = optional(run, 'plaatsen')
  if (text === null) return null
  if (!/^[1-9]\d?$/.test(text)) throw new Refused(`--plaatsen ${text} is geen aantal.\nGebruik: ${importUsage}`)
  return Number(text)
}
