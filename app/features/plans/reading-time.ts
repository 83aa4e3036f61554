/** Words a minute of someone who reads with attention. */
const wordsPerMinute = 200

/** Whole minutes that reading takes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}

/** 'ongeveer 45 minuten lezen'. */
export function saysReadingTime(words: number): string {
  const minutes = readingMinutes(words)
  return `ongeveer ${minutes}\u00a0${minutes === 1 ? 'minuut' : 'minuten'} lezen`
}
