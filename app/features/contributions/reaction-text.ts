/** A text may hold this many characters, counted as code points, as the database counts them. */
export const MAX_TEXT_LENGTH = 100_000

/** Characters as people and the database count them: an emoji made of one code point is one. */
export function textLength(text: string): number {
  let length = text.length
  // Taking the text apart into characters would make a million small ones of a long text, and stop the site to clear them up.
  for (let at = 1; at < text.length; at++) {
    if (isHalf(text.charCodeAt(at - 1), 0xd800) && isHalf(text.charCodeAt(at), 0xdc00)) length--
  }
  return length
}

/** Whether a code unit is the first (d800) or second (dc00) half of a character. */
const isHalf = (unit: number, from: number) => unit >= from && unit < from + 0x400
