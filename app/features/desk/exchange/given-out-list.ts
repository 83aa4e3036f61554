/** The lists of a process that go out as files, by their words in an address. */
export const givenOutLists = {
  points: 'punten',
  register: 'inbreng',
  campaigns: 'campagnes',
  themes: 'themas',
  progress: 'voortgang',
  withheld: 'niet-openbaar',
  partners: 'partners',
  partnerPoints: 'partnerpunten',
  partnerAnswers: 'partnerantwoorden',
  partnerTotals: 'partnertotalen',
} as const
export type GivenOutList = keyof typeof givenOutLists
