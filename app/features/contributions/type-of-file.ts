import { ZipRefused, zipEntries } from '#app/open-zip.ts'
import type { SourceFileType } from './source-file.ts'

export type Known = { type: SourceFileType } | { problem: string }

const ALLOWED =
  'Kies een PDF, een Word-bestand (.docx), een OpenDocument-bestand (.odt) of een afbeelding (.jpg of .png).'
const refuse = (why: string, mend = ALLOWED): Known => ({ problem: `${why} ${mend}` })

/** What a file is by its first bytes and its names, whatever it is called; or why it is refused and what to do, for the form. */
export function typeOfFile(bytes: Uint8Array): Known {
  if (bytes.length === 0) return refuse('Dit bestand is leeg.', 'Kies het bestand zelf.')
  if (begins(bytes, '%PDF-')) return { type: 'pdf' }
  if (begins(bytes, '\u0089PNG\r\n\u001a\n')) return { type: 'png' }
  if (begins(bytes, '\u00ff\u00d8\u00ff')) return { type: 'jpeg' }
  if (begins(bytes, 'PK')) return typeOfZip(bytes)
  if (begins(bytes, '\u00d0\u00cf\u0011\u00e0')) {
    return refuse(
      'Dit is een Word-bestand van de oude soort (.doc), of er zit een wachtwoord op.',
      'Bewaar het zonder wachtwoord als .docx of als PDF, en kies dat.',
    )
  }
  if (begins(bytes, '{\\rtf')) return refuse('Dit is een RTF-bestand.', 'Bewaar het als .docx of als PDF, en kies dat.')
  if (/^ftyp(heic|heix|mif1)/.test(text(bytes, 4, 12)))
    return refuse('Dit is een foto in het formaat HEIC.', 'Bewaar de foto als JPEG, en kies die.')
  return refuse('Dit soort bestand kunnen wij niet bewaren.')
}

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
const begins = (bytes: Uint8Array, magic: string) => text(bytes, 0, magic.length) === magic

function typeOfZip(bytes: Uint8Array): Known {
  try {
    const entries = zipEntries(bytes)
    const names = entries.map(({ name }) => name)
    if (entries.some(({ flags }) => flags & 1))
      return refuse('Dit bestand is beveiligd met een wachtwoord.', 'Haal het wachtwoord eraf, en kies het opnieuw.')
    if (names.some((name) => /(^|\/)vbaProject\.bin$|^Basic\/|^Scripts\//i.test(name))) {
      return refuse('In dit bestand zitten macro’s.', 'Bewaar het zonder macro’s of als PDF, en kies dat.')
    }
    if (names.includes('[Content_Types].xml') && names.includes('word/document.xml')) return { type: 'docx' }
    if (names.includes('content.xml') && isOpenDocumentText(bytes)) return { type: 'odt' }
    return refuse('Dit is geen Word-bestand en geen OpenDocument-tekst.')
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    return refuse('Dit bestand is beschadigd.', 'Open het, bewaar het opnieuw, en kies dat.')
  }
}

/** OpenDocument says what it is in its first entry, not packed, so that it stands on a fixed place. */
function isOpenDocumentText(bytes: Uint8Array): boolean {
  const says = 'mimetypeapplication/vnd.oasis.opendocument.text'
  return text(bytes, 30, 30 + says.length) === says && text(bytes, 30 + says.length, 30 + says.length + 1) !== '-'
}
