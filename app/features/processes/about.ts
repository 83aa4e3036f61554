/** Longest text about a plan where it is one of several, in characters. */
const longest = 240

/** The summary as separate lines, without the marks that people type before them. */
export function summaryLines(summary: string): string[] {
  return summary
    .split('\n')
    .map((line) => line.replace(/^\s*[-•*]\s+/, '').trim())
    .filter((line) => line !== '')
}

/** What a plan is about in a sentence or two: its question, or as much of the summary as fits, never half a word. */
export function shortAbout({ question, summary }: { question: string; summary: string }): string {
  const text = question !== '' ? question : summaryLines(summary).join(' ')
  return cutAtSentence(text, longest)
}

/** The first sentences that fit; a first sentence that is too long by itself ends in an ellipsis. */
export function cutAtSentence(text: string, most: number): string {
  if (text.length <= most) return text
  const room = text.slice(0, most)
  const end = Math.max(room.lastIndexOf('. '), room.lastIndexOf('? '), room.lastIndexOf('! '))
  if (end > most / 3) return room.slice(0, end + 1)
  return `${room
    .slice(0, Math.max(room.lastIndexOf(' '), most / 2))
    .toWellFormed()
    .trimEnd()}…`
}
