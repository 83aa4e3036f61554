import { candidatesFor } from './alike-parts.ts'
import { heldBy, joined, similarity } from './similarity.ts'
import { freeOf, range, type Matching, type Side } from './matching.ts'

/** Parts that were split, and parts that were merged: the same thing seen from the other side. */

/** How much of a piece has to stand in the whole that it belongs to. */
const HELD = 0.6
/** How much more alike the whole has to become to all its pieces together by a piece that joins. */
const GAIN = 0.04
/** A piece of which more stands in the whole is sure, when all pieces together are alike enough. */
const SURELY_HELD = 0.8
const SURELY_WHOLE = 0.75
/** From here on all pieces together are the whole, also those that by themselves were doubtful. */
const AS_GOOD_AS_EQUAL = 0.9

/** Gives what is left to the text that it was split from or merged into. Pieces beside another piece of that text come first. */
export function takePieces(match: Matching): void {
  for (const onlyNext of [true, false]) {
    takeInto(match, match.new, match.old, onlyNext, {
      give: (to, from, doubtful) => match.give(from, to, doubtful),
      settle: (to, from) => match.settle(from, to),
    })
    takeInto(match, match.old, match.new, onlyNext, match)
  }
}

function takeInto(
  { weigh }: Matching,
  pieces: Side,
  wholes: Side,
  onlyNext: boolean,
  doing: {
    give: (piece: number, whole: number, doubtful: boolean) => void
    settle: (piece: number, whole: number) => void
  },
): void {
  const changed = range(0, wholes.keys.length).filter((at) => {
    const matches = wholes.matches[at] ?? []
    return matches.length > 0 && matches.every((piece) => pieces.keys[piece] !== wholes.keys[at])
  })
  for (const [piece, candidates] of candidatesFor(pieces, freeOf(pieces), wholes, changed, weigh)) {
    let best: { whole: number; gain: number; after: number; doubtful: boolean } | null = null
    for (const whole of candidates) {
      const others = wholes.matches[whole] ?? []
      // What was merged and split at once can't be told from what was rewritten.
      if (others.some((other) => (pieces.matches[other]?.length ?? 0) > 1)) continue
      const isNext = isNextTo(others, piece) && (wholes.keys[whole] ?? '').includes(pieces.keys[piece] ?? '')
      if (onlyNext && !isNext) continue
      const held = heldBy(pieces.bag(piece), wholes.bag(whole), weigh)
      if (held < HELD) continue
      const bags = others.map((other) => pieces.bag(other))
      const before = similarity(wholes.bag(whole), joined(bags), weigh)
      const after = similarity(wholes.bag(whole), joined([...bags, pieces.bag(piece)]), weigh)
      const gain = after - before
      if ((gain < GAIN && !isNext) || (best && best.gain >= gain)) continue
      best = { whole, gain, after, doubtful: !isNext && (held < SURELY_HELD || after < SURELY_WHOLE) }
    }
    if (!best) continue
    const { whole, after, doubtful } = best
    doing.give(piece, whole, doubtful)
    if (after >= AS_GOOD_AS_EQUAL) for (const other of wholes.matches[whole] ?? []) doing.settle(other, whole)
  }
}

const isNextTo = (places: readonly number[], at: number) => places.some((place) => Math.abs(place - at) === 1)
