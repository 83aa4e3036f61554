/** What the address of a point asks for: an earlier text to take over, and words to find in the plan without JavaScript. */
export const itemParameters = {
  text: 'tekst',
  find: 'plek',
  findFor: 'antwoord-plek',
  related: 'lijkt-op',
  part: 'deel',
  /** What the changes to the plan say is filled in in the answer. */
  fromChange: 'uit-wijziging',
} as const
