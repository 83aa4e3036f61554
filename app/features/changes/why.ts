import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import type { ChangeReason } from './reasons.ts'

/** Why a change was made, in the words that people read. */

/** Who gave a point that is behind a change; the number is null while the point is not public. */
export type Asker = { contributorId: string; kind: ContributorKind; number: string | null }

export type Why = {
  /** Points behind it, also those that are not public. */
  points: number
  /** Who gave them, each once: how many, and what they are when all are alike. */
  asked: { count: number; are: Askers }
  /** Points that are not public: they count, and their words stay inside. */
  inside: number
  ownInitiative: string[]
  amendments: { number: number; title: string }[]
}

export type WhoseWish = 'points' | 'ownInitiative' | 'amendment' | 'unknown'

type Askers = 'people' | 'organisations' | 'councilGroups' | 'mixed'

const askersAre: Record<ContributorKind, Exclude<Askers, 'mixed'>> = {
  ...{ resident: 'people', household: 'people', functionHolder: 'people', conversations: 'people', study: 'people' },
  ...{ organisation: 'organisations', workingGroup: 'organisations', meeting: 'organisations' },
  councilGroup: 'councilGroups',
}

/** The reason of a change, with who gave the points behind it. */
export function whyOf({ points, ownInitiative, amendments }: ChangeReason, askers: ReadonlyMap<string, Asker>): Why {
  const known = points.flatMap(({ id }) => askers.get(id) ?? [])
  const asked = new Map(known.map(({ contributorId, kind }) => [contributorId, askersAre[kind]]))
  const [are, ...others] = new Set(asked.values())
  return {
    points: points.length,
    asked: { count: asked.size, are: are === undefined || others.length > 0 ? 'mixed' : are },
    inside: points.length - known.filter(({ number }) => number !== null).length,
    ownInitiative,
    amendments: amendments.map(({ number, title }) => ({ number, title })),
  }
}

/** Whose wish a change was: each change counts once. What the council changed is the council's, also where points led to it. */
export function whoseWish({
  points,
  ownInitiative,
  amendments,
}: Pick<Why, 'points' | 'ownInitiative' | 'amendments'>): WhoseWish {
  if (amendments.length > 0) return 'amendment'
  if (points > 0) return 'points'
  return ownInitiative.length > 0 ? 'ownInitiative' : 'unknown'
}

const askerNames: Record<Askers, [one: string, many: string]> = {
  people: ['persoon', 'mensen'],
  organisations: ['organisatie', 'organisaties'],
  councilGroups: ['groep van de raad', 'groepen van de raad'],
  mixed: ['persoon of organisatie', 'mensen en organisaties'],
}

/** 'Omdat 3 mensen dit vroegen', 'Omdat 1 organisatie dit vroeg'. */
export function askedInWords({ count, are }: Why['asked']): string {
  const [one, many] = askerNames[are]
  return count === 1 ? `Omdat 1 ${one} dit vroeg` : `Omdat ${count} ${many} dit vroegen`
}

/** In the margin of the plan, behind 'veranderd': 'door 3 punten', 'amendement 1'; '' where no reason is known. */
export function whyInShort(why: Why): string {
  const [amendment] = why.amendments
  if (amendment) return `amendement ${amendment.number}`
  if (why.points > 0) return `door ${why.points} ${why.points === 1 ? 'punt' : 'punten'}`
  return why.ownInitiative.length > 0 ? 'eigen initiatief' : ''
}

/** That points behind a change are not public; '' when all are. */
export function insideInWords(inside: number): string {
  if (inside === 0) return ''
  return inside === 1 ? '1 punt is nog niet openbaar.' : `${inside} punten zijn nog niet openbaar.`
}
