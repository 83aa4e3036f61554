import { sql } from 'kysely'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { suggest } from './make-suggestions.server.ts'
import { wordsInCommon } from './near-points.server.ts'
import { hitRateOf, isOff, settleSuggestions } from './settle-suggestions.server.ts'
import { rateInWords, type HitRate } from './suggested-value.ts'

/** How many words and numbers say why. */
const MOST_WORDS = 3
const MOST_NUMBERS = 2
/** A suggestion that was made longer ago is made anew: colleagues settled points meanwhile. */
const FRESH_MS = 15 * 60_000

export type SuggestionView = {
  pointId: string
  /** What is suggested, with why; null when nothing is. */
  suggested: {
    theme: string
    /** Numbers of the nearest points, how many more there are, and the words that they share. */
    numbers: string[]
    more: number
    words: string[]
  } | null
  /** How often it is right, in words; '' when that is not known yet. */
  rate: string
  /** It is switched off, since it was right too seldom or an official had enough of it. */
  off: HitRate | null
}

/**
 * What the nearest points that officials settled suggest for an open point that has no theme. It is made when a job did not yet, and
 * noted as shown: from then on what becomes of it counts. Null when there is nothing to suggest and nothing to say.
 */
export async function suggestionFor(
  db: Db,
  process: Process,
  pointId: string,
  now: Date,
): Promise<SuggestionView | null> {
  if (!processAllows.answer(process.state)) return null
  const { municipalityId, id: processId } = process
  const work = await db
    .selectFrom('pointWork')
    .select(['themeId', 'isPublic'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  if (!work || work.isPublic || work.themeId !== null) return null
  if (await isOff(db, process, 'theme'))
    return { pointId, suggested: null, rate: '', off: await hitRateOf(db, process, 'theme') }
  const shown = await inTransaction(db, async (trx) => {
    await settleSuggestions(trx, process, now)
    const stored = await trx
      .selectFrom('suggestion')
      .select('madeAt')
      .where('municipalityId', '=', municipalityId)
      .where('pointId', '=', pointId)
      .where('kind', '=', 'theme')
      .executeTakeFirst()
    if (!stored || now.getTime() - stored.madeAt.getTime() > FRESH_MS) await suggest(trx, process, pointId, now)
    const { rows } = await sql<{ theme: string; likePoints: string[] }>`
      update suggestion set shown_at = coalesce(shown_at, ${now})
      from theme
      where suggestion.municipality_id = ${municipalityId} and point_id = ${pointId} and kind = 'theme' and outcome is null
        and theme.municipality_id = suggestion.municipality_id and theme.process_id = suggestion.process_id and theme.id = value
      returning theme.name as theme, like_points`.execute(trx)
    return rows[0]
  })
  if (!shown) return null
  const text = (await insideWords(db, process, [pointId])).get(pointId)?.words ?? ''
  const numbers = await numbersOf(db, municipalityId, shown.likePoints)
  return {
    pointId,
    suggested: {
      theme: shown.theme,
      numbers,
      more: shown.likePoints.length - numbers.length,
      words: await wordsInCommon(db, process, pointId, { others: shown.likePoints, most: MOST_WORDS, text }),
    },
    rate: rateInWords(await hitRateOf(db, process, 'theme')),
    off: null,
  }
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
