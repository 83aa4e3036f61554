/** What keeps a point from being released, in the order in which it is said, in Dutch as a whole sentence. */
export const releaseObstacleWords = {
  noAnswer: 'Heeft nog geen antwoord.',
  unsplit: 'De inbreng is nog niet klaar met splitsen.',
  incompleteAnswer: 'Het antwoord is niet compleet.',
  changedSince: 'Het punt is gewijzigd na het antwoord. Kijk of het antwoord nog klopt.',
  unsearched: 'Is nog niet nagekeken op gegevens van personen. Dat gebeurt vanzelf, binnen enkele minuten.',
  findings: 'Er staat iets in dat van een persoon kan zijn. Kijk daar eerst naar.',
} as const
export type ReleaseObstacle = keyof typeof releaseObstacleWords
