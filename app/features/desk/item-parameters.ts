/** What the address of a point asks for: an earlier text to take over, and words to find in the plan without JavaScript. */
export const itemParameters = {
  text: 'tekst',
  find: 'plek',
  findFor: 'antwoord-plek',
  related: 'lijkt-op',
  part: 'deel',
} as const
