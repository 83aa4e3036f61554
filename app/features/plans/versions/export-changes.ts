import type { ChangeKind, ChangeLine } from './change-lines.ts'

const kindNames = {
  unchanged: 'ongewijzigd',
  edited: 'gewijzigd',
  moved: 'verplaatst',
  split: 'gesplitst',
  merged: 'samengevoegd',
  new: 'nieuw',
  gone: 'vervallen',
} as const satisfies Record<ChangeKind, string>

type ExportedParagraph = { id: string; nummer: string; tekst: string }
type ExportedChange = {
  soort: (typeof kindNames)[ChangeKind]
  van: ExportedParagraph | null
  naar: ExportedParagraph | null
  verplaatst: boolean
  punten: string[]
  reden: string | null
  twijfel: boolean
}

type Paragraph = { id: string; number: string; text: string }

/** Why a paragraph changed: the numbers of the points behind it, and a sentence. */
export type Reason = { points: string[]; sentence: string | null }

/** What became of each paragraph, in the order of the new text, as other programs read it. */
export function exportChanges(
  { old, now, lines }: { old: readonly Paragraph[]; now: readonly Paragraph[]; lines: readonly ChangeLine[] },
  reasonOf: (line: ChangeLine) => Reason | null,
): ExportedChange[] {
  const shown = (paragraph: Paragraph | undefined) =>
    paragraph ? { id: paragraph.id, nummer: paragraph.number, tekst: paragraph.text } : null
  return lines.map((line) => {
    const reason = reasonOf(line)
    return {
      soort: kindNames[line.kind],
      van: line.from === null ? null : shown(old[line.from]),
      naar: line.to === null ? null : shown(now[line.to]),
      verplaatst: line.moved,
      punten: reason?.points ?? [],
      reden: reason?.sentence ?? null,
      twijfel: line.doubtful,
    }
  })
}
