import { csvOf } from '#app/csv-text.ts'
import { partnerInputColumns, type NamedQuestion } from './partner-input-file.ts'

/** A file to begin with, by example: questions of this list, one that was printed with another number, and a free point. */
export function importExample(questions: readonly NamedQuestion[]): string {
  const [first, , third] = questions
  const organisation = { organisatie: 'Voorbeeld Thuiszorg', soort: 'organisatie', rol: 'thuiszorg' }
  const rows = [
    {
      ...organisation,
      vraag: first ? `${first.number}` : '',
      gedruktNummer: first ? '1' : '',
      punt: 'Geef mantelzorgers één aanspreekpunt.',
    },
    {
      ...organisation,
      vraag: first ? `${first.number}` : '',
      gedruktNummer: first ? '1' : '',
      punt: 'Bel ons als iemand uit het ziekenhuis komt.',
    },
    ...(third
      ? [{ ...organisation, vraag: `${third.number}`, gedruktNummer: '2', punt: 'Houd een spreekuur in elk dorp.' }]
      : []),
    {
      organisatie: 'Gesprekken met huisartsen',
      soort: 'gesprekken',
      rol: '',
      vraag: '',
      gedruktNummer: '',
      punt: 'Huisartsen weten niet wie zij kunnen bellen.',
    },
  ]
  return csvOf(rows, { columns: partnerInputColumns })
}
