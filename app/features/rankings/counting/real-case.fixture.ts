import type { Ballots } from './ballots.ts'

/** The lists of 28 April 2016 in Borger-Odoorn: three groups, ten topics, five places. */
export const realBallots: Ballots = {
  topics: [
    ...['Opvoeden en opgroeien', 'Onderwijs', 'Mantelzorg', 'Gezondheid', 'Mobiliteit & Voorzieningen'],
    ...['Informele zorg', 'Schulddienstverlening', 'Laaggeletterdheid', 'Vrijwilligers', 'Sport'],
  ],
  ballots: [
    list('Groep 1', ['Opvoeden en opgroeien', 'Onderwijs', 'Mantelzorg', 'Gezondheid', 'Schulddienstverlening']),
    list('Groep 2', ['Mobiliteit & Voorzieningen', 'Mantelzorg', 'Onderwijs', 'Gezondheid', 'Informele zorg']),
    list('Groep 3', [
      'Informele zorg',
      'Opvoeden en opgroeien',
      'Gezondheid',
      'Mobiliteit & Voorzieningen',
      'Laaggeletterdheid',
    ]),
  ],
  k: 5,
  unrankedRank: 6,
}

/** A list from its first place to its last. */
export function list(group: string, topics: readonly string[]) {
  return { group, ranks: new Map(topics.map((topic, index) => [topic, index + 1])) }
}
