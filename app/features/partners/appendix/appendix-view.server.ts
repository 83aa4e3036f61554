import { contributorKindLabels, isPerson } from '#app/features/contributions/contributor-kind.ts'
import { headingAddresses } from '#app/features/plans/versions/where-words-went.server.ts'
import { linkInWords } from '#app/features/answers/public-point.ts'
import { dispositionOf, dispositions, type Decision, type Disposition } from '#app/features/points/disposition.ts'
import type { PublicForm } from '#app/features/points/public-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { readAppendix } from './read-appendix.server.ts'
import type { AppendixContributor, AppendixPoint } from './appendix.ts'

export type AppendixView = {
  slug: string
  title: string
  /** How many points there are, and how many have no answer yet. */
  points: number
  open: number
  /** Of each disposition that was given how many points have it, in the order in which they are listed. */
  counts: { disposition: Disposition; count: number }[]
  /** Whether someone speaks for nobody but themselves, or for a family. */
  hasPersons: boolean
  contributors: { anchor: string; name: string; about: string; points: number; rows: AppendixAnswerRow[] }[]
}

/** Consecutive points with the same answer, under their questions. */
export type AppendixAnswerRow = {
  key: string
  blocks: {
    key: string
    question: string
    points: { id: string; number: string; words: string; form: PublicForm; theme: string | null }[]
  }[]
  answer: {
    disposition: Decision
    reply: string
    forwardedTo: string
    /** What it is about, when that is more than a point; '' otherwise. */
    scopeWords: string
    /** Places in the plan; without an address while that is not public. */
    links: { href: string | null; label: string }[]
  } | null
}

/** What partners gave and what was done with it, as the page shows it. */
export async function appendixView(
  db: Db,
  process: ProcessRef & { publishedAt: Date | null; releasedAt: Date | null; slug: string; title: string },
): Promise<AppendixView> {
  const input = await readAppendix(db, process)
  const answers = input.flatMap(({ questions }) =>
    questions.flatMap(({ points }) => points.map(({ answer }) => answer)),
  )
  const hrefOf = await headingAddresses(
    db,
    process,
    answers.flatMap((answer) => answer?.sections.map(({ id }) => id) ?? []),
  )
  return {
    ...{ slug: process.slug, title: process.title },
    ...{ points: answers.length, open: answers.filter((answer) => answer === null).length },
    counts: dispositions
      .map((disposition) => ({
        disposition,
        count: answers.filter((answer) => answer && dispositionOf(answer.disposition) === disposition).length,
      }))
      .filter(({ count }) => count > 0),
    hasPersons: input.some(({ kind }) => isPerson(kind)),
    contributors: input.map(({ id, number, name, kind, role, questions }) => ({
      ...{
        anchor: `indiener-${number ?? id}`,
        name,
        about: role || (kind === 'organisation' ? '' : contributorKindLabels[kind]),
      },
      points: questions.reduce((sum, { points }) => sum + points.length, 0),
      rows: rowsOf(questions, (point) => answerOf(point, hrefOf)),
    })),
  }
}

type ShowAnswer = (point: AppendixPoint) => AppendixAnswerRow['answer']

/** A row per answer: consecutive points that share an answer are in one row, so that nobody reads it twice. */
function rowsOf(questions: AppendixContributor['questions'], show: ShowAnswer): AppendixAnswerRow[] {
  const rows: (AppendixAnswerRow & { answerId: string | null })[] = []
  for (const [at, question] of questions.entries()) {
    for (const point of question.points) {
      const answerId = point.answer?.id ?? null
      const last = rows.at(-1)
      const row =
        last && answerId !== null && last.answerId === answerId
          ? last
          : { key: point.id, answerId, blocks: [], answer: show(point) }
      if (row !== last) rows.push(row)
      const key = `${at}`
      const there = row.blocks.at(-1)
      const block = there?.key === key ? there : { key, question: question.words, points: [] }
      if (block !== there) row.blocks.push(block)
      block.points.push({
        id: point.id,
        number: point.number,
        words: point.words,
        form: point.form,
        theme: point.theme,
      })
    }
  }
  return rows.map(({ answerId: _, ...row }) => row)
}

function answerOf(
  { answer }: AppendixPoint,
  hrefOf: (sectionId: string) => string | null,
): AppendixAnswerRow['answer'] {
  if (!answer) return null
  const { disposition, reply, forwardedTo, scopeWords, sections } = answer
  return {
    ...{ disposition, reply, forwardedTo, scopeWords },
    links: sections.map((section) => ({ href: hrefOf(section.id), label: linkInWords(section) })),
  }
}
