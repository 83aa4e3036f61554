import { formatDate, type LocalDate } from '#app/local-date.ts'
import type { ProcessDetails } from './process.schema.ts'
import { channelNoteField, phaseField, processDetails } from './process.schema.ts'
import { channelKinds, type ChannelKind } from './process.ts'
import { channelField } from './release-checklist.ts'

/** What each form of the editor may say: all of it in a draft, only texts that may be corrected after the release. */
export const detailsForm = {
  draft: processDetails.pick({
    title: true,
    question: true,
    summary: true,
    purposes: true,
    decidingBody: true,
    decidedOn: true,
  }),
  released: processDetails.pick({ question: true, summary: true, purposes: true }),
}
export const consultationForm = {
  draft: processDetails.pick({
    ...{ regime: true, termDays: true, noticeOn: true, onDisplayFrom: true },
    ...{ readingPlace: true, whoMayReact: true },
  }),
  released: processDetails.pick({ readingPlace: true, whoMayReact: true }),
}
export const nextStepsForm = processDetails.pick({ nextSteps: true, answersExpected: true })

export type FormTexts = Record<string, string>
type Details = { [Field in keyof ProcessDetails]: ProcessDetails[Field] }

const day = (date: LocalDate | null): string => (date === null ? '' : formatDate(date))

/** A stored process as its forms show it. */
export function textsOfProcess(process: Details): FormTexts {
  const { title, question, summary, purposes, decidingBody, decidedOn, regime, termDays, noticeOn, onDisplayFrom } =
    process
  const { readingPlace, whoMayReact, nextSteps, answersExpected } = process
  return {
    ...{ title, question, summary, decidingBody, readingPlace, whoMayReact, nextSteps, answersExpected },
    purposes: purposes.join('\n'),
    decidedOn: day(decidedOn),
    regime: regime ?? '',
    termDays: termDays === null ? '' : String(termDays),
    noticeOn: day(noticeOn),
    onDisplayFrom: day(onDisplayFrom),
  }
}

/** Stored channels as the form shows them. */
export function textsOfChannels(channels: readonly { kind: ChannelKind; address: string; note: string }[]): FormTexts {
  return Object.fromEntries(
    channelKinds.flatMap((kind) => {
      const channel = channels.find((each) => each.kind === kind)
      return [
        [channelField(kind), channel?.address ?? ''],
        [channelNoteField(kind), channel?.note ?? ''],
      ]
    }),
  )
}

/** A stored phase as a row of the form. */
export function rowOfPhase(phase: {
  kind: string
  title: string
  opensOn: LocalDate | null
  closesOn: LocalDate | null
  whenText: string
}) {
  const { kind, title, opensOn, closesOn, whenText } = phase
  return { kind, title, opensOn: day(opensOn), closesOn: day(closesOn), whenText }
}

/** First message per field of a form with phases, by the name of the field on the screen. */
export function phaseErrors(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) {
    const [index, field] = path
    const known = (['kind', 'title', 'opensOn', 'closesOn', 'whenText'] as const).find((name) => name === field)
    errors[typeof index === 'number' && known ? phaseField(index, known) : ''] ??= message
  }
  return errors
}
