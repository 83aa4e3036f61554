import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'

/** What a PDF does by itself, or why nobody can tell; null for nothing. */
export type ActivePdf = 'scripts' | 'programs' | 'forms' | 'password' | 'broken'

/** Bytes that one packed group of objects may become. */
const MOST_UNPACKED = 50 * 1024 * 1024

/**
 * What in a PDF runs when it is opened or clicked: scripts of the document, its pages, annotations and fields, starting of
 * programs, programs that travel along, and forms of XFA, which are scripts themselves. Objects are looked at both as
 * pdf.js reads them and as they stand in the file, packed groups of objects unpacked: each sees what the other may not.
 */
export async function activeIn(bytes: Uint8Array): Promise<ActivePdf | null> {
  const named = namedIn(objectsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  if (named) return named
  let document
  try {
    // A copy, because what reads it may take its bytes over.
    document = await getDocumentProxy(bytes.slice(), { verbosity: 0 })
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'password' : 'broken'
  }
  // What is encrypted can be read by pdf.js, but its packed objects cannot be looked at.
  if ((await document.getPermissions()) !== null) return 'password'
  if (document.isPureXfa || document.allXfaHtml !== null) return 'forms'
  if ((await document.hasJSActions()) || (await document.getJSActions()) !== null) return 'scripts'
  const attachments: unknown[] = Object.values((await document.getAttachments()) ?? {})
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    if ((await page.getJSActions()) !== null) return 'scripts'
    for (const annotation of await page.getAnnotations()) {
      if (annotation.actions) return 'scripts'
      if (annotation.file) attachments.push(annotation.file)
    }
    page.cleanup()
  }
  return attachments.some(isProgram) ? 'programs' : null
}

const names: readonly [RegExp, ActivePdf][] = [
  [/\/(JavaScript|JS)(?![\w.-])/, 'scripts'],
  [/\/(Launch|RichMedia|Rendition)(?![\w.-])/, 'programs'],
  [/\/XFA(?![\w.-])/, 'forms'],
  [/\/Encrypt(?![\w.-])/, 'password'],
]

function namedIn(texts: Iterable<string | null>): ActivePdf | null {
  for (const text of texts) {
    if (text === null) return 'broken'
    const written = inPlainNames(text)
    const found = names.find(([name]) => name.test(written))
    if (found) return found[1]
  }
  return null
}

/** A name may be written with any of its letters as a code. */
const inPlainNames = (text: string) =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

/** A group of objects says so, and has its first and their number; who reads it needs only the last two. */
const holdsObjects = (dictionary: string) =>
  /\/ObjStm/.test(dictionary) || (/\/First(?!\w)/.test(dictionary) && /\/N(?!\w)/.test(dictionary))

/** The objects of the file as text, without what their streams hold; of streams that hold objects also that. Null where that cannot be unpacked. */
function* objectsOf(file: Buffer): Generator<string | null> {
  let from = 0
  for (;;) {
    const begin = file.indexOf('stream', from)
    const head = file.toString('latin1', from, begin < 0 ? file.length : begin)
    yield head
    if (begin < 0) return
    from = begin + 'stream'.length
    // The word stands in texts too, and at the end of a stream; a stream begins behind a dictionary, at the next line.
    if (!/>>\s*$/.test(head.slice(-100)) || ![0x0a, 0x0d].includes(file[from] ?? 0)) continue
    const end = file.indexOf('endstream', from)
    const stop = end < 0 ? file.length : end
    const dictionary = inPlainNames(head.slice(Math.max(0, head.lastIndexOf(' obj'))))
    if (holdsObjects(dictionary)) yield unpacked(file.subarray(from, stop), dictionary)
    from = stop
  }
}

function unpacked(content: Buffer, dictionary: string): string | null {
  const data = content.subarray(content[0] === 0x0d && content[1] === 0x0a ? 2 : 1)
  if (!/\/Filter/.test(dictionary)) return data.toString('latin1')
  if (/\/(DecodeParms|ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt)/.test(dictionary)) return null
  try {
    return inflateSync(data, { maxOutputLength: MOST_UNPACKED, finishFlush: 2 }).toString('latin1')
  } catch {
    return null
  }
}

const programEndings =
  /\.(exe|com|bat|cmd|scr|pif|cpl|msi|msix|jar|js|jse|vbs|vbe|wsf|wsh|hta|ps1|lnk|reg|dll|sh|app|dmg|iso|docm|dotm|xlsm|xltm|xlam|pptm)\s*$/i
const programMarks = ['MZ', '\u007fELF', '#!', '\u00ca\u00fe\u00ba\u00be', '\u00cf\u00fa\u00ed\u00fe']

function isProgram(attachment: unknown): boolean {
  if (typeof attachment !== 'object' || attachment === null) return false
  const name = 'filename' in attachment && typeof attachment.filename === 'string' ? attachment.filename : ''
  const content =
    'content' in attachment && attachment.content instanceof Uint8Array ? attachment.content : new Uint8Array()
  const first = String.fromCharCode(...content.subarray(0, 4))
  return programEndings.test(name) || programMarks.some((mark) => first.startsWith(mark))
}
