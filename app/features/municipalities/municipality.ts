/** What a municipality says about itself, as an administrator fills it in. All but the sender may be empty. */
export const municipalityFields = [
  'senderEmail',
  'helpPhone',
  'helpHours',
  'helpDesk',
  'contactEmail',
  'retentionTerm',
  'retentionBasis',
  'privacyOfficerName',
  'privacyOfficerEmail',
  'accessibilityStatus',
  'accessibilityStatementUrl',
  'securityContact',
] as const
export type MunicipalityField = (typeof municipalityFields)[number]
export type MunicipalityFacts = Record<MunicipalityField, string>

/** What a municipality says about itself, without what else is known of it. */
export function factsOf(municipality: MunicipalityFacts): MunicipalityFacts {
  const { senderEmail, helpPhone, helpHours, helpDesk, contactEmail, retentionTerm, retentionBasis } = municipality
  const { privacyOfficerName, privacyOfficerEmail, accessibilityStatus, accessibilityStatementUrl, securityContact } =
    municipality
  return {
    ...{ senderEmail, helpPhone, helpHours, helpDesk, contactEmail, retentionTerm, retentionBasis },
    ...{ privacyOfficerName, privacyOfficerEmail, accessibilityStatus, accessibilityStatementUrl, securityContact },
  }
}

/** What the privacy page says, and a release asks for (AVG 13). */
export type PrivacyFacts = Pick<
  MunicipalityFacts,
  'retentionTerm' | 'retentionBasis' | 'privacyOfficerName' | 'privacyOfficerEmail'
>

/** Statuses of an accessibility statement, as its public register gives them; empty: nobody assessed the site. */
export const accessibilityStatuses = ['', 'A', 'B', 'C', 'D', 'E'] as const
export type AccessibilityStatus = (typeof accessibilityStatuses)[number]

export const accessibilityWords: Record<AccessibilityStatus, string> = {
  '': 'Nog niet beoordeeld',
  A: 'A: voldoet volledig',
  B: 'B: voldoet gedeeltelijk',
  C: 'C: eerste maatregelen genomen',
  D: 'D: voldoet niet',
  E: 'E: geen verklaring',
}

/** A text column as one of the statuses that its check constraint allows; '' for anything else. */
export const accessibilityStatusOf = (text: string): AccessibilityStatus =>
  accessibilityStatuses.find((status) => status === text) ?? ''

/**
 * Words of a municipality for what is done with a point: for one of the eight dispositions in place of ours (`id` is null), or for
 * a disposition of its own that counts as one of them.
 */
export type DecisionWording = {
  id: string | null
  disposition: string
  label: string
  short: string
  /** What residents read before the label; '' where the label is plain enough. */
  plain: string
  explanation: string
  /** Nobody is offered it any more; answers that have it keep it. */
  isRetired: boolean
}
