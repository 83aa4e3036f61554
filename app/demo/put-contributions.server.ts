import { csvOf } from '#app/csv-text.ts'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import type { AnswerScope } from '#app/features/answers/scope.ts'
import { contributionColumns } from '#app/features/contributions/contribution-csv.ts'
import { importContributions } from '#app/features/contributions/import-contributions.server.ts'
import { findPlanPlace, planOutline, type PlanOutline } from '#app/features/plans/find-place.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { insertThemes } from '#app/features/points/insert-themes.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { DemoAnswer, DemoContribution } from './case.ts'

export type DemoProcess = { id: string; municipalityId: string }

/** Adds the themes of a process and returns their ids by name. */
export async function putThemes(
  trx: Trx,
  process: DemoProcess,
  names: readonly string[],
): Promise<Map<string, string>> {
  const themes = await insertThemes(trx, process, names)
  return new Map(themes.map(({ id, name }) => [name, id]))
}

/** Registers contributions, splits them and gives the points their answers; gives the ids of the points by what they quote. */
export async function putContributions(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  contributions: readonly DemoContribution[],
  themeIds: ReadonlyMap<string, string>,
  at: Date,
): Promise<Map<string, string>> {
  const pointIds = new Map<string, string>()
  const rows = contributions.map(
    ({ id, kind, name = '', named = false, email = '', channel, at: received, about = '', text }) => ({
      ...{ externeId: id, soort: kind, naam: name, naamTonen: named ? 'ja' : 'nee', email, kanaal: channel },
      ...{ ontvangenOp: received, onderdeel: about, tekst: text },
    }),
  )
  const csv = csvOf(rows, { columns: contributionColumns })
  await importContributions(trx, by, { process, csv }, at)
  const outline = await planOutline(trx, process)
  const stored = await trx
    .selectFrom('contribution')
    .select(['id', 'externalId', 'text'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .execute()
  for (const { id, points = [] } of contributions) {
    const contribution = stored.find(({ externalId }) => externalId === id)
    if (!contribution || points.length === 0) continue
    for (const { quote, theme, ...answer } of points) {
      const start = contribution.text.indexOf(quote)
      if (start < 0) throw new Error(`De demo haalt iets aan wat er niet staat: ${id}`)
      const range = { start, end: start + quote.length }
      const point = await markPoint(
        trx,
        by,
        { process, contributionId: contribution.id, range, themeId: themeIds.get(theme) ?? null },
        at,
      )
      pointIds.set(quote, point.id)
      await putAnswer(trx, by, process, { pointIds: [point.id], answer, outline }, at)
    }
    await finishSplit(trx, by, { process, contributionId: contribution.id, despiteOpen: true }, at)
  }
  return pointIds
}

/** Gives points the answer that the demo has for them, if any. */
export async function putAnswer(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  {
    pointIds,
    answer,
    scope = 'point',
    outline,
  }: { pointIds: readonly string[]; answer: DemoAnswer; scope?: AnswerScope; outline: PlanOutline },
  at: Date,
) {
  const { disposition, reply = '', sections = [], forwardedTo = '' } = answer
  if (!disposition) return
  const sectionIds = sections.map((heading) => {
    const place = findPlanPlace(outline, heading)
    if (!place) throw new Error(`De demo noemt een onderdeel dat er niet is: ${heading}`)
    return place.sectionId
  })
  const given = { pointIds: [...pointIds], scope, disposition, reply, forwardedTo, sectionIds }
  await answerPoints(trx, by, { process, ...given }, at)
}
