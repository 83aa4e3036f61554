/** Area codes of two figures after the 0 (Nummerplan telefoon- en ISDN-diensten); the others have three. */
const shortCodes = new Set(
  ['10', '13', '14', '15', '20', '23', '24', '26', '30', '33', '35', '36', '38', '40', '43', '45', '46', '50', '53', '55', '58'].concat(
    ['70', '71', '72', '73', '74', '75', '76', '77', '78', '79', '82', '84', '85', '87', '88', '91', '97'],
  ),
)

/** The figures of a number of the Netherlands from its first 0, such as '0591123456'; null for what is no such number. */
function nationalFigures(text: string): string | null {
  const figures = text.replace(/\(0\)/, '').replace(/[\s().\-/]/g, '').replace(/^(\+|00)31/, '0')
  return /^0[1-9]\d{8}$/.test(figures) ? figures : null
}

/** A telephone number in the one way in which the site writes it: '0591 12 34 56'. What is no number of the Netherlands stays as it was. */
export function telephone(text: string): string {
  const figures = nationalFigures(text)
  if (figures === null) return text.trim().replace(/\s+/g, ' ')
  const groups = figures.startsWith('06') ? [2, 2, 2, 2, 2] : shortCodes.has(figures.slice(1, 3)) ? [3, 3, 2, 2] : [4, 2, 2, 2]
  let at = 0
  return groups.map((length) => figures.slice(at, (at += length))).join(' ')
}

/** The address that dials it, also from abroad. */
export function telephoneHref(text: string): string {
  const figures = nationalFigures(text)
  return `tel:${figures === null ? text.replace(/[^\d+]/g, '') : `+31${figures.slice(1)}`}`
}
