import { pointPath } from '#app/features/answers/point-path.ts'
import type { ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import { changedWords, type ChangedPart } from '#app/features/plans/versions/changed-words.ts'
import { diffSides } from '#app/features/plans/versions/diff-sides.ts'
import { paragraphsInWords } from '#app/features/plans/versions/paragraphs-in-words.ts'
import type { GoneMark, PlanMark, PlanMarks } from '#app/features/plans/versions/plan-marks.ts'
import { newSentences } from '#app/features/plans/versions/sentence-diff.ts'
import { versionNames } from '#app/features/plans/versions/version-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { changePath } from './changed-address.ts'
import { partsOf } from './changed-parts.ts'
import { placesOf } from './place-changes.ts'
import { publicChanges, type PublicChange, type PublicChanges } from './public-changes.server.ts'
import { whyInShort } from './why.ts'

type Asked = {
  /** Shows old words and gone paragraphs in the text. */
  isOldShown: boolean
  /** The number of the point that a reader comes from; null for none. */
  point: string | null
  /** Only of the chapter with this number; of the whole plan when it is left out. */
  chapter?: string
}

const said: Record<Exclude<ChangeKind, 'unchanged'>, string> = {
  ...{ edited: 'veranderd', new: 'nieuw', gone: 'vervallen' },
  ...{ moved: 'verplaatst', split: 'gesplitst', merged: 'samengevoegd' },
}

/** What stands beside the paragraphs of the version that people read since the first one; null while they read that one. */
export async function planMarks(
  db: Db,
  process: ProcessRef & { slug: string },
  asked: Asked,
): Promise<PlanMarks | null> {
  const found = await publicChanges(db, process)
  if (!found) return null
  const parts = partsOf(found)
  const pointId = [...found.askers].find(([, { number }]) => number !== null && number === asked.point)?.[0]
  const marks: PlanMarks = {
    ...{ of: {}, before: {}, behind: {}, sections: sectionCounts(found), isOldShown: asked.isOldShown },
    from:
      asked.point !== null && pointId
        ? { number: asked.point, href: pointPath(process.slug, asked.point), paragraphs: [] }
        : null,
  }
  for (const change of found.changes) {
    if (asked.chapter !== undefined && change.chapter.number !== asked.chapter) continue
    const { olds, news, moved } = parts(change)
    const isHit = pointId !== undefined && change.reason.points.some(({ id }) => id === pointId)
    if (isHit) marks.from?.paragraphs.push(...news.map(({ number }) => number))
    const shared = { href: changePath(process.slug, change), why: whyInShort(change.why) }
    Object.assign(
      marks.of,
      marksOf(change, { olds, news, moved }, { ...shared, first: versionNames[found.old.plan.kind] }, (text) =>
        isHit ? hitOf(process.slug, found, change, asked.point ?? '', text) : null,
      ),
    )
  }
  placeGone(process.slug, found, asked.chapter, marks)
  return marks
}

type Parts = { olds: ChangedPart[]; news: ChangedPart[]; moved: boolean }

/** The mark of each new paragraph of a change. What a split left out is shown below its last piece. */
function marksOf(
  { kind }: PublicChange,
  { olds, news, moved }: Parts,
  shared: { href: string; why: string; first: string },
  hitIn: (words: { old: string; now: ChangedPart }) => PlanMark['hit'],
): Record<string, PlanMark> {
  const words = changedWords({ kind, olds, news, moved })
  const { first, ...links } = shared
  const sides = news.length > 1 ? diffSides(textsOf(olds), textsOf(news)) : null
  return Object.fromEntries(
    news.map((part, at) => {
      const isLast = at === news.length - 1
      const pieces = news.length > 1 ? (sides?.pieces?.now[at] ?? null) : words.pieces
      const isShort = words.isSame || kind === 'new'
      const isAllNew = kind === 'new' && part.kind !== 'table' && part.kind !== 'figure'
      const mark: PlanMark = {
        bar: kind === 'new' ? 'new' : words.isSame ? 'moved' : 'changed',
        ...{ says: said[kind], ...links },
        pieces: isAllNew ? [{ kind: 'new', text: part.text }] : isShort ? null : pieces,
        olds: !isShort && isLast && (pieces === null || news.length > 1) ? olds : [],
        was:
          olds.length === 0
            ? ''
            : `In het ${first} stond dit in ${paragraphsInWords(olds.map(({ number }) => String(number)))}.`,
        hit: hitIn({ old: textsOf(olds).join('\n'), now: part }),
      }
      return [part.id, mark]
    }),
  )
}

const textsOf = (parts: readonly ChangedPart[]) => parts.map(({ text }) => text)

function hitOf(
  slug: string,
  { askers }: PublicChanges,
  { reason }: PublicChange,
  own: string,
  { old, now }: { old: string; now: ChangedPart },
): PlanMark['hit'] {
  return {
    sentences: now.html === null && now.kind !== 'table' && now.kind !== 'list' ? newSentences(old, now.text) : null,
    points: reason.points.flatMap(({ id }) => {
      const number = askers.get(id)?.number
      return number && number !== own ? [{ number, href: pointPath(slug, number) }] : []
    }),
  }
}

/** Puts paragraphs that are gone where they stood: behind the one before them, or before the first one of their chapter. */
function placeGone(slug: string, found: PublicChanges, only: string | undefined, marks: PlanMarks): void {
  const byLine = new Map(found.changes.flatMap((change) => change.lines.map((line) => [line, change] as const)))
  const places = placesOf(found.now.plan)
  const parts = partsOf(found)
  const firstOf = new Map<string, string>()
  for (const [id, { chapter }] of places) if (!firstOf.has(chapter.lineageId)) firstOf.set(chapter.lineageId, id)
  let last: string | null = null
  for (const line of found.lines) {
    if (line.to !== null) last = found.now.paragraphs[line.to]?.id ?? last
    const change = byLine.get(line)
    if (line.kind !== 'gone' || !change || (only !== undefined && change.chapter.number !== only)) continue
    const [part] = parts({ lines: [line] }).olds
    if (!part) continue
    const gone: GoneMark = {
      ...{ part, why: whyInShort(change.why), href: changePath(slug, change) },
      says: `Hier stond alinea ${part.number} van het ${versionNames[found.old.plan.kind]}.`,
    }
    const isHere = last !== null && places.get(last)?.chapter.lineageId === change.chapter.lineageId
    const first = firstOf.get(change.chapter.lineageId)
    if (last !== null && (isHere || first === undefined)) (marks.behind[last] ??= []).push(gone)
    else if (first !== undefined) (marks.before[first] ??= []).push(gone)
  }
}

/** Each change counts at its heading and at all headings above that. */
function sectionCounts(found: PublicChanges): Record<string, number> {
  const counts: Record<string, number> = {}
  const places = placesOf(found.now.plan)
  for (const { lines, chapter } of found.changes) {
    const to = Math.min(...lines.map((line) => line.to ?? Infinity))
    const number = places.get(found.now.paragraphs[to]?.id ?? '')?.section.number ?? chapter.number
    const above = number.split('.').map((_, at, all) => all.slice(0, at + 1).join('.'))
    for (const each of above) counts[each] = (counts[each] ?? 0) + 1
  }
  return counts
}
