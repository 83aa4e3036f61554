import type { z } from 'zod'
import type { Changes } from '#app/content-version.server.ts'
import { Refused } from '#app/errors.server.ts'
import type { Actor, CommandActor } from '#app/features/accounts/account.ts'
import { fieldErrors } from '#app/form-errors.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { doAct, type Parsed } from './perform.server.ts'
import type { Caller, WhoMay } from './who-may.ts'

/**
 * Facts of a request that an act may need beside its input. The door passes them; an act declares the ones that it
 * needs.
 */
export type Facts = {
  /** Begin of links in messages, such as 'https://doemee.gemeente.example'. */
  baseUrl: string
  /** Key for hashes of codes, addresses and links. */
  secret: string
  clientAddress: string
  /** Of who is logged in; else empty. */
  sessionId: string
  /** The browser in words, such as 'Firefox op Windows'. */
  device: string
  /** By which a browser in which someone logged in before is known; null in any other. */
  deviceToken: string | null
  mode: 'demo' | 'production'
  /** When what is sent now was first refused for pressure, as the server signed it then; null when it never was. */
  firstArrivedAt: Date | null
}

/** A sentence for who asked, at the input it is about. Functions make them of what was found. */
export type Refusal = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each refusal has facts of its own; `refuse` checks them
  says: string | ((facts: any) => string)
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- idem
  at?: string | ((facts: any) => string | null)
}
/** Makes the refusal of a code, for functions that several acts call; those acts declare that refusal too. */
export function refusedBy<const R extends Record<string, Refusal>, C extends keyof R & string>(
  refusals: R,
  code: C,
  ...[facts]: FoundBy<R[C]>
): Refused {
  const { says, at = null } = refusals[code] ?? {}
  if (says === undefined) throw new Error(`no refusal '${code}' is declared`)
  const field = typeof at === 'function' ? at(facts) : at
  return new Refused(typeof says === 'string' ? says : says(facts), field, { code, facts })
}

type FoundBy<R extends Refusal> = R['says'] extends (facts: infer F) => string ? [facts: F] : [facts?: unknown]

/** Whether an act works in the whole municipality or in one of its processes. */
type Scope = 'municipality' | 'process'
type ProcessRef = { id: string }

type Context<W extends WhoMay, S extends Scope, F extends keyof Facts, R extends Record<string, Refusal>> = Pick<
  Facts,
  F
> & {
  by: W['audience'] extends 'everyone' ? Caller : W['audience'] extends 'account' ? Actor : Actor | CommandActor
  now: Date
  /** For an act that works in a process: it exists, in the municipality of the caller. */
  process: S extends 'process' ? ProcessRef : null
  /** Refuses with a code of this act, and undoes everything that was written. */
  refuse<C extends keyof R & string>(code: C, ...found: FoundBy<R[C]>): never
}

/** What the record keeps of an act. */
export type ActEvent = {
  /** Where other rows name the event, such as the history of points; left out: a new one. */
  id?: string
  /** The name of this event, where the record has more than one for the act. */
  as?: string
  subject: { kind: string; id: string }
  /** The process that the event is about, for an act that works in the whole municipality. */
  processId?: string
  /** Facts such as states from and to; never a name, address or text. */
  detail?: Record<string, string | number | boolean | null>
}

/**
 * How an act ends: its result, and what the record keeps. Only `did` and `changedNothing` make one, so that no act
 * forgets the record.
 */
export type Ending<V> = { value: V; events: readonly ActEvent[] }

/** The act did something, and the record keeps these events. */
export const did = <V>(value: V, ...events: [ActEvent, ...ActEvent[]]): Ending<V> => ({ value, events })

/** Nothing had to change, or a function that the act calls wrote its own events. */
export const changedNothing = <V>(value: V): Ending<V> => ({ value, events: [] })

/** An act of the trade. `Given` is what the command line, tests and other programs hand it at once. */
export interface Act<N extends string = string, Given = never, V = unknown> {
  (db: Db, by: Caller, given: Given, now: Date): Promise<V>
  readonly definition: Definition & { name: N }
}

/** The input that callers pass; zod's type of an empty object would forbid the process and the facts beside it. */
type InputOf<I extends z.ZodType> = string extends keyof z.input<I> ? unknown : z.input<I>

/** What the runner and the doors know of any act. */
export type Definition = {
  name: string
  by: WhoMay
  on: Scope
  ownTransaction: boolean
  changes: Changes | null
  needs: readonly (keyof Facts)[]
  input: z.ZodType
  refusals: Record<string, Refusal>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what they take and give is checked where the act is defined
  prepare?: (context: any, input: any) => Promise<any>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- idem
  run: (context: any, input: any, prepared: any) => Promise<Ending<unknown>>
}

/**
 * Defines an act, which is also a function: `act(db, by, { ...input, process, ...facts }, now)` does it or throws
 * NotAllowed, NotFound, WrongInput or Refused. An act never calls another act: what they share is a plain function that
 * takes `trx`.
 */
export function act<
  const N extends string,
  const W extends WhoMay,
  I extends z.ZodType,
  const R extends Record<string, Refusal>,
  V,
  const S extends Scope = 'municipality',
  F extends keyof Facts = never,
  P = undefined,
  const O extends boolean = false,
>(definition: {
  /** A verb: the record, forms, programs and the command line all use it. */
  name: N
  by: W
  on?: S
  /** What it may change of public pages: 'public', or 'publicOnceAnswered' while nothing of it is public before the answers are. */
  changes?: O extends true ? never : S extends 'process' ? Changes : 'public'
  needs?: readonly F[]
  /** What may be filled in, in English names; `seen` and `key` mean the same in every act, see `app/forms`. */
  input: I
  refusals: R
  /**
   * Runs before the transaction: for slow work, such as reading a file, and for what must stay when the act is refused,
   * such as counting a try.
   */
  prepare?: (context: Context<W, S, F, R> & { db: Db }, input: z.output<I>) => Promise<P>
  run: (
    context: Context<W, S, F, R> & (O extends true ? { db: Db } : { trx: Trx }),
    input: z.output<I>,
    prepared: P,
  ) => Promise<Ending<V>>
  /**
   * For acts that thousands do at once: `run` writes in one statement, which then is the transaction, with its event in
   * that same statement; where it needs more it opens a transaction itself. Each statement saved is a wait less. It changes
   * nothing public: the runner has no transaction to raise the version in.
   */
  ownTransaction?: O
}): Act<N, InputOf<I> & Pick<Facts, F> & (S extends 'process' ? { process: ProcessRef } : unknown), V> {
  const whole: Definition & { name: N } = {
    ...definition,
    on: definition.on ?? 'municipality',
    ownTransaction: definition.ownTransaction ?? false,
    changes: definition.changes ?? null,
    needs: definition.needs ?? [],
  }
  const call = async (db: Db, by: Caller, given: Record<string, unknown>, now: Date) =>
    // `run` returns the type that the definition says; the runner passes it on without knowing it.
    (await doAct(whole, { db, by, now, given }, () => parsedBy(whole.input, given))) as V
  return Object.assign(call, { definition: whole })
}

function parsedBy(schema: z.ZodType, given: unknown): Parsed {
  const read = schema.safeParse(given)
  return read.success ? { value: read.data } : { errors: fieldErrors(read.error) }
}
