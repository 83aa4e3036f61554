import { openZip, ZipRefused } from '#app/open-zip.ts'

/** Of a file that says more than these to be headings nobody set the styles with care. */
const MOST_HEADINGS = 500
const LONGEST_HEADING = 200

/** What an OpenDocument text calls headings, in order; none of a file that cannot be opened. */
export function headingsInOdt(bytes: Uint8Array): string[] {
  return [...contentOf(bytes).matchAll(/<text:h\b[^>]*>(.*?)<\/text:h>/gs)].flatMap(([, words = '']) => {
    const heading = plain(words)
    return heading === '' || heading.length > LONGEST_HEADING ? [] : [heading]
  })
}

function contentOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder().decode(openZip(bytes, (name) => name === 'content.xml').get('content.xml'))
  } catch (error) {
    if (error instanceof ZipRefused) return ''
    throw error
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(markup: string): string {
  return markup
    .replace(/<text:note\b.*?<\/text:note>/gs, '')
    .replace(/<text:(?:s|tab|line-break)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/\s+/g, ' ')
    .trim()
}

/** A heading as it is compared: a file counts its headings by itself, and who copies the text may leave the number out. */
const bare = (line: string) =>
  line
    .replace(/^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+/i, '')
    .replace(/\s+/g, ' ')
    .replace(/[:.]\s*$/, '')
    .trim()
    .toLowerCase()

/**
 * Where headings of a file stand in a text that was taken over from it: lines of their own, in the order of the file. UTF-16
 * offsets, without white space around them.
 */
export function headingsInText(text: string, headings: readonly string[]): { start: number; end: number }[] {
  const wanted = headings.slice(0, MOST_HEADINGS).map(bare)
  const found: { start: number; end: number }[] = []
  let next = 0
  for (const line of text.matchAll(/[^\n\r\u0085\u2028\u2029]+/g)) {
    const words = line[0].trim()
    if (words === '' || words.length > LONGEST_HEADING) continue
    const at = wanted.indexOf(bare(words), next)
    if (at < 0) continue
    next = at + 1
    const start = line.index + line[0].indexOf(words)
    found.push({ start, end: start + words.length })
  }
  return found
}
