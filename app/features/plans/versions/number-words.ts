const words = ['nul', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien']

/** A number within a sentence: in letters up to ten ('één', 'twee'), in figures above. */
export const numberInWords = (count: number): string => words[count] ?? String(count)
