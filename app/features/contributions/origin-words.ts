import { formatDate, formatPeriod, type LocalDate } from '#app/local-date.ts'
import { contributorKindLabels, type ContributorKind } from './contributor-kind.ts'
import type { Consent } from './free-contribution.ts'

/** What is stored beside a contribution that no form brought. */
export type StoredOrigin = {
  heldOn: LocalDate | null
  heldUntil: LocalDate | null
  place: string
  source: string
  consent: Consent
  readBackOn: LocalDate | null
}

/** '3 juni 2016, dorpshuis in Exloo': when and where, as far as it is known. */
export function whenAndWhere({
  heldOn,
  heldUntil,
  place,
}: Pick<StoredOrigin, 'heldOn' | 'heldUntil' | 'place'>): string {
  const when = heldOn === null ? '' : heldUntil === null ? formatDate(heldOn) : formatPeriod(heldOn, heldUntil)
  return [when, place].filter((part) => part !== '').join(', ')
}

/** Kind, source, date and place, each a few words: 'gesprekken', '3 juni 2016, Exloo', 'teruggelezen 10 juni 2016'. */
export function originFacts(kind: ContributorKind, origin: StoredOrigin | null): string[] {
  if (origin === null) return [contributorKindLabels[kind]]
  const { source, consent, readBackOn } = origin
  const consentSays: Record<Consent, string> = {
    notAsked: '',
    given: 'deelnemers vinden gebruik goed',
    notTraceable: 'niemand is herkenbaar',
  }
  return [
    contributorKindLabels[kind],
    source,
    whenAndWhere(origin),
    consentSays[consent],
    readBackOn === null ? '' : `teruggelezen ${formatDate(readBackOn)}`,
  ].filter((part) => part !== '')
}
