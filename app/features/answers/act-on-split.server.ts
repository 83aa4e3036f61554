import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { changePoint, joinToPreviousPoint } from '#app/features/points/change-point.server.ts'
import { finishSplit, reopenSplit } from '#app/features/points/finish-split.server.ts'
import { markNonPoint, unmarkNonPoint } from '#app/features/points/mark-non-point.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { marksOf } from '#app/features/points/queries.server.ts'
import { sentences, type QuotedRange } from '#app/features/points/quoted-range.ts'
import { readingLines, stretchOf } from '#app/features/points/reading-pieces.ts'
import { removePoint } from './remove-point.server.ts'
import type { SplitForm } from '#app/features/points/split.schema.ts'
import { openSuggestions } from '#app/features/points/split-view.server.ts'

/** What was done, in words, and the point that it was about. */
type SplitOutcome = { said: string; pointId?: string; isFinished?: boolean }

/** Does what a form of the screen to split asks. Throws what the acts throw. */
export async function actOnSplit(
  db: Db,
  by: Doer,
  process: Process,
  contributionId: string,
  form: SplitForm,
  now: Date,
): Promise<SplitOutcome> {
  const here = { process, contributionId }
  const { intent, ranges, summary, seenSummary, themeId, pointId } = form
  switch (intent) {
    case 'maak-punt': {
      const range = await oneStretch(db, process, contributionId, form)
      const point = await markPoint(db, by, { ...here, range }, now)
      return { said: `Punt ${point.number} is gemaakt.`, pointId: point.id }
    }
    case 'eigen-punt': {
      const point = await markPoint(db, by, { ...here, summary, themeId }, now)
      return { said: `Punt ${point.number} is gemaakt.`, pointId: point.id }
    }
    case 'voeg-bij': {
      const { number } = await joinToPreviousPoint(
        db,
        by,
        { ...here, range: await oneStretch(db, process, contributionId, form) },
        now,
      )
      return { said: `Gevoegd bij punt ${number}.` }
    }
    case 'geen-punt':
      await markNonPoint(db, by, { ...here, ranges }, now)
      return { said: 'Dit is geen punt.' }
    case 'toch-open':
      await unmarkNonPoint(db, by, { ...here, ranges }, now)
      return { said: 'Dit staat weer open.' }
    case 'neem-voorstel':
    case 'een-punt':
      return takeSuggestion(db, by, process, contributionId, intent, now)
    case 'wijzig-punt':
      await changePoint(
        db,
        by,
        { process, pointId, summary, ...(seenSummary === null ? {} : { seenSummary }), themeId },
        now,
      )
      return { said: 'Het punt is gewijzigd.', pointId }
    case 'haal-weg':
    case 'haal-weg-zeker':
      await removePoint(db, by, { process, pointId, confirmed: intent === 'haal-weg-zeker' }, now)
      return { said: 'Het punt is weggehaald.' }
    case 'klaar':
    case 'toch-klaar':
      await finishSplit(db, by, { ...here, despiteOpen: intent === 'toch-klaar' }, now)
      return { said: 'De splitsing is klaar.', isFinished: true }
    case 'heropen':
      await reopenSplit(db, by, here, now)
      return { said: 'De splitsing is weer open.' }
  }
}

async function takeSuggestion(
  db: Db,
  by: Doer,
  process: Process,
  contributionId: string,
  how: 'neem-voorstel' | 'een-punt',
  now: Date,
) {
  const { text } = await contributionOf(db, process, contributionId)
  const { points, nonPoints } = await marksOf(db, process, contributionId)
  const items = (await itemsOf(db, process, [contributionId])).get(contributionId) ?? []
  const open = openSuggestions(text, [...points.flatMap(({ range }) => range ?? []), ...nonPoints], items)
  const [first, last] = [open[0], open.at(-1)]
  if (!first || !last) throw new Refused('Dit voorstel is er niet meer.', 'stuk')
  const ranges = how === 'een-punt' ? [{ start: first.start, end: last.end }] : open
  const chosen = items.filter(({ kind }) => kind === 'choice' || kind === 'scale')
  await inTransaction(db, async (trx) => {
    for (const range of ranges) await markPoint(trx, by, { process, contributionId, range }, now)
    if (chosen.length > 0) await markNonPoint(trx, by, { process, contributionId, ranges: chosen }, now)
  })
  return { said: ranges.length === 1 ? 'Er is een punt gemaakt.' : `Er zijn ${ranges.length} punten gemaakt.` }
}

/** A selection is a stretch by itself; ticked sentences must follow on each other to be one. */
async function oneStretch(
  db: Db,
  process: Process,
  contributionId: string,
  { ranges, isSelection }: SplitForm,
): Promise<QuotedRange> {
  const [first] = ranges
  if (!first) throw new Refused('Kies eerst een zin of een stuk van de tekst.', 'stuk')
  if (isSelection || ranges.length === 1) return first
  const { text } = await contributionOf(db, process, contributionId)
  const lines = readingLines({ text, sentences: sentences(text), ...(await marksOf(db, process, contributionId)) })
  const stretch = stretchOf(ranges, lines)
  if (!stretch) throw new Refused('Kies zinnen die op elkaar volgen. Een punt is één stuk van de tekst.', 'stuk')
  return stretch
}
