import { Refused } from '#app/errors.server.ts'
import { processingCsv, processingExport } from '#app/features/answers/export.server.ts'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { contributionsCsv, exportContributions } from '#app/features/contributions/export-contributions.server.ts'
import { importContributions } from '#app/features/contributions/import-contributions.server.ts'
import { asUtf8, bytesOf, optional, processOf, say, word, type Command, type Run } from './command.ts'

const importUsage = 'import inbreng BESTAND.csv --traject SLUG'
const exportUsage = 'export inbreng --traject SLUG [--format json|csv]'
const processingUsage = 'export verwerking --traject SLUG [--format json|csv] [--woorden openbaar|binnen]'

export const importContributionsCommand: Command = {
  usage: importUsage,
  about: 'leest inbreng in: externeId,soort,naam,naamTonen,email,kanaal,ontvangenOp,onderdeel,tekst',
  options: ['traject'],
  acts: [importContributions],
  async run(run) {
    const file = word(run, 0, 'BESTAND.csv', importUsage)
    const process = await processOf(run, importUsage)
    const csv = asUtf8(await bytesOf(run, file))
    const { added, unchanged } = await importContributions(run.db, process.by, { process, csv }, run.now)
    say(`Ingelezen: ${added} nieuw, ${unchanged} al bekend.`)
    return null
  },
}

export const exportContributionsCommand: Command = {
  usage: exportUsage,
  about: 'geeft alle inbreng, woordelijk en met adressen: alleen voor ambtenaren',
  options: ['traject', 'format'],
  async run(run) {
    const format = formatOf(run, exportUsage)
    const rows = await exportContributions(run.db, await processOf(run, exportUsage))
    return format === 'csv' ? contributionsCsv(rows) : JSON.stringify(rows, null, 2)
  },
}

export const exportProcessingCommand: Command = {
  usage: processingUsage,
  about:
    'geeft per indiener de punten met wat ermee is gedaan, in de woorden die openbaar zijn of worden; met --woorden binnen ook wat er echt is geschreven',
  options: ['traject', 'format', 'woorden'],
  async run(run) {
    const format = formatOf(run, processingUsage)
    const process = await processOf(run, processingUsage)
    const inside = isInside(run) ? { beside: (ids: string[]) => insideWords(run.db, process, ids) } : {}
    const contributors = await processingExport(run.db, process, {}, inside)
    return format === 'csv' ? processingCsv(contributors) : JSON.stringify(contributors, null, 2)
  },
}

function isInside(run: Run): boolean {
  const words = optional(run, 'woorden') ?? 'openbaar'
  if (words !== 'openbaar' && words !== 'binnen')
    throw new Refused(`--woorden ${words} is er niet; kies openbaar of binnen.\nGebruik: ${processingUsage}`)
  return words === 'binnen'
}

function formatOf(run: Run, usage: string): 'json' | 'csv' {
  const format = optional(run, 'format') ?? 'json'
  if (format !== 'json' && format !== 'csv')
    throw new Refused(`--format ${format} is er niet; kies json of csv.\nGebruik: ${usage}`)
  return format
}
