import { sql } from 'kysely'
import { validate } from 'uuid'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { currentPart } from '#app/features/plans/find-parts.server.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { wordsInCommon } from './near-points.server.ts'
import {
  hitRateOf,
  isOff,
  settleSuggestions,
  suggestionKinds,
  type SuggestionKind,
} from './settle-suggestions.server.ts'
import { suggestFor } from './suggest-for-points.server.ts'
import { rateInWords, type HitRate } from './hit-rate.ts'

/** How many words and numbers say why. */
const MOST_WORDS = 3
const MOST_NUMBERS = 2
/** A suggestion that was made longer ago is made anew: colleagues settled points meanwhile. */
const FRESH_MS = 15 * 60_000

export type SuggestionView = {
  pointId: string
  /** What is suggested, with why; null when nothing is. */
  suggested: {
    theme: string | null
    /** Where it belongs in the plan, in words, and the begin of what stands there. */
    place: { says: string; text: string } | null
    /** Numbers of the nearest points, how many more there are, and the words that they share. */
    numbers: string[]
    more: number
    words: string[]
  } | null
  /** How often it is right, in words; '' when that is not known yet. */
  rate: string
  /** Kinds that are switched off, since they were right too seldom or an official had enough of them. */
  off: (HitRate & { kind: SuggestionKind })[]
}

/**
 * What the nearest points that officials settled suggest for an open point: a theme and a place in the plan, as far as it has none. It is
 * made when a job did not yet, and noted as shown: from then on what becomes of it counts. Null when there is nothing to say.
 */
export async function suggestionFor(
  db: Db,
  process: Process,
  pointId: string,
  now: Date,
): Promise<SuggestionView | null> {
  if (!processAllows.answer(process.state)) return null
  const { municipalityId } = process
  const [work] = await settledOf(db, { municipalityId, processId: process.id, pointId })
  if (!work || work.isPublic) return null
  const [off, on]: [SuggestionView['off'], SuggestionKind[]] = [[], []]
  for (const kind of suggestionKinds) {
    if (work[kind] !== null) continue
    if (await isOff(db, process, kind)) off.push({ kind, ...(await hitRateOf(db, process, kind)) })
    else on.push(kind)
  }
  const shown = on.length === 0 ? [] : await shownOf(db, process, { pointId, kinds: on }, now)
  const [first] = shown
  if (!first) return off.length === 0 ? null : { pointId, suggested: null, rate: '', off }
  const text = (await insideWords(db, process, [pointId])).get(pointId)?.words ?? ''
  const numbers = await numbersOf(db, municipalityId, first.likePoints)
  return {
    ...{ pointId, off },
    suggested: {
      theme: shown.find(({ kind }) => kind === 'theme')?.name ?? null,
      place: shown.find(({ kind }) => kind === 'place')?.place ?? null,
      numbers,
      more: first.likePoints.length - numbers.length,
      words: await wordsInCommon(db, process, pointId, { others: first.likePoints, most: MOST_WORDS, text }),
    },
    rate: rateInWords(await hitRateOf(db, process, first.kind)),
  }
}

const settledOf = prepared(
  'settledOfPoint',
  (db, of: Places<{ municipalityId: string; processId: string; pointId: string }>) =>
    db
      .selectFrom('pointWork')
      .select(['themeId as theme', 'chapter as place', 'isPublic'])
      .where('municipalityId', '=', of.municipalityId)
      .where('processId', '=', of.processId)
      .where('pointId', '=', of.pointId)
      .compile(),
)

type Shown = { kind: SuggestionKind; name: string; place?: { says: string; text: string }; likePoints: string[] }

/** What is suggested now, the theme first, made anew when it is old. */
async function shownOf(
  db: Db,
  process: Process,
  { pointId, kinds }: { pointId: string; kinds: readonly SuggestionKind[] },
  now: Date,
): Promise<Shown[]> {
  const { municipalityId } = process
  return inTransaction(db, async (trx) => {
    await settleSuggestions(trx, process, now)
    const stored = await trx
      .selectFrom('suggestion')
      .select('madeAt')
      .where('municipalityId', '=', municipalityId)
      .where('pointId', '=', pointId)
      .where('outcome', 'is', null)
      .executeTakeFirst()
    if (!stored || now.getTime() - stored.madeAt.getTime() > FRESH_MS)
      await suggestFor(trx, [{ municipalityId, processId: process.id, pointId, kinds }], now)
    const { rows } = await sql<Shown>`
      with shown as (
        update suggestion set shown_at = coalesce(shown_at, ${now})
        where municipality_id = ${municipalityId} and point_id = ${pointId} and kind = any(${[...kinds]}::text[]) and outcome is null
        returning municipality_id, kind, value, like_points
      )
      select kind, coalesce(theme.name, case kind when 'place' then value end) as name, like_points
      from shown left join theme on theme.municipality_id = shown.municipality_id and kind = 'theme' and theme.id::text = value
      where kind = 'place' or theme.id is not null
      order by kind desc`.execute(trx)
    const named: Shown[] = []
    for (const row of rows) {
      const place = row.kind === 'place' ? await placeInWords(trx, process, row.name) : undefined
      if (place !== null) named.push({ ...row, ...(place && { place }) })
    }
    return named
  })
}

/** What is suggested of the plan: the number of a chapter, or a part of the newest version; null when that is not there any more. */
async function placeInWords(trx: Trx, process: Process, value: string): Promise<{ says: string; text: string } | null> {
  if (!validate(value)) return { says: `hoofdstuk ${value}`, text: '' }
  const part = await currentPart(trx, process, value)
  return part && { says: partInWords(part), text: part.text }
}

/** The numbers of the first of these points that have one. */
async function numbersOf(db: Db, municipalityId: string, pointIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select contributor.number || '.' || point.number as number
    from unnest(${[...pointIds]}::uuid[]) with ordinality as given (id, place)
    join point on point.municipality_id = ${municipalityId} and point.id = given.id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where contributor.number is not null and point.number is not null
    order by place limit ${MOST_NUMBERS}`.execute(db)
  return rows.map(({ number }) => number)
}
