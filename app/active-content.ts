import { Parser } from 'htmlparser2'
import { openZip, zipLimits } from './open-zip.ts'

/**
 * Something in an uploaded document that acts by itself: the reason for refusing it, and what its sender can do about
 * it.
 */
export type ActiveContent = 'macros' | 'outside' | 'password' | 'link'

/**
 * A document with many large pictures unpacks to this much. Each part is checked at once, and none is kept for long.
 */
const limits = { ...zipLimits, kept: zipLimits.total }

const macros = /(^|\/)vba[^/]*\.(bin|xml)$|(^|\/)(Basic|Scripts)\/|(^|\/)activeX\//i
const macroTypes = /macroEnabled|ms-office\.(vbaProject|activeX)|ms-word\.vbaData/i
const macroLinks = /\/(vbaProject|wordVbaData|control|activeXControlBinary)$/i
const runningSchemes = /^\s*(javascript|vbscript|data|mhtml|search-ms|shell|ms-[\w.-]+)\s*:/i
const ownComputer = /^\s*(file:\/\/\/)?[a-z]:[\\/]|^[^:/\\]+$/i
const elsewhere = /^\s*(([a-z][\w+.-]*):|\/\/|\\\\)/i

/**
 * What a Word or OpenDocument file would run or fetch when it is opened; null for nothing. Looks at the content, not at
 * file names. Throws ZipRefused.
 */
export function activeContentIn(bytes: Uint8Array, depth = 0): ActiveContent | null {
  let found: ActiveContent | null = null
  for (const [name, part] of openZip(bytes, () => true, limits)) {
    const here = macros.test(name) ? 'macros' : activeIn(name, part, depth)
    // Of several findings the worst is reported.
    if (here === 'macros') return here
    if (found === null || found === 'link') found = here ?? found
  }
  return found
}

function activeIn(name: string, part: Uint8Array, depth: number): ActiveContent | null {
  if (begins(part, [0xd0, 0xcf, 0x11, 0xe0])) return holdsMacros(part) ? 'macros' : null
  // A document inside a document opens with a click.
  if (begins(part, [0x50, 0x4b, 0x03, 0x04])) return depth < 2 ? activeContentIn(part, depth + 1) : 'macros'
  if (/\.(xml|rels|rdf)$/i.test(name) || /^\s*<\?xml/.test(textOf(part.subarray(0, 100))))
    return activeInXml(textOf(part))
  return null
}

/** A part without these words cannot hold anything of interest; most of a document is such text. */
const ofInterest = /relationship|contenttype|event-listener|:script\b|encryption-data|href/i

function activeInXml(xml: string): ActiveContent | null {
  if (!ofInterest.test(xml)) return null
  let found: ActiveContent | null = null
  const report = (what: ActiveContent) =>
    (found = found === null || found === 'link' || what === 'macros' ? what : found)
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const element = tag.replace(/^.*:/, '').toLowerCase()
        const of = (name: string) =>
          Object.entries(attributes).find(([key]) => key.replace(/^.*:/, '').toLowerCase() === name)?.[1] ?? ''
        if (element === 'relationship') {
          const what = activeLink({ type: of('type'), target: of('target'), mode: of('targetmode') })
          if (what) report(what)
        } else if ((element === 'override' || element === 'default') && macroTypes.test(of('contenttype')))
          report('macros')
        else if (element === 'event-listener' || tag.toLowerCase() === 'office:script') report('macros')
        else if (element === 'encryption-data') report('password')
        else if (fetching.has(element) && elsewhere.test(of('href')) && !/^data:/i.test(of('href'))) report('outside')
        else if (element === 'a' && runningSchemes.test(of('href'))) report('link')
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return found
}

/** Elements of OpenDocument that fetch what they name. */
const fetching = new Set([
  'image',
  'object',
  'object-ole',
  'floating-frame',
  'plugin',
  'section-source',
  'applet',
  'dde-source',
])

function activeLink({ type, target, mode }: { type: string; target: string; mode: string }): ActiveContent | null {
  if (macroLinks.test(type)) return 'macros'
  if (mode.trim().toLowerCase() !== 'external') return null
  // Word notes in every document the template on the author's computer; only a template on another computer is fetched.
  if (/\/attachedTemplate$/i.test(type) && ownComputer.test(target)) return null
  if (!/\/hyperlink$/i.test(type)) return 'outside'
  return runningSchemes.test(target) ? 'link' : null
}

/** An old Office container names its macros in two bytes per letter. */
function holdsMacros(part: Uint8Array): boolean {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  return ['_VBA_PROJECT', 'VBA'].some((word) => bytes.includes(Buffer.from(word, 'utf16le')))
}

/** XML declares its encoding in its first bytes. */
function textOf(part: Uint8Array): string {
  const [first, second] = part
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(part)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(part)
  return new TextDecoder().decode(part)
}

const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte)
