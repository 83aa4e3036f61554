import { activeContentIn, type ActiveContent } from '#app/active-content.ts'
import { ZipRefused } from '#app/open-zip.ts'
import { activeIn, type ActivePdf } from './active-pdf.ts'
import type { SourceFileType } from './source-file.ts'

const inOffice: Record<ActiveContent, string> = {
  macros: 'In dit bestand zitten macro’s of andere programma’s. Bewaar het zonder macro’s of als PDF, en kies dat.',
  outside:
    'Dit bestand haalt bij het openen iets op van een andere computer, zoals een sjabloon of een gekoppelde afbeelding. ' +
    'Verbreek in Word de koppelingen, of bewaar het als PDF, en kies dat.',
  link: 'In dit bestand zit een link die een programma start. Haal die link weg of bewaar het als PDF, en kies dat.',
  password: 'Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf, en kies het opnieuw.',
}

const inPdf: Record<ActivePdf, string> = {
  scripts:
    'In deze PDF zit een script dat bij het openen kan starten. Druk het document af naar een nieuwe PDF, en kies die.',
  programs:
    'Deze PDF kan een programma starten, of er zit een programma in. Druk het document af naar een nieuwe PDF, en kies die.',
  forms: 'In deze PDF zit een formulier met programma’s (XFA). Druk het document af naar een nieuwe PDF, en kies die.',
  password:
    'Deze PDF is beveiligd. Daarom kunnen wij niet nakijken wat erin zit. Druk het document af naar een nieuwe PDF, en kies die.',
  broken:
    'Deze PDF is beschadigd, of wij kunnen niet nakijken wat erin zit. Bewaar het document opnieuw als PDF, en kies die.',
}

/** What is wrong in a file of a known type and what to do, for the form; null for nothing. Runs in the thread that calls it. */
export async function problemInFile({
  bytes,
  type,
}: {
  bytes: Uint8Array
  type: SourceFileType
}): Promise<string | null> {
  if (type === 'pdf') {
    const active = await activeIn(bytes)
    return active && inPdf[active]
  }
  if (type !== 'docx' && type !== 'odt') return null
  try {
    const active = activeContentIn(bytes)
    return active && inOffice[active]
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    return error.reason === 'too-big'
      ? 'Dit bestand wordt bij het uitpakken te groot. Maak de afbeeldingen erin kleiner, en kies het opnieuw.'
      : 'Dit bestand is beschadigd. Open het, bewaar het opnieuw, en kies dat.'
  }
}
