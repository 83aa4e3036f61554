/** A number with its word, as officials read it: '1 brief', '1.942 brieven'. */
export const amountOf = (number: number, one: string, more: string): string =>
  `${number.toLocaleString('nl-NL')} ${number === 1 ? one : more}`
