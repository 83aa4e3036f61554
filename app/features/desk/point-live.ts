/** What a screen at which a point is open follows. */
export type PointLive = {
  /** Grows with time: of two the later one is shown. */
  version: number
  /** Everyone who has it open, the reader too. */
  people: { id: string; name: string; isWriting: boolean }[]
  /** The answer that is stored now; null for none. */
  answer: { mark: string; by: string | null } | null
  /** How many notes there are. */
  notes: number
  /** When the work on it last changed, in milliseconds. */
  changedAt: number
}

/** Who else is there, in Dutch; '' when nobody is. Who writes is named first. */
export function othersInWords(people: PointLive['people'], ownId: string): string {
  const others = people.filter(({ id }) => id !== ownId)
  const writing = others.filter(({ isWriting }) => isWriting).map(({ name }) => name)
  if (writing.length > 0)
    return `${list(writing)} ${writing.length === 1 ? 'schrijft' : 'schrijven'} ook aan dit antwoord.`
  const reading = others.map(({ name }) => name)
  if (reading.length === 0) return ''
  return `${list(reading)} ${reading.length === 1 ? 'heeft' : 'hebben'} dit punt ook open.`
}

const list = (names: readonly string[]) => new Intl.ListFormat('nl-NL').format(names)
