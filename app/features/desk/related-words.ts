import type { WhyRelated } from './related-answers.server.ts'

/** Why an answer is shown, in Dutch: 'Zelfde thema. Gevonden op respijt, logeren en indicatie.' */
export function whyInWords({ campaign, theme, words }: WhyRelated): string {
  const kind = campaign ? 'Zelfde campagne.' : theme ? 'Zelfde thema.' : ''
  const found = words.length > 0 ? `Gevonden op ${new Intl.ListFormat('nl-NL').format(words)}.` : ''
  return [kind, found].filter(Boolean).join(' ')
}
