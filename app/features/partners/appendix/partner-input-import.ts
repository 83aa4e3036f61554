import type { ChannelKind } from '#app/features/processes/process.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import type { PartnerInputColumn } from './partner-input-file.ts'
import type { PartnerInputPreview } from './partner-input-preview.server.ts'

/** What came of a file, or of agreeing with it: what it would do, and what is wrong at a field. */
export type ImportAnswer = {
  errors: FieldErrors
  receivedOn: string
  /** How organisations gave it. */ channel: ChannelKind
  preview: PartnerInputPreview | null
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
