import { channelKinds, type ChannelKind } from '#app/features/processes/process.ts'

/** Which contributions of the register one wants to see. */
export type RegisterFilter = {
  state?: 'open' | 'split' | undefined
  channel?: ChannelKind | undefined
  search?: string | undefined
}

const states = { open: 'open', klaar: 'split' } as const

/** The filter in the address of the register; values that mean nothing are left out. */
export function registerFilterFrom(params: URLSearchParams): RegisterFilter {
  const state = params.get('stand')
  return {
    state: state === 'open' || state === 'klaar' ? states[state] : undefined,
    channel: channelKinds.find((kind) => kind === params.get('kanaal')),
    search: params.get('zoek')?.trim().slice(0, 200) || undefined,
  }
}

/** The filter as it stands in an address, without '?'. */
export function registerQuery({ state, channel, search }: RegisterFilter): string {
  const params = new URLSearchParams()
  if (state) params.set('stand', state === 'split' ? 'klaar' : 'open')
  if (channel) params.set('kanaal', channel)
  if (search) params.set('zoek', search)
  return params.toString()
}

/** The number of a page in an address; 1 when it is none. */
export function pageFrom(params: URLSearchParams): number {
  const page = Number(params.get('pagina') ?? '1')
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}

/** A list as it is filtered (`registerQuery`), at one of its pages. */
export function withFilter(path: string, query: string, page = 1): string {
  const params = new URLSearchParams(query)
  if (page > 1) params.set('pagina', String(page))
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
