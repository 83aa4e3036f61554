/**
 * What a request is: someone who sends something or is on the way to it, someone who reads, the officials, council members
 * and partners who work here, or someone who says to be one of those, of whom this process did not see it yet.
 */
export type Kind = 'sending' | 'reading' | 'staff' | 'entering'

type Room<Who extends string> = {
  /** How many may be answered at once. */
  atOnce: number
  /** How many of each kind may wait for that, the first kind before the next, and how many of it may be answered at once. */
  waiting: readonly { kind: Who; most: number; inside?: number }[]
}

/**
 * How much may be asked of one process at once. A page takes 1 to 7 ms of the processor, and only one is computed at a
 * time: what these numbers let in is computed within two seconds, on a machine that has its processor for itself. On a
 * slower one people wait no longer: they are refused.
 */
export const rooms: readonly Room<Kind>[] = [
  {
    // As many as visitors have connections to the database: more would only wait for each other.
    atOnce: 16,
    // Whoever sends goes before whoever reads.
    waiting: [
      // A step of a reaction takes 2 to 3 ms: whoever comes last waits less than a second.
      { kind: 'sending', most: 300 },
      // A page that is not in memory takes up to 7 ms: these add at most half a second. Whoever asks the database hard
      // questions holds a place for longer, so some places are never for readers, nor the connections that go with them.
      { kind: 'reading', most: 60, inside: 12 },
    ],
  },
  {
    // Staff have a room of their own, which no flood of residents fills. A file that takes long to read holds a place,
    // so there are more places than a working day needs.
    atOnce: 16,
    waiting: [
      { kind: 'staff', most: 100 },
      // Anyone can make up a session: who does takes the places of nobody whose session was looked at before.
      { kind: 'entering', most: 100, inside: 8 },
    ],
  },
]

/** Whoever waited this long hears that it is busy: what waits longer is sent again by impatient people. */
const PATIENCE_MS = 1000

/** A request has it; asking for its signal costs something, so it is asked only of who has to wait. */
export type Visitor = { readonly signal: AbortSignal }

/**
 * Waits for a place, and gives the function that leaves it; calling that twice does no harm. Null when there are too
 * many already, when it took too long, or when the visitor left meanwhile.
 */
type Enter<Who extends string> = (kind: Who, visitor: Visitor) => Promise<(() => void) | null>

export type Admission = { enter: Enter<Kind> }

/** Lets a limited number of requests in at once, and a limited number wait for a limited time. */
export function admission({ of = rooms, patienceMs = PATIENCE_MS } = {}): Admission {
  const entrances = of.flatMap((room) => {
    const enter = entranceOf(room, patienceMs)
    return room.waiting.map(({ kind }): [Kind, typeof enter] => [kind, enter])
  })
  const byKind = new Map(entrances)
  return {
    async enter(kind, visitor) {
      const enter = byKind.get(kind)
      if (!enter) throw new Error(`no room is for ${kind}`)
      return enter(kind, visitor)
    },
  }
}

/** Lets so many in at once, in order of arrival within their kind; who waits longer than `patienceMs` is refused. */
export function entranceOf<Who extends string>({ atOnce, waiting }: Room<Who>, patienceMs: number): Enter<Who> {
  let free = atOnce
  const lines = waiting.map(({ kind, most, inside = atOnce }) => ({
    kind,
    most,
    mayEnter: inside,
    line: new Set<() => void>(),
  }))
  type Line = (typeof lines)[number]
  const enter = (own: Line) => {
    free--
    own.mayEnter--
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      free++
      own.mayEnter++
      const [next] = lines.find(({ line, mayEnter }) => line.size > 0 && mayEnter > 0)?.line ?? []
      next?.()
    }
  }
  return async (kind, visitor) => {
    const own = lines.find((one) => one.kind === kind)
    if (!own) return null
    if (free > 0 && own.mayEnter > 0) return enter(own)
    if (own.line.size >= own.most) return null
    const { line } = own
    const { signal } = visitor
    if (signal.aborted) return null
    return new Promise((resolve) => {
      const end = (leave: (() => void) | null) => {
        line.delete(comeIn)
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        resolve(leave)
      }
      const comeIn = () => end(enter(own))
      const giveUp = () => end(null)
      const timer = setTimeout(giveUp, patienceMs)
      signal.addEventListener('abort', giveUp)
      line.add(comeIn)
    })
  }
}
