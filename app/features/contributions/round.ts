/** The round of a process in which something was given. */
export const rounds = ['priorities', 'partners', 'inspraak', 'secondInspraak'] as const
export type Round = (typeof rounds)[number]

/** Rounds in Dutch, as officials read them. */
export const roundLabels: Record<Round, string> = {
  priorities: 'Prioriteiten van de raad',
  partners: 'Inbreng van partners',
  inspraak: 'Inspraak',
  secondInspraak: 'Tweede inspraak',
}
