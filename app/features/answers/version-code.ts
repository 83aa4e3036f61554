/** How the history of a point, and an address, name a text that an answer had. */
export const versionCode = ({ answerId, number }: { answerId: string; number: number }): string =>
  `${answerId}.${number}`
