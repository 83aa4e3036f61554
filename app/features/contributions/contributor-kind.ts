/** Who gave a contribution. */
export const contributorKinds = [
  'resident',
  'household',
  'organisation',
  'workingGroup',
  'meeting',
  'functionHolder',
  'conversations',
  'study',
  'councilGroup',
] as const
export type ContributorKind = (typeof contributorKinds)[number]

export const contributorKindLabels: Record<ContributorKind, string> = {
  resident: 'inwoner',
  household: 'gezin',
  organisation: 'organisatie',
  workingGroup: 'werkgroep',
  meeting: 'overleg',
  functionHolder: 'functionaris',
  conversations: 'gesprekken',
  study: 'onderzoek',
  councilGroup: 'raadsgroep',
}

/** Natural persons are numbered unless they chose to be named; all others are named. */
const persons: readonly ContributorKind[] = ['resident', 'household']

/** Whether this is someone who speaks for themselves, or a family. */
export const isPerson = (kind: ContributorKind): boolean => persons.includes(kind)

export type NamedContributor = {
  kind: ContributorKind
  name: string
  organisation: string
  namedInPublic: boolean
  /** null until it was given one. */
  number: number | null
  /** What the public knew as the number before there was one series; null for all others. */
  residentNumber: number | null
}

/** Whether the public sees a name rather than a number. */
export function isNamedInPublic(
  contributor: Pick<NamedContributor, 'kind' | 'name' | 'organisation' | 'namedInPublic'>,
): boolean {
  if (!isPerson(contributor.kind)) return Boolean(contributor.organisation || contributor.name)
  return contributor.namedInPublic && contributor.name !== ''
}

/** What the public reads: the name of an organisation, "Inspreker 7", or a person's own name where they chose that. */
export function publicName(contributor: NamedContributor): string {
  if (isNamedInPublic(contributor)) return contributor.organisation || contributor.name
  const number = contributor.residentNumber ?? contributor.number
  return number === null ? 'Inspreker' : `Inspreker ${number}`
}

/** What the public reads of what someone does; of a person, who is a number, it may tell who that is. */
export const publicRole = ({ kind, role }: { kind: ContributorKind; role: string }): string =>
  isPerson(kind) ? '' : role

/** What officials read: everything that is known of who it was. */
export function fullName(contributor: NamedContributor): string {
  const known = [contributor.name, contributor.organisation].filter((part) => part !== '').join(', ')
  return known || publicName(contributor)
}
