/** Why doubts keep a version from becoming public: from then on old addresses and reactions lead to where it says that their words went. */
export const doubtsInWords = (count: number): string =>
  `${count === 1 ? 'Van 1 alinea is' : `Van ${count} alinea’s is`} nog niet bevestigd uit welke tekst die komt. Bewoners die de oude tekst lezen of erop ` +
  'reageerden, komen anders misschien op de verkeerde plek uit. Kijk die eerst na bij ‘Vergelijken’.'
