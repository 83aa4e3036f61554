import { findingKinds, findingLabels, type FindingKind } from './personal-data.ts'

const plurals: Record<FindingKind, string> = {
  bsn: 'BSN’s',
  iban: 'rekeningnummers',
  phone: 'telefoonnummers',
  email: 'e-mailadressen',
  address: 'adressen',
  senderName: 'keer de naam van de indiener',
  leftOut: 'keer woorden die elders zijn weggelaten',
}

/** '1 BSN', '2 telefoonnummers'. */
export function findingsOfKind(kind: FindingKind, count: number): string {
  return count > 1
    ? `${count.toLocaleString('nl-NL')} ${plurals[kind]}`
    : kind === 'senderName' || kind === 'leftOut'
      ? `1 ${plurals[kind]}`
      : `1 ${findingLabels[kind]}`
}

/** '1 BSN en 2 telefoonnummers'; '' when there is none. */
export function findingsInWords(findings: readonly { kind: FindingKind }[]): string {
  const counted = findingKinds.flatMap((kind) => {
    const count = findings.filter((finding) => finding.kind === kind).length
    return count === 0 ? [] : [findingsOfKind(kind, count)]
  })
  return new Intl.ListFormat('nl', { type: 'conjunction' }).format(counted)
}
