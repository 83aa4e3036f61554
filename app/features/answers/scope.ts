import { questionInWords, questionKey } from '#app/features/points/question-words.ts'

/** What one answer is about: a point, all under one question, all that someone gave, or points of several contributors. */
export const answerScopes = ['point', 'question', 'contribution', 'theme'] as const
export type AnswerScope = (typeof answerScopes)[number]

type Asked = { number: number | null; printedNumber: number | null; heading: string }

/** A point of a contribution, with the question it was given under; null when it was given freely. */
export type ScopedPoint = { id: string; question: Asked | null }

/** The points that an answer to this point covers: those of the same question, or all of the contribution. */
export function pointsInScope<Point extends ScopedPoint>(
  scope: AnswerScope,
  of: Point,
  points: readonly Point[],
): Point[] {
  if (scope === 'contribution') return [...points]
  const key = of.question && questionKey(of.question)
  if (scope === 'question' && key !== null)
    return points.filter(({ question }) => question !== null && questionKey(question) === key)
  return [of]
}

/** Which points get an answer that is given to one of them: what has an answer of its own keeps it. */
export function pointsToAnswer(
  scope: AnswerScope,
  pointId: string,
  points: readonly (ScopedPoint & { isAnswered: boolean })[],
  { others, shared }: { others: readonly string[]; shared: readonly string[] },
): { pointIds: string[]; scope: AnswerScope } {
  const point = points.find(({ id }) => id === pointId)
  const within = point ? pointsInScope(scope, point, points).map(({ id }) => id) : [pointId]
  const own = points
    .filter(({ id, isAnswered }) => within.includes(id) && (!isAnswered || shared.includes(id)))
    .map(({ id }) => id)
  const elsewhere = others.filter((id) => !within.includes(id))
  const pointIds = [...new Set([pointId, ...own, ...elsewhere])]
  return { pointIds, scope: elsewhere.length > 0 ? 'theme' : scope === 'theme' ? 'point' : scope }
}

/** The points under the question to which the contributor gave this number, whatever number it has on the list. */
export function pointsUnderPrinted<Point extends ScopedPoint>(
  printedNumber: number,
  points: readonly Point[],
): Point[] {
  return points.filter(
    ({ question }) => question !== null && (question.printedNumber ?? question.number) === printedNumber,
  )
}

/**
 * What an answer to a point can be said to be about, with how many points that covers; nothing where there is no choice.
 * `theme` is that of the point, with how many points of the process have it and are not answered otherwise.
 */
export function offeredScopes(
  pointId: string,
  points: readonly ScopedPoint[],
  theme: { name: string; open: number } | null = null,
): { scope: AnswerScope; label: string; count: number }[] {
  const point = points.find(({ id }) => id === pointId)
  const themed = theme !== null && theme.open > 1
  if (!point || (points.length < 2 && !themed)) return []
  const count = (scope: AnswerScope) => pointsInScope(scope, point, points).length
  const question = point.question && questionInWords(point.question)
  return [
    { scope: 'point', label: 'Alleen dit punt', count: 1 },
    ...(question && points.length > 1
      ? [{ scope: 'question' as const, label: `Alles onder ${question}`, count: count('question') }]
      : []),
    ...(points.length > 1
      ? [{ scope: 'contribution' as const, label: 'Alles wat deze indiener gaf', count: count('contribution') }]
      : []),
    ...(themed
      ? [{ scope: 'theme' as const, label: `Alle open punten met het thema ${theme.name}`, count: theme.open }]
      : []),
  ]
}

/** What an answer is about, in Dutch: 'over wat onder vraag 3 (vraag 4 van de lijst) staat'. `theme` is the one that all its points have. */
export function scopeInWords(scope: AnswerScope, question: Asked | null, theme: string | null = null): string {
  if (scope === 'contribution') return 'over alles wat deze indiener gaf'
  if (scope === 'theme')
    return theme === null ? 'over meer punten samen' : `over meer punten samen, met het thema ${theme}`
  if (scope === 'question' && question) return `over wat onder ${questionInWords(question)} staat`
  return 'over dit punt'
}
