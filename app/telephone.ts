/** Area codes of three digits, with the 0 (Nummerplan telefoon- en ISDN-diensten); all others have four. */
export const shortAreaCodes: ReadonlySet<string> = new Set(
  [
    '010',
    '013',
    '015',
    '020',
    '023',
    '024',
    '026',
    '030',
    '033',
    '035',
    '036',
    '038',
    '040',
    '043',
    '045',
    '046',
    '050',
    '053',
    '055',
    '058',
  ].concat([
    '070',
    '071',
    '072',
    '073',
    '074',
    '075',
    '076',
    '077',
    '078',
    '079',
    '082',
    '084',
    '085',
    '087',
    '088',
    '091',
    '097',
  ]),
)

/** The digits of a Dutch number from its first 0, such as '0591123456'; null for what is no such number. */
function nationalFigures(text: string): string | null {
  const figures = text
    .replace(/\(0\)/, '')
    .replace(/[\s().\-/]/g, '')
    .replace(/^(\+|00)31/, '0')
  return /^0[1-9]\d{8}$/.test(figures) ? figures : null
}

/** A telephone number as the site writes it: '0591 12 34 56'. What is no Dutch number stays as it was. */
export function telephone(text: string): string {
  const figures = nationalFigures(text)
  if (figures === null) return text.trim().replace(/\s+/g, ' ')
  const groups = figures.startsWith('06')
    ? [2, 2, 2, 2, 2]
    : shortAreaCodes.has(figures.slice(0, 3))
      ? [3, 3, 2, 2]
      : [4, 2, 2, 2]
  let at = 0
  return groups.map((length) => figures.slice(at, (at += length))).join(' ')
}

/** The link that dials it, also from abroad. */
export function telephoneHref(text: string): string {
  const figures = nationalFigures(text)
  return `tel:${figures === null ? text.replace(/[^\d+]/g, '') : `+31${figures.slice(1)}`}`
}
