import type { PhaseState, ProcessState } from '#app/features/processes/process.ts'
import { formatDate, today, type LocalDate } from '#app/local-date.ts'

export type NextStep = {
  title: string
  state: PhaseState
  /** The state in words, where "Klaar" would say nothing. */ says?: string
  when: string
  more: string
}

type Standing = {
  state: ProcessState
  lastDay: LocalDate
  answersExpected: string
  /** When the answers to this reaction became public; null before. */
  publishedAt: Date | null
}

/** The road of one reaction after it was sent, with what is done, what is now and what is to come. */
export function whatHappensNext(
  {
    receivedAt,
    mailed,
    decision,
  }: { receivedAt: Date; mailed: boolean; decision: { title: string; when: string } | null },
  process: Standing,
  now: Date,
): NextStep[] {
  const closed = today(now) > process.lastDay
  const answered = process.publishedAt !== null
  const withdrawn = process.state === 'withdrawn'
  const received: NextStep = {
    title: 'Uw reactie is binnen',
    state: 'done',
    says: 'Gelukt',
    when: formatDate(today(receivedAt)),
    more: '',
  }
  if (withdrawn) {
    return [
      received,
      {
        title: 'Het plan is ingetrokken',
        state: 'now',
        when: '',
        more: 'De gemeente gaat niet verder met dit plan. Uw reactie blijft bewaard.',
      },
    ]
  }
  const expected = process.answersExpected && `verwacht: ${process.answersExpected}`
  const reading: NextStep = {
    title: 'Wij lezen uw reactie',
    state: answered ? 'done' : 'now',
    when: '',
    more: answered ? '' : 'Wij kijken wat u vraagt of voorstelt. Elk punt krijgt een eigen antwoord.',
  }
  const lastDay: NextStep = {
    title: 'Laatste dag om te reageren',
    state: closed || answered ? 'done' : 'next',
    ...((closed || answered) && { says: 'Voorbij' }),
    when: formatDate(process.lastDay),
    more: closed || answered ? '' : 'Tot en met die dag kan iedereen reageren.',
  }
  return [
    received,
    // What is done stands before what is now: a road does not go back.
    ...(closed || answered ? [lastDay, reading] : [reading, lastDay]),
    {
      title: answered ? 'U hebt antwoord' : 'U krijgt antwoord',
      state: answered ? 'done' : 'next',
      when: process.publishedAt ? formatDate(today(process.publishedAt)) : expected,
      more: answered
        ? ''
        : `Op elk punt dat u noemt. ${mailed ? 'Wij mailen u als het antwoord klaar is.' : 'U leest het met uw code op Mijn reactie.'}`,
    },
    ...(decision
      ? [
          {
            title: decision.title,
            state: answered ? ('now' as const) : ('next' as const),
            when: decision.when,
            more: '',
          },
        ]
      : []),
  ]
}
