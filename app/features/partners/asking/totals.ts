import type { CountsTable } from './overview.ts'

/** A closed question in one of its versions, with what was chosen by each who answered that version. */
export type ChosenAnswers = {
  kind: 'choice' | 'scale'
  /** What could be chosen; of a scale the steps, from low to high. */
  options: readonly string[]
  /** One for each organisation, as it stands in its contribution. */
  chosen: readonly string[]
}

export type Total = {
  answered: number
  /** In the order of the question; behind them what was written in other words, as in a file that was read in. */
  counts: { label: string; count: number; isOther: boolean }[]
  /** Of a scale, in steps from 1: of those who chose a step. Null for a choice, and when nobody chose one. */
  mean: number | null
  median: number | null
}

/** How often each answer was chosen, and of a scale the mean and the median. */
export function totalOf({ kind, options, chosen }: ChosenAnswers): Total {
  const given = chosen.map((words) => words.trim())
  const amount = (label: string) => given.filter((words) => words === label).length
  const others = [...new Set(given.filter((words) => !options.includes(words)))]
  const steps = given
    .map((words) => options.indexOf(words) + 1)
    .filter((step) => step > 0)
    .sort((one, other) => one - other)
  const isScale = kind === 'scale' && steps.length > 0
  return {
    answered: given.length,
    counts: [
      ...options.map((label) => ({ label, count: amount(label), isOther: false })),
      ...others.map((label) => ({ label, count: amount(label), isOther: true })),
    ],
    mean: isScale ? steps.reduce((sum, step) => sum + step, 0) / steps.length : null,
    median: isScale ? middleOf(steps) : null,
  }
}

function middleOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  const [below = 0, above = 0] =
    sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]]
  return (below + above) / 2
}

const inDutch = (figure: number) => figure.toLocaleString('nl-NL', { maximumFractionDigits: 1 })

/** The outcome in a sentence: what most chose, or the mean and the median of a scale. */
export function totalInWords({ kind, options }: Pick<ChosenAnswers, 'kind' | 'options'>, total: Total): string {
  const { answered, counts, mean, median } = total
  if (answered === 0) return 'Nog niemand koos iets.'
  if (kind === 'scale' && mean !== null && median !== null)
    return `Gemiddeld ${inDutch(mean)} en mediaan ${inDutch(median)}, op een schaal van 1 (${options[0]}) tot ${options.length} (${options.at(-1)}).`
  const most = Math.max(...counts.map(({ count }) => count))
  const labels = counts.filter(({ count }) => count === most).map(({ label }) => label)
  if (labels.length > 1) return `Even vaak gekozen: ${labels.map((label) => `“${label}”`).join(' en ')}.`
  return `Het vaakst gekozen: “${labels[0]}”, door ${most} van de ${answered}.`
}

/** The totals of questions for a spreadsheet: a line for each answer that could be chosen. */
export function totalsTable(
  questions: readonly { number: number; version: number; heading: string; kind: string; total: Total }[],
): CountsTable {
  const columns = ['vraag', 'versie', 'tekst', 'soort', 'antwoord', 'aantal', 'beantwoord', 'gemiddelde', 'mediaan']
  const rows = questions.flatMap(({ number, version, heading, kind, total }) =>
    total.counts.map(({ label, count }) => [
      ...[number, version, heading, kind === 'scale' ? 'schaal' : 'keuze', label, count, total.answered],
      ...[total.mean, total.median].map((figure) => (figure === null ? '' : inDutch(figure))),
    ]),
  )
  return { columns, rows }
}

/** Answers for a spreadsheet: a line for each piece of an answer. */
export function answersTable(
  answers: readonly { name: string; number: number; version: number; heading: string; texts: readonly string[] }[],
): CountsTable {
  const rows = answers.flatMap(({ name, number, version, heading, texts }) =>
    texts.map((text) => [name, number, version, heading, text]),
  )
  return { columns: ['organisatie', 'vraag', 'versie', 'tekst', 'antwoord'], rows }
}
