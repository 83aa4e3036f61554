import { zipSync } from 'fflate'
import { Parser } from 'htmlparser2'
import mammoth from 'mammoth'
import { openZip, ZipRefused } from '#app/open-zip.ts'
import { addressInFile } from '#app/features/plans/figures/figure-markup.ts'
import type { RawDocument } from './raw-block.ts'
import { ImagesOfFile } from './read-image.ts'
import { fromWord, readHtml } from './read-html.ts'
import type { WordStyle } from './word-styles.ts'
import { readWordStyles } from './word-styles.ts'

/** Word's own list of paragraph sizes is endless; beyond this (half points) they count as equal. */
const LARGEST_SIZE = 144

/** A plan of a thousand pages has fewer elements; far beyond it, reading takes minutes and gigabytes and stops the whole site. */
const MAX_ELEMENTS = 500_000

/** The parts of a Word file that hold text or say how text is meant, and pictures. */
const isText = (name: string) =>
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/i.test(name)
const isMedia = (name: string) => /^word\/media\/[^/]+\.(?:png|jpe?g|gif|webp)$/i.test(name)

/** Thrown for a file that is a zip but holds no Word document that can be read. */
export class NotAWordDocument extends Error {}

/**
 * Reads a Word document (.docx) into blocks. Inserted text counts and deleted text doesn't; comments, page headers and footers
 * are left out.
 * Throws ZipRefused or NotAWordDocument.
 */
export async function readDocx(bytes: Uint8Array): Promise<RawDocument> {
  const parts = openZip(bytes, (name) => isText(name) || isMedia(name))
  const texts = [...parts].flatMap(([name, part]) => (isText(name) ? [part] : []))
  if (countElements(texts) > MAX_ELEMENTS) throw new ZipRefused('too-big')
  const text = (name: string) => new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
  const body = text('word/document.xml')
  if (body === '') throw new NotAWordDocument('no word/document.xml')
  for (const part of texts) {
    if (new TextDecoder('latin1').decode(part.subarray(0, 2000)).includes('<!DOCTYPE'))
      throw new NotAWordDocument('document type declaration')
  }
  const found = countMarks(body)
  const styles = readWordStyles(text('word/styles.xml'))
  parts.set('word/document.xml', new TextEncoder().encode(readable(body)))
  const pictures = new ImagesOfFile()
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 })) },
    {
      ignoreEmptyParagraphs: false,
      includeEmbeddedStyleMap: false,
      styleMap,
      convertImage: mammoth.images.imgElement(async (image) => ({ src: await sourceOf(image, pictures) })),
      transformDocument: (document: WordNode) => markParagraphs(document, styles),
    },
  )
  const core = /<dc:title>([^<]{1,300})<\/dc:title>/.exec(text('docProps/core.xml'))?.[1]?.trim()
  const document = readHtml(value)
  return {
    blocks: document.blocks,
    images: pictures.images,
    title: core === undefined || core === '' ? null : readEntities(core),
    warnings: warningsFor(found, /<w:comment[ >]/.test(text('word/comments.xml'))),
    looseStyles: true,
  }
}

/** The address of a picture while its file is read; '' for one that does not come along. */
async function sourceOf(image: { readAsBuffer(): Promise<Buffer> }, pictures: ImagesOfFile): Promise<string> {
  // What is not in the file, or is a drawing, cannot be read.
  const bytes = await image.readAsBuffer().catch(() => null)
  const place = bytes && (await pictures.place(bytes))
  return place === null ? '' : addressInFile(place)
}

/** Opening tags, counted without reading them. */
function countElements(parts: Iterable<Uint8Array>): number {
  const [tag, slash] = [0x3c, 0x2f]
  let count = 0
  for (const part of parts) {
    for (let at = part.indexOf(tag); at !== -1; at = part.indexOf(tag, at + 1)) if (part[at + 1] !== slash) count++
  }
  return count
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const readEntities = (xml: string) =>
  xml.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole)

/**
 * Puts right what mammoth would misread: simple fields (numbers of figures, dates) and text directions hold text that it skips,
 * so they become plain containers; and a row that says it is no header row would be taken for one.
 */
const readable = (xml: string) =>
  xml
    .replace(/<(\/?)w:(?:fldSimple|dir|bdo)(?=[\s>])[^>]*?(\/?)>/g, '<$1w:smartTag$2>')
    .replace(/<w:tblHeader\s+w:val="(?:false|0|off)"\s*\/>/g, '')

type Marks = { inserted: number; deleted: number; moved: number; contents: boolean }

/** Counts tracked changes: runs inserted, deleted or moved, and table rows; marks on formatting alone aren't text. */
function countMarks(xml: string): Marks {
  const marks: Marks = { inserted: 0, deleted: 0, moved: 0, contents: false }
  const path: string[] = []
  const parser = new Parser(
    {
      onopentag(name) {
        const inProperties = path.at(-1) === 'w:rPr'
        if (name === 'w:ins' && !inProperties) marks.inserted++
        if (name === 'w:del' && !inProperties) marks.deleted++
        if (name === 'w:moveTo' && !inProperties) marks.moved++
        path.push(name)
      },
      ontext(data) {
        if (path.at(-1) === 'w:instrText' && /^\s*TOC\b/.test(data)) marks.contents = true
      },
      onclosetag() {
        path.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return marks
}

function warningsFor(marks: Marks, hasComments: boolean): string[] {
  const warnings: string[] = []
  const total = marks.inserted + marks.deleted + marks.moved
  if (total > 0) {
    warnings.push(
      `In dit bestand ${total === 1 ? 'staat 1 bijgehouden wijziging' : `staan ${total} bijgehouden wijzigingen`}. ` +
        'Ze zijn gelezen alsof ze zijn geaccepteerd: ingevoegde tekst staat in het plan, verwijderde tekst niet. ' +
        'Klopt dat niet? Verwerk de wijzigingen dan eerst in Word en upload het bestand opnieuw.',
    )
  }
  if (hasComments) warnings.push('In dit bestand staan opmerkingen in de kantlijn. Die zijn niet overgenomen.')
  if (marks.contents)
    warnings.push('De inhoudsopgave uit het bestand is niet overgenomen. Het plan krijgt vanzelf een inhoudsopgave.')
  return warnings
}

/** The part of mammoth's document model that is used here. */
type WordNode = {
  type: string
  children?: WordNode[]
  value?: string
  styleId?: string | null
  styleName?: string | null
  anchor?: string
  isBold?: boolean
  fontSize?: number | null
  numbering?: unknown
}

const sizes = Array.from({ length: LARGEST_SIZE + 1 }, (_, size) => size)
const styleMap = [
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='saomen-kop-${level}'] => h${level}:fresh`),
  ...[fromWord.title, fromWord.contents, fromWord.quote].map((name) => `p[style-name='${name}'] => p.${name}:fresh`),
  ...sizes.map((size) => `p[style-name='${fromWord.bold}${size}'] => p.${fromWord.bold}${size}:fresh`),
]

/** Gives every paragraph a style name that says what its Word style means, whatever language it was made in. */
function markParagraphs(node: WordNode, styles: ReturnType<typeof readWordStyles>): WordNode {
  if (node.type === 'paragraph') {
    const style = styles.byId.get(node.styleId ?? '') ?? styles.fallback
    const name = paragraphMark(node, style)
    return name === null ? node : { ...node, styleId: null, styleName: name }
  }
  return node.children ? { ...node, children: node.children.map((child) => markParagraphs(child, styles)) } : node
}

function paragraphMark(paragraph: WordNode, style: WordStyle): string | null {
  if (style.role === 'contents' || isContentsLine(paragraph)) return fromWord.contents
  if (style.role === 'heading') return `saomen-kop-${Math.min(style.level, 6)}`
  if (style.role === 'title') return fromWord.title
  if (style.role === 'quote') return fromWord.quote
  const runs = runsOf(paragraph).filter((run) => /[\p{L}\p{N}]/u.test(textOf(run)))
  if (runs.length === 0 || runs.some((run) => !(run.isBold || style.isBold))) return null
  if (paragraph.numbering && textOf(paragraph).length > 80) return null
  const size = Math.max(...runs.map((run) => (run.fontSize ? Math.round(run.fontSize * 2) : style.size)))
  return `${fromWord.bold}${Math.min(size, LARGEST_SIZE)}`
}

/** A line of a table of contents without its style: nothing but a link to a heading. */
function isContentsLine(paragraph: WordNode): boolean {
  const links = (node: WordNode): WordNode[] =>
    node.type === 'hyperlink' ? [node] : (node.children ?? []).flatMap(links)
  const found = links(paragraph)
  return (
    found.some((link) => link.anchor?.startsWith('_Toc')) &&
    found.map(textOf).join('').trim() === textOf(paragraph).trim()
  )
}

const runsOf = (node: WordNode): WordNode[] => (node.type === 'run' ? [node] : (node.children ?? []).flatMap(runsOf))
const textOf = (node: WordNode): string =>
  node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(textOf).join('')
