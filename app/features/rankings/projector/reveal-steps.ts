/** One step of the projector: with it so many topics of the top are shown, those of this place last. */
export type RevealStep = { topics: number; place: number; names: string[] }

/** The steps of a reveal, from the last place of the top up. Topics on a shared place come together. */
export function revealSteps(rows: readonly { topic: string; place: number; inTop: boolean }[]): RevealStep[] {
  const top = rows.filter(({ inTop }) => inTop)
  const places = [...new Set(top.map(({ place }) => place))].sort((one, other) => other - one)
  return places.map((place) => ({
    place,
    topics: top.filter((row) => row.place >= place).length,
    names: top.filter((row) => row.place === place).map(({ topic }) => topic),
  }))
}

/** Where the projector stands between the steps, when so many topics are shown. */
export function revealAt(steps: readonly RevealStep[], revealed: number) {
  const shown = steps.filter(({ topics }) => topics <= revealed)
  const last = shown.at(-1) ?? null
  return {
    last,
    /** How many are shown after a step back; null when nothing is shown. */
    back: last && (shown.at(-2)?.topics ?? 0),
    next: steps.find(({ topics }) => topics > revealed) ?? null,
    /** How many are shown when everything is. */
    all: steps.at(-1)?.topics ?? 0,
  }
}
