/** Who answered what in the summer of 2016: the facts of the real appendix, with texts of our own. */

type Given = {
  name: string
  kind: string
  role?: string
  /** Printed number, number on the list, points; null is a free point. */ questions:
    [number, string, number][] | number
}

const all: [number, string, number][] = [
  [1, '1', 3],
  [2, '2', 3],
  [3, '3', 2],
  [4, '4', 1],
  [5, '5', 3],
]

/** Fourteen contributors: eight answered questions, six gave free points. */
export const realCase: Given[] = [
  { name: 'Gezin Nieuw-Buinen', kind: 'gezin', questions: 3 },
  { name: 'Werkgroep laaggeletterdheid', kind: 'werkgroep', questions: 4 },
  { name: 'Uit gesprekken met professionals over informele zorg', kind: 'gesprekken', questions: 5 },
  {
    name: 'Coördinator Boodschappen PlusBus',
    kind: 'functionaris',
    questions: [
      [1, '1', 2],
      [2, '2', 1],
      [3, '4', 2],
      [4, '5', 1],
    ],
  },
  { name: 'Stichting Ouderen Activiteiten Borger-Odoorn', kind: 'organisatie', questions: 1 },
  { name: 'Uit Brede School overleg', kind: 'overleg', questions: 4 },
  {
    name: 'Cultuurcoach',
    kind: 'functionaris',
    questions: [
      [1, '1. Vanuit het werkveld', 2],
      [2, '2', 2],
      [3, '4', 4],
    ],
  },
  {
    name: 'MEE Drenthe',
    kind: 'organisatie',
    role: 'specialistische cliëntondersteuning',
    questions: [
      [1, '1', 1],
      [2, '2', 2],
      [3, '3', 1],
      [4, '4', 1],
      [5, '5', 4],
    ],
  },
  {
    name: 'Het LSR',
    kind: 'organisatie',
    role: 'vertrouwenspersonen',
    questions: [
      [1, '1', 3],
      [2, '2', 1],
      [3, '3', 1],
      [4, '4', 1],
    ],
  },
  { name: 'Naar aanleiding van onderzoek voor de bibliotheeknota', kind: 'onderzoek', questions: 2 },
  { name: 'Welzijnsgroep Andes', kind: 'organisatie', questions: all },
  {
    name: 'Accare',
    kind: 'organisatie',
    role: '2e lijns jeugdhulp',
    questions: [
      [1, '1', 3],
      [2, '2', 4],
      [3, '3', 1],
      [4, '4', 3],
    ],
  },
  {
    name: 'Beter Thuis Wonen',
    kind: 'organisatie',
    role: 'thuiszorg',
    questions: [
      [1, '1', 2],
      [2, '2', 1],
      [3, '3', 2],
    ],
  },
  {
    name: 'Coöperatie BOOZ',
    kind: 'organisatie',
    role: 'kleinschalige aanbieders jeugdhulp en Wmo',
    questions: [
      [1, '1', 3],
      [2, '2', 2],
      [3, '3', 3],
      [4, '4', 1],
      [5, '5', 2],
    ],
  },
]

/** The same as a file, a row per point. */
export function realCaseInput(): string {
  const rows = realCase.flatMap(({ name, kind, role = '', questions }) => {
    // A family does not write its own name, which is not public.
    const giver = kind === 'gezin' ? 'een gezin' : name
    const row = (asked: string, printed: string, point: number) => [
      name,
      kind,
      role,
      asked,
      printed,
      `Punt ${point} van ${giver}${asked && ` bij vraag ${asked.slice(0, 1)}`}.`,
    ]
    if (typeof questions === 'number') return Array.from({ length: questions }, (_, index) => row('', '', index + 1))
    return questions.flatMap(([printed, asked, points]) =>
      Array.from({ length: points }, (_, index) => row(asked, String(printed), index + 1)),
    )
  })
  return [
    'organisatie,soort,rol,vraag,gedruktNummer,punt',
    ...rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')),
  ].join('\n')
}
