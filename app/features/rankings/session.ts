import type { TieRule } from '#app/features/rankings/counting/outcome.ts'

export const sessionStates = ['prepared', 'open', 'closed', 'published'] as const
export type SessionState = (typeof sessionStates)[number]

/** The states in which something may be done, one named set per act. */
const statesFor = {
  /** Everything that decides the outcome: topics, groups, places, rules. */
  prepare: ['prepared'],
  rank: ['open'],
  import: ['prepared', 'open'],
  relate: ['prepared', 'open', 'closed'],
  reveal: ['closed', 'published'],
  decide: ['closed'],
  /** Lists and outcome are seen by the council. */
  seeOutcome: ['closed', 'published'],
  open: ['prepared'],
  close: ['open'],
  reopen: ['closed'],
  publish: ['closed'],
} as const satisfies Record<string, readonly SessionState[]>

const allows = (states: readonly SessionState[]) => (state: SessionState) => states.includes(state)

/** What the state of a ranking allows; who may do it, its acts say. */
export const rankingAllows = {
  prepare: allows(statesFor.prepare),
  rank: allows(statesFor.rank),
  import: allows(statesFor.import),
  relate: allows(statesFor.relate),
  reveal: allows(statesFor.reveal),
  decide: allows(statesFor.decide),
  seeOutcome: allows(statesFor.seeOutcome),
  open: allows(statesFor.open),
  close: allows(statesFor.close),
  reopen: allows(statesFor.reopen),
  publish: allows(statesFor.publish),
}

export type SessionAct = 'open' | 'close' | 'reopen' | 'publish'

export const leadsTo: Record<SessionAct, SessionState> = {
  open: 'open',
  close: 'closed',
  reopen: 'open',
  publish: 'published',
}

export const stateLabels: Record<SessionState, string> = {
  prepared: 'In voorbereiding',
  open: 'Open',
  closed: 'Gesloten',
  published: 'Openbaar',
}

const inState: Record<SessionState, string> = {
  prepared: 'De ranglijst is nog in voorbereiding.',
  open: 'De ranglijst is open: de groepen zijn bezig.',
  closed: 'De ranglijst is gesloten.',
  published: 'De uitslag is openbaar.',
}

/** What is said of an act that the state does not allow. */
export const stateRefusal = {
  wrongState: { says: (state: SessionState) => `${inState[state]} Daarom kan dit nu niet.` },
}

/** How many topics and groups are promised to be counted exactly. */
export const MOST_TOPICS = 40
export const MOST_GROUPS = 20
/** The longest reason that is kept, in characters. */
export const MAX_MOTIVATION_LENGTH = 10_000

/** What still misses before the session can open, in Dutch; nothing when it can. */
export function missingToOpen(session: {
  k: number
  unrankedRank: number
  topics: readonly unknown[]
  groups: readonly { name: string }[]
}): string[] {
  const { k, unrankedRank, topics, groups } = session
  const missing: string[] = []
  if (topics.length < 2) missing.push('Vul de onderwerpen in: ten minste twee.')
  else if (topics.length < k)
    missing.push(
      `Er zijn ${topics.length} onderwerpen en ${k} plaatsen. Voeg onderwerpen toe, of kies minder plaatsen.`,
    )
  if (groups.length === 0) missing.push('Maak ten minste één groep.')
  if (unrankedRank <= k) missing.push(`Een onderwerp zonder plaats moet later tellen dan plaats ${k}.`)
  return missing
}

/** The rules of a chain in plain words, as they are shown before the session opens. */
export const tieRuleWords: Record<TieRule, { label: string; because: string }> = {
  moreGroups: { label: 'Meer groepen', because: 'het onderwerp dat door meer groepen is gekozen, gaat voor' },
  bestRank: { label: 'Hoogste plaats', because: 'het onderwerp dat bij één groep het hoogst staat, gaat voor' },
  headToHead: { label: 'Onderling', because: 'het onderwerp dat bij meer groepen boven het andere staat, gaat voor' },
}

/** 'vijf' for 5: places of a top are written out, as people say them. */
export function countWord(count: number): string {
  const words = ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf']
  return words[count] ?? String(count)
}

/** 'top vijf' */
export const topWord = (k: number): string => `top ${countWord(k)}`
