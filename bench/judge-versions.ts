import type { Origin } from '#app/features/plans/versions/match-versions.ts'
import type { Change, MadeParagraph } from './next-plan.ts'

/** Counts of a matching: new paragraphs in all, those with a wrong origin, doubtful ones, and wrong ones that were doubtful. */
export type Judged = {
  paragraphs: number
  wrong: number
  doubtful: number
  wrongAndDoubtful: number
  kinds: Record<Change, { made: number; found: number; right: number }>
}

const changes: Change[] = ['same', 'edited', 'moved', 'merged', 'split', 'new']

/** Compares what was found with what the script did. A paragraph is right when exactly its own origins were found. */
export function judgeVersions(
  olds: readonly string[],
  made: readonly MadeParagraph[],
  origins: readonly Origin[],
): Judged {
  const ofNew = made.map((_, to) => origins.filter((origin) => origin.to === to))
  const pieces = new Map<number, number>()
  for (const { from } of origins) pieces.set(from, (pieces.get(from) ?? 0) + 1)
  const kinds = Object.fromEntries(changes.map((kind) => [kind, { made: 0, found: 0, right: 0 }])) as Judged['kinds']
  const judged: Judged = { paragraphs: made.length, wrong: 0, doubtful: 0, wrongAndDoubtful: 0, kinds }
  made.forEach(({ text, from, change }, to) => {
    const found = ofNew[to] ?? []
    const isRight = found.map((origin) => origin.from).join() === [...from].sort((one, other) => one - other).join()
    const isDoubtful = found.some(({ doubtful }) => doubtful)
    judged.wrong += Number(!isRight)
    judged.doubtful += Number(isDoubtful)
    judged.wrongAndDoubtful += Number(!isRight && isDoubtful)
    kinds[change].made += 1
    kinds[change].right += Number(isRight)
    // What moved has the words that it had; that it stands elsewhere is counted with what is the same.
    const [only, ...more] = found
    const kind: Change = !only
      ? 'new'
      : more.length > 0
        ? 'merged'
        : (pieces.get(only.from) ?? 0) > 1
          ? 'split'
          : olds[only.from] === text
            ? change === 'moved'
              ? 'moved'
              : 'same'
            : 'edited'
    kinds[kind].found += 1
  })
  return judged
}

/** All counts together. */
export function together(all: readonly Judged[]): Judged {
  const sum = (of: (judged: Judged) => number) => all.reduce((total, judged) => total + of(judged), 0)
  const kinds = Object.fromEntries(
    changes.map((kind) => [
      kind,
      {
        made: sum(({ kinds }) => kinds[kind].made),
        found: sum(({ kinds }) => kinds[kind].found),
        right: sum(({ kinds }) => kinds[kind].right),
      },
    ]),
  ) as Judged['kinds']
  return {
    paragraphs: sum(({ paragraphs }) => paragraphs),
    wrong: sum(({ wrong }) => wrong),
    doubtful: sum(({ doubtful }) => doubtful),
    wrongAndDoubtful: sum(({ wrongAndDoubtful }) => wrongAndDoubtful),
    kinds,
  }
}

/** Parts of one with three decimals: of all paragraphs, and for each kind what of the found was right and what of the made was found. */
export function sharesOf({ paragraphs, wrong, doubtful, wrongAndDoubtful, kinds }: Judged) {
  const part = (some: number, all: number) => (all === 0 ? 1 : Math.round((some / all) * 1000) / 1000)
  return {
    right: part(paragraphs - wrong, paragraphs),
    doubtful: part(doubtful, paragraphs),
    ofWrongDoubtful: part(wrongAndDoubtful, wrong),
    kinds: Object.fromEntries(
      changes.map((kind) => {
        const { made, found, right } = kinds[kind]
        return [kind, { precision: part(Math.min(right, found), found), recall: part(right, made) }]
      }),
    ),
  }
}
