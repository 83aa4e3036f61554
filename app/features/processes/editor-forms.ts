import { formatDate, type LocalDate } from '#app/local-date.ts'
import type { ProcessDetails } from './process.schema.ts'
import { channelField, channelKinds, channelNoteField, type ChannelKind } from './process.ts'

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
