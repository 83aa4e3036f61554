import type { FormAnswer } from '#app/forms/form-answer.ts'
import type { PartnerInputColumn } from './partner-input-file.ts'
import type { FilePreview } from './preview-partner-input.server.ts'

/** What a file would do, out of the answer to its form: when it is shown, and when something in it is wrong. */
export function previewIn(answer: FormAnswer | null): FilePreview | null {
  if (answer?.act === 'previewPartnerInput' && answer.shown) return answer.shown as FilePreview
  const { facts } = answer ?? {}
  // Both acts of the page give it with these refusals, and with no other facts.
  return typeof facts === 'object' && facts !== null && 'preview' in facts ? (facts.preview as FilePreview) : null
}

/** What each column is for. */
export const columnWords: Record<PartnerInputColumn, { about: string; example: string }> = {
  organisatie: { about: 'Van wie het punt komt. Gebruik op elke rij dezelfde naam.', example: 'Thuiszorg De Brink' },
  soort: {
    about:
      'Wat voor indiener het is: organisatie, werkgroep, overleg, functionaris, gesprekken, onderzoek, gezin of inwoner.',
    example: 'organisatie',
  },
  rol: { about: 'Wat zij doen. Mag leeg zijn.', example: 'thuiszorg' },
  vraag: { about: 'Het nummer van de vraag. Leeg bij een vrij punt.', example: '4' },
  gedruktNummer: { about: 'Het nummer dat de indiener er zelf boven zette. Leeg: dan tellen wij door.', example: '3' },
  punt: { about: 'Het punt zelf, in de woorden van de indiener.', example: 'Geef mantelzorgers één aanspreekpunt.' },
}
