/** How far the work on a point is in the middle of answering: some done, most under way, the rest not begun. */
import { usualDispositions, zipf } from './texts.ts'

type Random = () => number

export type Worked = {
  disposition: string | null
  /** Position among four steps; 5 when all are done. */
  step: number
  isReleased: boolean
  /** Which of the officials has it, by their place; null for nobody. */
  assignee: number | null
  /** Days from now; null without a date. */
  due: number | null
  changedSinceAnswer: boolean
}

const ANSWERED = 0.62
const ASSIGNED = 0.85

/** What came before the inspraak is released; of the rest, what is answered is somewhere on its way. */
export function howFar(round: string, theme: number, officials: number, random: Random): Worked {
  if (round !== 'inspraak')
    return {
      ...{ disposition: zipf(usualDispositions, random), step: 5, isReleased: true },
      ...{ assignee: theme % officials, due: null, changedSinceAnswer: false },
    }
  const isAnswered = random() < ANSWERED
  const step = isAnswered ? stepOf(random()) : 1
  return {
    disposition: isAnswered ? zipf(usualDispositions, random) : null,
    step,
    isReleased: step === 5 && random() < 0.7,
    assignee: random() < ASSIGNED ? theme % officials : null,
    due: step < 5 && random() < 0.8 ? Math.round(25 * random()) - 5 : null,
    changedSinceAnswer: isAnswered && random() < 0.005,
  }
}

const stepOf = (drawn: number) => (drawn < 0.1 ? 1 : drawn < 0.4 ? 2 : drawn < 0.6 ? 3 : drawn < 0.8 ? 4 : 5)

/** When a point went from each step to the next, as places in a list of so many moments, not before `from`. */
export function stepMoments(step: number, from: number, moments: number, random: Random): number[] {
  const at: number[] = []
  for (let done = 1, last = from; done < step; done++) {
    last += 1 + Math.floor(random() * Math.max(1, (moments - last) / (step - done) - 1))
    at.push(last)
  }
  return at
}

/** Half hours in which officials work between two moments: on weekdays, from nine to five. */
export function workedHours(from: Date, until: Date): Date[] {
  const moments: Date[] = []
  for (let at = from.getTime(); at < until.getTime(); at += 1_800_000) {
    const moment = new Date(at)
    const [day, hour] = [moment.getUTCDay(), moment.getUTCHours()]
    if (day > 0 && day < 6 && hour >= 8 && hour < 16) moments.push(moment)
  }
  return moments.length > 0 ? moments : [from]
}
