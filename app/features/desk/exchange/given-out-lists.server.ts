import { NotFound } from '#app/errors.server.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { campaignsIn, type CampaignInList } from '#app/features/campaigns/campaigns-page.server.ts'
import { dashboardView, type DashboardView } from '#app/features/desk/dashboard-view.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { answersToSave, totalsToSave } from '#app/features/partners/asking/answers-view.server.ts'
import { askedPartners, askedQuestions } from '#app/features/partners/asking/overview.server.ts'
import {
  fitsFilter,
  matrixFilterFrom,
  matrixOf,
  matrixTable,
  sharesTable,
} from '#app/features/partners/asking/overview.ts'
import { pointsPerChapter, pointsPerTheme } from '#app/features/partners/asking/point-shares.server.ts'
import { answersTable, totalsTable } from '#app/features/partners/asking/totals.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { registerFilterFrom } from '#app/features/points/register-filter.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import type { GivenOutList } from '#app/paths.ts'
import { record } from '#app/features/record/record.server.ts'
import { rowsAtOnce, type SavedRows, type SaveFormat, type TableToSave } from '#app/table-to-save.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { pointsTable } from './give-out-points.server.ts'
import { registerTable } from './give-out-register.server.ts'
import { withheldColumns, withheldRows } from './withheld-rows.server.ts'

/** More campaigns than this no process has: each has three letters or more. */
const MOST_CAMPAIGNS = 100_000

const atOnce = (sheet: string, { columns, rows }: { columns: readonly string[]; rows: SavedRows }): TableToSave => ({
  ...{ sheet, columns, rows: rowsAtOnce(rows) },
})

/** Each list as a file, narrowed as the address says. Throws NotFound where the process has no such list. */
const tables: Record<GivenOutList, (visit: MemberVisit, process: Process) => Promise<TableToSave> | TableToSave> = {
  points: ({ db, url, actor, now }, process) =>
    pointsTable(db, process, deskFilterFrom(url.searchParams), { accountId: actor.id, today: today(now) }),
  register: ({ db, url }, process) => registerTable(db, process, registerFilterFrom(url.searchParams)),
  async campaigns({ db }, process) {
    const limit = MOST_CAMPAIGNS
    const found = await campaignsIn(db, process, 'found', { limit })
    const confirmed = await campaignsIn(db, process, 'confirmed', { limit })
    const refused = await campaignsIn(db, process, 'refused', { limit })
    const columns = ['naam', 'stand', 'brieven', 'wachtend', 'gesplitst', 'punten', 'beantwoord', 'begin']
    const lines = (all: readonly CampaignInList[], stand: string) =>
      all.map(({ name, letters, waiting, isSplit, points, answered, beginning }) => [
        ...[name, stand, letters, waiting, isSplit ? 'ja' : 'nee', points, answered, beginning],
      ])
    const rows = [...lines(found, 'gevonden'), ...lines(confirmed, 'bevestigd'), ...lines(refused, 'afgewezen')]
    return { ...atOnce('Campagnes', { columns, rows }), widths: { naam: 30, begin: 60 } }
  },
  async themes({ db }, process) {
    const rows = (await themesOf(db, process)).map(({ name, points }) => [name, points])
    return { ...atOnce('Thema’s', { columns: ['thema', 'punten'], rows }), widths: { thema: 40 } }
  },
  async progress({ db, now }, process) {
    return { ...atOnce('Voortgang', progressTable(await dashboardView(db, process, now))), widths: { naam: 30 } }
  },
  async withheld({ db }, process) {
    const table = atOnce('Niet openbaar', { columns: withheldColumns, rows: await withheldRows(db, process) })
    return { ...table, widths: { wat: 26, waarom: 50 } }
  },
  async partners({ db, url }, process) {
    const questionnaire = await questionnaireOf(db, process)
    if (!questionnaire) throw new NotFound()
    const [partners, questions] = await Promise.all([
      askedPartners(db, questionnaire),
      askedQuestions(db, questionnaire),
    ])
    const filter = matrixFilterFrom(url.searchParams)
    const rows = matrixOf(partners, questions).filter((row) => fitsFilter(row, filter))
    return { ...atOnce('Partners', matrixTable(rows, questions)), widths: { organisatie: 30 } }
  },
  async partnerPoints({ db }, process) {
    const [themes, chapters] = await Promise.all([pointsPerTheme(db, process), pointsPerChapter(db, process)])
    return { ...atOnce('Punten', sharesTable({ themes, chapters })), widths: { naam: 40 } }
  },
  async partnerAnswers(visit) {
    const { answers } = await answersToSave(visit)
    return { ...atOnce('Antwoorden', answersTable(answers)), widths: { organisatie: 30, tekst: 40, antwoord: 60 } }
  },
  async partnerTotals(visit) {
    const { totals } = await totalsToSave(visit)
    return { ...atOnce('Totalen', totalsTable(totals)), widths: { tekst: 40, antwoord: 30 } }
  },
}

/** A list of a process as it goes out. Throws NotFound. */
export async function givenOutTable(visit: MemberVisit, process: Process, list: GivenOutList): Promise<TableToSave> {
  return tables[list](visit, process)
}

/** Records who took a list out: what is in the file, no one sees any more. */
export async function recordGivenOut(
  { db, url, actor, now }: MemberVisit,
  { municipalityId, id: processId }: Process,
  { list, format }: { list: GivenOutList; format: SaveFormat },
): Promise<void> {
  await inTransaction(db, (trx) =>
    record(trx, {
      ...{ municipalityId, at: now, by: { kind: 'account', id: actor.id }, act: 'giveOut' },
      ...{ subject: { kind: 'process', id: processId }, processId },
      detail: { list, format, filtered: [...url.searchParams].length > 0 },
    }),
  )
}

/** The page with the progress as one table: what each line counts says its first cell. */
function progressTable({ days, persons, themes }: DashboardView): { columns: string[]; rows: SavedRows } {
  const columns = [
    ...['verdeling', 'naam', 'ontvangen', 'gesplitst', 'punten', 'beantwoord', 'gecontroleerd', 'goedgekeurd'],
    ...['teLaat', 'onderHanden', 'looptVast', 'geschreven'],
  ]
  const rows = [
    ...themes.map(({ name, points, answered, checked, approved, late }) => [
      ...['thema', name, '', '', points, answered, checked, approved, late, '', '', ''],
    ]),
    ...persons.map(({ name, underWay, late, stuck, written }) => [
      ...['collega', name, '', '', '', '', '', '', late, underWay, stuck, written],
    ]),
    ...days.map(({ day, received, split, points, answered, checked, approved }) => [
      ...['dag', day, received, split, points, answered, checked, approved, '', '', '', ''],
    ]),
  ]
  return { columns, rows }
}
