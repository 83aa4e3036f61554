import { summaryLines } from './about.ts'

/** The summary in plain words: one line is a paragraph, more lines are a list. */
export function InShort({ summary }: { summary: string }) {
  const lines = summaryLines(summary)
  if (lines.length <= 1) return <p className="kort-one">{lines[0]}</p>
  return (
    <ul className="kort">
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  )
}
