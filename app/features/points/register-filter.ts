import { formalStates, type FormalState } from '#app/features/contributions/formal-state.ts'
import { rounds, type Round } from '#app/features/contributions/round.ts'
import { channelKinds, type ChannelKind } from '#app/features/processes/process.ts'

/** Which contributions of the register one wants to see, and in which order. */
export type RegisterFilter = {
  state?: 'open' | 'split' | undefined
  channel?: ChannelKind | undefined
  round?: Round | undefined
  /** 'none': what counts; 'any': what has a formal state, whichever. */
  formal?: FormalState | 'none' | 'any' | undefined
  search?: string | undefined
  sort?: RegisterSort | undefined
}

/** By receipt when nothing is chosen. */
const registerSorts = ['newest', 'number'] as const
export type RegisterSort = (typeof registerSorts)[number]

/** The words that stand in the address. */
export const registerWords = {
  state: { open: 'open', split: 'klaar' },
  round: {
    priorities: 'prioriteiten',
    partners: 'partners',
    inspraak: 'inspraak',
    secondInspraak: 'tweede-inspraak',
  },
  formal: {
    ...{ none: 'telt-mee', any: 'telt-niet-mee', withdrawn: 'ingetrokken', double: 'dubbel', test: 'test' },
    ...{ notRelevant: 'niet-relevant', referred: 'doorgestuurd' },
  },
  sort: { newest: 'nieuwste', number: 'nummer' },
} as const

const formals = ['none', 'any', ...formalStates] as const

/** The filter in the address of the register; values that mean nothing are left out. */
export function registerFilterFrom(params: URLSearchParams): RegisterFilter {
  return {
    state: (['open', 'split'] as const).find((one) => registerWords.state[one] === params.get('stand')),
    channel: channelKinds.find((kind) => kind === params.get('kanaal')),
    round: rounds.find((one) => registerWords.round[one] === params.get('ronde')),
    formal: formals.find((one) => registerWords.formal[one] === params.get('formeel')),
    search: params.get('zoek')?.trim().slice(0, 200) || undefined,
    sort: registerSorts.find((one) => registerWords.sort[one] === params.get('volgorde')),
  }
}

/** The filter as it stands in an address, without '?'. */
export function registerQuery({ state, channel, round, formal, search, sort }: RegisterFilter): string {
  const params = new URLSearchParams()
  if (state) params.set('stand', registerWords.state[state])
  if (channel) params.set('kanaal', channel)
  if (round) params.set('ronde', registerWords.round[round])
  if (formal) params.set('formeel', registerWords.formal[formal])
  if (search) params.set('zoek', search)
  if (sort) params.set('volgorde', registerWords.sort[sort])
  return params.toString()
}

/** Whether it leaves anything out; another order does not. */
export const narrows = (filter: RegisterFilter): boolean => registerQuery({ ...filter, sort: undefined }) !== ''

/** With which contribution a page begins: one by its id, or that with which the last page does. */
export type RegisterPlace = { from: string } | 'begin' | 'end'

export function registerPlaceFrom(params: URLSearchParams): RegisterPlace {
  const from = params.get('vanaf')
  if (!from) return 'begin'
  return from === 'einde' ? 'end' : { from }
}

/** The filter with a place in the list, as it stands in an address. */
export function registerPlaceQuery(query: string, place: RegisterPlace): string {
  if (place === 'begin') return query
  return [query, `vanaf=${place === 'end' ? 'einde' : place.from}`].filter((part) => part !== '').join('&')
}

/** The number of a page in an address; 1 when it is none. */
export function pageFrom(params: URLSearchParams): number {
  const page = Number(params.get('pagina') ?? '1')
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}

/** A list as it is filtered, at one of its counted pages. */
export function withFilter(path: string, query: string, page = 1): string {
  const params = new URLSearchParams(query)
  if (page > 1) params.set('pagina', String(page))
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
