import type { LocalDate } from '#app/local-date.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { ProcessState } from './process.ts'
import { termOfRound } from './resident-rounds.ts'
import type { RoadStep } from './road.ts'

type DatedProcess = {
  state: ProcessState
  decidingBody: string
  decidedOn: LocalDate | null
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
  answeredAt: Date | null
  answersExpected: string
}

type PlanDays = {
  /** The days on which a revised plan came online. */
  revisedOn?: readonly LocalDate[]
  adoption?: { body: string; decidedOn: LocalDate } | null
}

/** The days of a process that residents ask for, in order; what is not known stays away. */
export function importantDays(
  process: DatedProcess,
  steps: readonly RoadStep[],
  { revisedOn = [], adoption = null }: PlanDays = {},
): { what: string; when: string }[] {
  const { decidingBody, decidedOn, startsOn, lastDay, answeredAt, answersExpected } = process
  const second = termOfRound(process, 'secondInspraak')
  const answers =
    process.state === 'answered' && answeredAt
      ? { what: 'Antwoorden op alle reacties', when: formatDate(today(answeredAt)) }
      : { what: 'Antwoorden op alle reacties, verwacht', when: answersExpected }
  const isWithdrawn = process.state === 'withdrawn'
  return [
    {
      what: `${decidingBody ? asStart(decidingBody) : 'De gemeente'} geeft het plan vrij`,
      when: decidedOn ? formatDate(decidedOn) : '',
    },
    { what: 'Eerste dag om te reageren', when: startsOn ? formatDate(startsOn) : '' },
    { what: 'Laatste dag om te reageren', when: lastDay ? `${formatDate(lastDay)}, tot middernacht` : '' },
    ...revisedOn.map((day) => ({ what: 'Het aangepaste plan staat online', when: formatDate(day) })),
    { what: 'Eerste dag om te reageren, tweede keer', when: second ? formatDate(second.startsOn) : '' },
    {
      what: 'Laatste dag om te reageren, tweede keer',
      when: second ? `${formatDate(second.lastDay)}, tot middernacht` : '',
    },
    ...(isWithdrawn ? [] : [answers]),
    ...(adoption
      ? [{ what: `${asStart(adoption.body)} stelt het plan vast`, when: formatDate(adoption.decidedOn) }]
      : []),
    ...steps
      .filter(({ kind }) => kind === 'decision' && !isWithdrawn && !adoption)
      .map(({ title, when }) => ({ what: title, when })),
  ].filter(({ when }) => when !== '')
}

/** A name as the start of a sentence: "het college" becomes "Het college". */
export function asStart(name: string): string {
  const [first = '', ...rest] = name
  return first.toLocaleUpperCase('nl') + rest.join('')
}
