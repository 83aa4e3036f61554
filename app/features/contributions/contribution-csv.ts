import { channelKinds, channelLabels, type ChannelKind } from '#app/features/processes/process.ts'
import { parseCsv, type CellError, type TableRow } from '#app/csv-table.ts'
import { parseInstant } from '#app/local-date.ts'
import { contributorKindLabels, contributorKinds, type ContributorKind } from './contributor-kind.ts'
import { isEmailAddress } from './email-address.ts'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'

export const contributionColumns = [
  'externeId',
  'soort',
  'naam',
  'naamTonen',
  'email',
  'kanaal',
  'ontvangenOp',
  'onderdeel',
  'tekst',
] as const
export type ContributionColumn = (typeof contributionColumns)[number]

/** One row, read and checked by itself; `onderdeel` is still the words of the file. */
export type ContributionRow = {
  /** Row in the file as a spreadsheet counts: the heading is row 1. */
  row: number
  externalId: string
  kind: ContributorKind
  name: string
  namedInPublic: boolean
  email: string
  channel: ChannelKind
  receivedAt: Date
  about: string
  text: string
}

export type RowError = CellError<ContributionColumn>

const kindWords = wordsOf(contributorKinds, (kind) => [contributorKindLabels[kind]], {
  household: ['huishouden', 'familie'],
  resident: ['burger', 'bewoner', 'inspreker', 'particulier'],
  organisation: ['partner', 'stichting', 'vereniging', 'bedrijf', 'instelling'],
  meeting: ['vergadering', 'bijeenkomst'],
  functionHolder: ['functie', 'functiehouder', 'coördinator', 'professional'],
  conversations: ['gesprek', 'gespreksverslag'],
  study: ['studie'],
})
const channelWords = wordsOf(channelKinds, (kind) => [channelWord(kind), channelLabels[kind].label], {
  online: ['webformulier', 'website', 'formulier', 'web', 'internet', 'digitaal'],
  email: ['mail'],
  post: ['brief', 'papier'],
  phone: ['telefonisch', 'bellen'],
  desk: ['servicebalie', 'loket', 'langskomen'],
  meeting: ['gesprek', 'overleg', 'mondeling'],
})

/** The kind of contributor that a file names, by its label or a word that means the same. */
export function contributorKindIn(cell: string): { kind: ContributorKind } | { problem: string } {
  const kind = kindWords.get(cell.trim().toLowerCase())
  return kind ? { kind } : { problem: notOneOf(cell, Object.values(contributorKindLabels)) }
}

/** What a file calls a channel. */
export function channelWord(kind: ChannelKind): string {
  return { online: 'online', email: 'e-mail', post: 'post', phone: 'telefoon', desk: 'balie', meeting: 'bijeenkomst' }[
    kind
  ]
}

/** The channel that someone names in a file or a command; null for none. */
export const channelIn = (word: string): ChannelKind | null => channelWords.get(word.trim().toLowerCase()) ?? null

/** Reads a file with contributions. Gives every error there is; rows only when there is none. */
export function readContributions(csv: string): { rows: ContributionRow[]; errors: RowError[] } {
  const table = parseCsv(csv, contributionColumns)
  if ('error' in table) return { rows: [], errors: [table.error] }
  return contributionRowsOf(table.records)
}

/** The same for rows that were read already. */
export function contributionRowsOf(records: readonly TableRow<ContributionColumn>[]): {
  rows: ContributionRow[]
  errors: RowError[]
} {
  const rows: ContributionRow[] = []
  const errors: RowError[] = []
  const rowOfId = new Map<string, number>()
  for (const { row, cells } of records) {
    const report = (field: ContributionColumn, message: string) => errors.push({ row, field, message })
    const id = cells.externeId
    if (id === '')
      report('externeId', 'is leeg; geef elke rij een eigen kenmerk, zodat dezelfde rij nooit twee keer komt')
    const earlier = rowOfId.get(id)
    if (id !== '' && earlier !== undefined) report('externeId', `"${id}" staat ook in rij ${earlier}`)
    rowOfId.set(id, row)

    const who = contributorKindIn(cells.soort)
    if ('problem' in who) report('soort', who.problem)
    const channel = channelIn(cells.kanaal)
    if (!channel) report('kanaal', notOneOf(cells.kanaal, channelKinds.map(channelWord)))
    const shown = yesOrNo(cells.naamTonen)
    if (shown === null) report('naamTonen', notOneOf(cells.naamTonen, ['ja', 'nee']))
    if (cells.email.trim() !== '' && !isEmailAddress(cells.email.trim()))
      report('email', `"${cells.email}" is geen e-mailadres`)
    const receivedAt = parseInstant(cells.ontvangenOp)
    if (!receivedAt) {
      report(
        'ontvangenOp',
        `"${cells.ontvangenOp}" is geen tijdstip; schrijf bijvoorbeeld 2016-11-01 of 2016-11-01T20:14:00+01:00`,
      )
    }
    const length = textLength(cells.tekst)
    if (cells.tekst.trim() === '') report('tekst', 'is leeg')
    if (length > MAX_TEXT_LENGTH) report('tekst', `heeft ${length} tekens; het mogen er ${MAX_TEXT_LENGTH} zijn`)
    for (const field of contributionColumns) {
      if (cells[field].includes('\0')) report(field, 'bevat een NUL-teken; haal dat weg')
    }

    if ('kind' in who && channel && receivedAt && shown !== null) {
      const { naam: name, onderdeel: about, tekst: text } = cells
      const email = cells.email.trim()
      rows.push({
        ...{ row, externalId: id, kind: who.kind, name, namedInPublic: shown },
        ...{ email, channel, receivedAt, about, text },
      })
    }
  }
  return errors.length > 0 ? { rows: [], errors } : { rows, errors }
}

function wordsOf<T extends string>(
  all: readonly T[],
  labels: (one: T) => string[],
  synonyms: Partial<Record<T, string[]>>,
): Map<string, T> {
  const words = new Map<string, T>()
  for (const one of all) {
    for (const word of [one, ...labels(one), ...(synonyms[one] ?? [])]) words.set(word.toLowerCase(), one)
  }
  return words
}

function notOneOf(found: string, allowed: string[]): string {
  return `"${found}" is niet bekend; kies uit: ${allowed.join(', ')}`
}

function yesOrNo(text: string): boolean | null {
  const word = text.trim().toLowerCase()
  if (['ja', 'j', 'true', 'waar', '1', 'yes'].includes(word)) return true
  return ['', 'nee', 'n', 'false', 'onwaar', '0', 'no'].includes(word) ? false : null
}
