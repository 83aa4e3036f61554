/** What a source file can be: what officials are sent, and can open anywhere. */
export type SourceFileType = 'pdf' | 'docx' | 'odt' | 'jpeg' | 'png'

type TypeWords = { label: string; mime: string; extensions: readonly [string, ...string[]] }

export const sourceFileWords: Record<SourceFileType, TypeWords> = {
  pdf: { label: 'PDF', mime: 'application/pdf', extensions: ['pdf'] },
  docx: {
    label: 'Word',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  odt: { label: 'OpenDocument', mime: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  jpeg: { label: 'foto (JPEG)', mime: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  png: { label: 'afbeelding (PNG)', mime: 'image/png', extensions: ['png'] },
}

/** Bytes in one file, and files beside one contribution. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024
export const MOST_FILES = 10

const LONGEST_NAME = 120

/**
 * A name under which a file can be saved anywhere: without folders and without characters that nobody sees, and with the
 * ending of what it is, so that no program is saved under the name of a letter.
 */
export function safeFileName(given: string, type: SourceFileType): string {
  const { extensions } = sourceFileWords[type]
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const seen = last
    .replace(/[\p{C}"<>:|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const [, stem = seen, ending = ''] = /^(.*)\.([^.]*)$/.exec(seen) ?? []
  const fits = extensions.includes(ending.toLowerCase())
  const name = [...(fits ? stem : seen)].slice(0, LONGEST_NAME).join('').replace(/^\.+/, '').trim()
  return `${name || 'bestand'}.${fits ? ending.toLowerCase() : extensions[0]}`
}

/** '340 kB', '2,4 MB'. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`
  return `${(Math.round(bytes / 104_857.6) / 10).toLocaleString('nl-NL')} MB`
}
