import type { ReadPlan } from '#app/features/plans/plan.ts'
import { countPlan } from '#app/features/plans/plan.ts'
import { buildPlan } from './build-plan.ts'
import { decodeText, looksBinary } from './decode-text.ts'
import { activeContentIn, type ActiveContent } from '#app/active-content.ts'
import { ZipRefused, zipEntries } from '#app/open-zip.ts'
import type { RawDocument } from './raw-block.ts'
import { NotAWordDocument, readDocx } from './read-docx.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'

/** The largest plan file, in bytes. */
export const MAX_PLAN_BYTES = 25 * 1024 * 1024
/** The largest file of text alone, in bytes: thousands of pages. */
export const MAX_TEXT_BYTES = 5 * 1024 * 1024

/** More paragraphs than any plan has; beyond it a file is no plan. */
const MAX_PARAGRAPHS = 20_000

export type PlanFile = { name: string; bytes: Uint8Array }
export type ReadResult = { ok: true; plan: ReadPlan } | { ok: false; problem: string }

const FORMATS = 'een Word-bestand (.docx), Markdown (.md), een webpagina (.html) of platte tekst (.txt)'

/** Says in Dutch what is wrong with a file and how to mend it. */
class Problem extends Error {}

/** Reads a plan file in the thread that calls it. Never throws: what can't be read comes back as a Dutch sentence for the form. */
export async function readPlanFile(file: PlanFile): Promise<ReadResult> {
  try {
    const document = await readDocument(file)
    if (document.blocks.length > MAX_PARAGRAPHS) {
      throw new Problem(
        `Dit bestand heeft meer dan ${MAX_PARAGRAPHS.toLocaleString(
          'nl-NL',
        )} alinea's. Is dit het plan? Upload het dan in delen.`,
      )
    }
    const plan = buildPlan(document)
    if (countPlan(plan.sections).paragraphs === 0 && plan.sections.length === 0) {
      throw new Problem(
        'In dit bestand staat geen tekst. Zijn de bladzijden gescand? Upload dan het oorspronkelijke Word-bestand.',
      )
    }
    return { ok: true, plan }
  } catch (error) {
    return { ok: false, problem: problemOf(error, extensionOf(file.name)) }
  }
}

function problemOf(error: unknown, extension: string): string {
  if (error instanceof Problem) return error.message
  if (error instanceof ZipRefused && error.reason === 'too-big') {
    return (
      'Dit bestand wordt bij het uitpakken te groot. ' +
      'Verwijder grote afbeeldingen of ingesloten bestanden in Word en upload het opnieuw.'
    )
  }
  if (error instanceof ZipRefused && error.reason === 'encrypted') return withPassword
  if (textual.includes(extension))
    return 'Dit bestand kan niet worden gelezen. Open het in Word, sla het op als Word-document (.docx) en upload dat.'
  return (
    'Dit bestand kan niet worden gelezen; het is beschadigd of geen echt Word-bestand. ' +
    'Open het in Word, sla het opnieuw op als .docx en upload dat.'
  )
}

const withPassword =
  'Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord er in Word af en upload het bestand opnieuw.'

const whatIsActive: Record<Exclude<ActiveContent, 'link'>, string> = {
  macros: 'In dit bestand zitten macro’s. Sla het in Word op als Word-document zonder macro’s (.docx) en upload dat.',
  outside:
    'Dit bestand haalt bij het openen iets op van een andere computer, zoals een sjabloon of een gekoppelde afbeelding. ' +
    'Verbreek in Word de koppelingen en upload het opnieuw.',
  password: withPassword,
}

/** Extensions of files that are text; a name without one may hold text too. */
const textual = ['', 'txt', 'text', 'md', 'markdown', 'html', 'htm', 'xhtml']
const extensionOf = (name: string) => /\.([a-z0-9]{1,10})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

async function readDocument({ name, bytes }: PlanFile): Promise<RawDocument> {
  if (bytes.length === 0) throw new Problem('Dit bestand is leeg. Kies het bestand met de tekst van het plan.')
  if (bytes.length > MAX_PLAN_BYTES)
    throw tooLarge(bytes.length, MAX_PLAN_BYTES, 'Maak de afbeeldingen in Word kleiner en upload het opnieuw.')
  const extension = extensionOf(name)
  if (starts(bytes, 'PK\u0003\u0004') || starts(bytes, 'PK\u0005\u0006')) return readZip(bytes)
  refuseOther(bytes, extension)
  return readTextual(bytes, extension)
}

const starts = (bytes: Uint8Array, magic: string) =>
  [...magic].every((char, index) => bytes[index] === char.charCodeAt(0))

const megabytes = (bytes: number) => `${(Math.ceil(bytes / 104_857.6) / 10).toLocaleString('nl-NL')} MB`
const tooLarge = (size: number, limit: number, advice: string) =>
  new Problem(`Dit bestand is te groot: ${megabytes(size)}. Het mag hoogstens ${megabytes(limit)} zijn. ${advice}`)

async function readZip(bytes: Uint8Array): Promise<RawDocument> {
  const names = new Set(zipEntries(bytes).map((entry) => entry.name))
  if (names.has('word/document.xml')) {
    // What is no document, or grows without end, is refused by the reader before its parts are looked through.
    const document = await readDocx(bytes)
    const active = activeContentIn(bytes)
    // Of a link only the words are taken over when it is no address of a page.
    if (active && active !== 'link') throw new Problem(whatIsActive[active])
    return document
  }
  if (names.has('content.xml') && names.has('mimetype')) {
    throw new Problem(
      'Dit is een OpenDocument-bestand. Sla het in LibreOffice of Word op als Word-bestand (.docx) en upload dat.',
    )
  }
  if (names.has('xl/workbook.xml') || names.has('ppt/presentation.xml')) {
    throw new Problem(
      `Dit is een ${
        names.has('xl/workbook.xml') ? 'Excel' : 'PowerPoint'
      }-bestand. Zet de tekst in een Word-bestand (.docx) en upload dat.`,
    )
  }
  if (names.size > 0 && !names.has('[Content_Types].xml'))
    throw new Problem(`Dit is een zip-bestand. Pak het uit en upload het plan zelf: ${FORMATS}.`)
  throw new NotAWordDocument('no word/document.xml')
}

/** Formats that we know but don't read, each with its own way out. */
function refuseOther(bytes: Uint8Array, extension: string) {
  if (starts(bytes, '%PDF'))
    throw new Problem('Dit is een PDF. Upload het Word-bestand (.docx) waar de PDF van is gemaakt.')
  if (starts(bytes, '{\\rtf'))
    throw new Problem('Dit is een RTF-bestand. Open het in Word, sla het op als Word-document (.docx) en upload dat.')
  if (starts(bytes, '\u00d0\u00cf\u0011\u00e0')) {
    const holds = (word: string) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(word, 'utf16le'))
    if (holds('EncryptedPackage')) throw new Problem(withPassword)
    throw new Problem(
      'Dit is een oud Word-bestand (.doc). Open het in Word, sla het op als Word-document (.docx) en upload dat.',
    )
  }
  if (extension === 'docx' || extension === 'docm') throw new NotAWordDocument('no zip')
  if (!textual.includes(extension)) {
    throw new Problem(`Een bestand dat eindigt op .${extension} kan niet worden gelezen. Upload ${FORMATS}.`)
  }
}

function readTextual(bytes: Uint8Array, extension: string): RawDocument {
  if (bytes.length > MAX_TEXT_BYTES)
    throw tooLarge(
      bytes.length,
      MAX_TEXT_BYTES,
      'Dat geldt voor tekst zonder opmaak. Staat er iets anders in? Upload dan het Word-bestand (.docx).',
    )
  const text = decodeText(bytes)
  if (looksBinary(text)) throw new Problem(`In dit bestand staat geen leesbare tekst. Upload ${FORMATS}.`)
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<!doctype html|<html[\s>])/i.test(text))
    return readHtml(text)
  if (extension.includes('htm')) return readHtml(text)
  return extension === 'md' || extension === 'markdown' ? readMarkdown(text) : readText(text)
}
