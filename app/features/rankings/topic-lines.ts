/** Names of topics out of a pasted list: one per line, without the dashes and numbers that a list has in front. */
export function topicLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
}
