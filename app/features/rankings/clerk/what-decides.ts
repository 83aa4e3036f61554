import type { TieRule } from '#app/features/rankings/counting/outcome.ts'
import { missingToOpen, tieRuleWords, topWord } from '#app/features/rankings/session.ts'
import { formatDate, type LocalDate } from '#app/local-date.ts'

type Rules = { k: number; unrankedRank: number; tieChain: readonly TieRule[] }

/** Everything that decides the outcome, in plain words: what is read before a session opens, and stands from then on. */
export function whatDecides(session: Rules & { topics: readonly unknown[]; groups: readonly unknown[] }): string[] {
  const { k, unrankedRank, tieChain, topics, groups } = session
  const places = k === 1 ? 'één onderwerp op plaats 1' : `${k} onderwerpen een plaats, van 1 tot en met ${k}`
  const first = k === 1 ? `Elke groep zet ${places}` : `Elke groep geeft ${places}`
  const chain = tieChain.map((rule) => tieRuleWords[rule].because)
  return [
    ...(groups.length > 0 && topics.length > 0
      ? [
          `${count(groups.length, 'groep doet', 'groepen doen')} mee en ${groups.length === 1 ? 'kiest' : 'kiezen'} uit ${count(topics.length, 'onderwerp', 'onderwerpen')}.`,
        ]
      : []),
    `${first}, en schrijft erbij waarom.`,
    `Een onderwerp dat een groep geen plaats geeft, telt bij die groep als plaats ${unrankedRank}.`,
    'De plaatsen van alle groepen worden opgeteld: de laagste som staat bovenaan. Elke groep telt even zwaar, hoe groot zij ook is.',
    ...(chain.length > 0 ? [`Is de som gelijk: ${chain.join('; beslist dat niet: ')}.`] : []),
    `${chain.length > 0 ? 'Blijft het gelijk' : 'Is de som gelijk'}, dan delen onderwerpen een plaats, tenzij de vergadering besluit en zegt waarom.`,
    ...(k > 1
      ? [
          `De ${topWord(k)} zijn de plaatsen 1 tot en met ${k}. Onderwerpen die de laatste plaats delen, horen er allemaal bij.`,
        ]
      : []),
  ]
}

/** 'informatieve raad, 28 april 2016'; empty while neither is known. */
export function meetingWords({ meetingKind, heldOn }: { meetingKind: string; heldOn: LocalDate | null }): string {
  return [meetingKind, heldOn ? formatDate(heldOn) : ''].filter((part) => part !== '').join(', ')
}

export type Gap = { text: string; /** id on the page where it is mended */ at: 'onderwerpen' | 'groepen' | 'k' }

/** What still misses, each with the place where it is mended. Every part is asked with the others as they should be. */
export function gapsOf(session: {
  k: number
  unrankedRank: number
  topics: readonly unknown[]
  groups: readonly { name: string }[]
}): Gap[] {
  const { k, unrankedRank, topics, groups } = session
  const fine = { k: 1, unrankedRank: 2, topics: [1, 2], groups: [{ name: 'groep' }] }
  const ask = (at: Gap['at'], part: Partial<typeof session>) =>
    missingToOpen({ ...fine, ...part }).map((text) => ({ text, at }))
  return [
    ...ask('k', { k, unrankedRank, topics: Array.from({ length: k + 1 }) }),
    ...ask('onderwerpen', { k, unrankedRank: k + 1, topics }),
    ...ask('groepen', { groups }),
  ]
}

/** '1 groep', '3 groepen' */
export const count = (amount: number, one: string, more: string): string => `${amount} ${amount === 1 ? one : more}`
