import { takeAlike } from './alike-parts.ts'
import { doubtCopies, takeEqual } from './equal-parts.ts'
import { startMatching, type ComparedPart } from './matching.ts'
import { takePieces } from './split-parts.ts'

/**
 * That a part of a new version comes from one of the version before it, by their positions. A part with two origins was merged, an origin of
 * two parts was split, a part without an origin is new. `doubtful` says that an official has to look.
 */
export type Origin = { from: number; to: number; doubtful: boolean }

/** Matches the parts of two versions, each in reading order; the time it takes goes by how much differs. */
export function matchVersions(olds: readonly ComparedPart[], news: readonly ComparedPart[]): Origin[] {
  const match = startMatching(olds, news)
  takeEqual(match)
  takeAlike(match)
  takePieces(match)
  doubtCopies(match)
  return match.new.matches.flatMap((origins, to) =>
    [...origins].sort((one, other) => one - other).map((from) => ({ from, to, doubtful: match.isDoubtful(from, to) })),
  )
}
