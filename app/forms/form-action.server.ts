import { data, redirect } from '@remix-run/node'
import type { Act, Definition, Facts } from '#app/acts/act.server.ts'
import { FoundProcess } from '#app/acts/found-process.ts'
import { doAct } from '#app/acts/perform.server.ts'
import { mayBeOfferedTo, type Area, type Caller } from '#app/acts/who-may.ts'
import { Refused, WrongInput } from '#app/errors.server.ts'
import { forEveryAccount, forEveryone, onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { mayBeKept } from '#app/features/accounts/interrupted-post.ts'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import type { FormAnswer } from './form-answer.ts'
import { namesIn, readForm, refuseUnknownNames, setPresets } from './read-form.server.ts'
import { sayOnce, type Said } from './said.server.ts'
import { decodeTyped, withoutNul } from './typed.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any act may be offered; its types are read below
type AnyAct = Act<string, any, any>

/**
 * The page to go to after an act (by default the same page), and what it says: the name of the act, another code, or
 * nothing.
 */
export type After = { to?: string; say?: string | null; facts?: Said['facts'] }
/** What is shown on the page itself; with errors where it was done, and yet something has to be mended before going on. */
export type Shown = { show: unknown; errors?: FieldErrors; status?: 200 | 400 | 409 }

type Done<V> = (value: V, at: { visit: Visit; form: FormData }) => After | Shown | Promise<After | Shown>
type NameOf<Acts extends readonly AnyAct[]> = Acts[number]['definition']['name']
type ValueOf<A> = A extends Act<string, never, infer V> ? V : never
type DoneOf<Acts extends readonly AnyAct[]> = {
  [N in NameOf<Acts>]?: Done<ValueOf<Extract<Acts[number], { definition: { name: N } }>>>
}

/** The forms of a route. */
type Offer<Acts extends readonly AnyAct[]> = {
  acts: Acts
  /** What happens after an act. By default the same page is shown, and says what was done. */
  done?: DoneOf<Acts>
  /** Input that does not come from the form or the address, and replaces both. */
  given?: (visit: Visit, form: FormData) => Record<string, string> | Promise<Record<string, string>>
  /** The process of the page, where the page finds it in another way than by its address alone. */
  process?: (visit: Visit) => Promise<FoundProcess>
  /** For forms that thousands send at once: the server asks for the page only when there is something to show on it. */
  direct?: boolean
}

/**
 * The action of a route that offers acts to one area. The button `name="act"` names the act: `answerPoint` or, with fixed
 * input, `answerPoint?next=on`. The other fields have the names of the act's input, and parameters of the address
 * count as fields. Wrong input is answered with 400 and a refusal with 409 (429 for too many tries), each with what was
 * typed; success with 303 to a page that says once what was done.
 */
export function formAction<const Acts extends readonly AnyAct[]>(area: Area, offer: Offer<Acts>) {
  const perform = performer(area, offer)
  return guardedFor(area, offer, async (visit: Visit) => {
    const form = await visit.request.formData()
    const { answer, value, status } = await perform(visit, form)
    if (status !== 200) return data(answer, { status })
    const done = offer.done?.[answer.act as keyof DoneOf<Acts>] as Done<unknown> | undefined
    const here = visit.url.pathname.replace(/\.data$/, '')
    const after = done ? await done(value, { visit, form }) : { to: here }
    if ('show' in after) {
      const { show, errors = {}, status = after.errors ? 400 : 200 } = after
      return data({ ...answer, errors, shown: show }, { status })
    }
    const { to = here, say = answer.act, facts = {} } = after
    if (say !== null) sayOnce(visit.context, new URL(to, visit.url).pathname, { code: say, facts })
    return redirect(to, 303)
  })
}

/** The same for a program on the page, which reads the answer as JSON; `shown` is the result of the act. */
export function programAction<const Acts extends readonly AnyAct[]>(area: Area, offer: Omit<Offer<Acts>, 'done'>) {
  const perform = performer(area, offer)
  return guardedFor(area, offer, async (visit: Visit) => {
    const { answer, value, status } = await perform(visit, await visit.request.formData())
    return Response.json({ ...answer, values: {}, shown: value ?? null }, { status })
  })
}

/** The tests ask which acts an action offers, and to whom; the server whether it may call it by itself. */
function guardedFor<T>(
  area: Area,
  { acts, direct = false }: { acts: readonly AnyAct[]; direct?: boolean },
  handle: (visit: Visit) => Promise<T>,
) {
  const wrong = acts.find(({ definition }) => !mayBeOfferedTo(definition.by, area))
  if (wrong) throw new Error(`${wrong.definition.name} is not for the pages of ${area}`)
  const guarded =
    area === 'everyone' ? forEveryone(handle) : area === 'account' ? forEveryAccount(handle) : onlyFor(area, handle)
  return Object.assign(guarded, { acts, direct })
}

/** Whether one text of the input marks what the form showed. */
function hasMark({ input }: Definition): boolean {
  const names = [...namesIn([input])]
  return names.includes('seen') && !names.some((name) => name.startsWith('seen.'))
}

type Performed = { answer: FormAnswer; value?: unknown; status: number }

function performer(
  area: Area,
  { acts, given, ...offer }: Pick<Offer<readonly AnyAct[]>, 'acts' | 'given' | 'process'>,
) {
  const processOf = offer.process ?? ((visit: Visit) => processAtAddress(visit, area))
  const definitions = new Map<string, Definition>(acts.map(({ definition }) => [definition.name, definition]))
  const known = new Set([...namesIn(acts.map(({ definition }) => definition.input)), 'act'])
  const marked = new Set(
    acts
      .map(({ definition }) => definition)
      .filter(hasMark)
      .map(({ name }) => name),
  )
  return async (visit: Visit, form: FormData): Promise<Performed> => {
    const [name = '', presets = ''] = String(form.get('act') ?? '').split('?')
    const act = definitions.get(name)
    // No form of the page would show this as its answer: it is said on a page of its own, and what was typed is behind it.
    if (!act)
      throw new Response(
        'Deze knop kent de pagina niet. Ga terug, laad de pagina opnieuw en probeer het nog een keer.',
        {
          status: 400,
        },
      )
    const answer: FormAnswer = { act: name, errors: {}, values: {}, code: null, facts: null, shown: null }
    try {
      setPresets(form, presets)
      refuseUnknownNames(form, known)
      answer.values = typedIn(form)
      const input = new FormData()
      for (const [field, value] of form) if (field !== 'act' && !isNoFile(value)) input.append(field, value)
      const fixed = { ...visit.params, ...(await given?.(visit, form)) }
      for (const [field, value] of Object.entries(fixed))
        if (value !== undefined && field !== 'slug') input.set(field, value)
      // A form that says nothing of what it showed must not overwrite what nobody saw, as a command may.
      if (marked.has(name) && !input.has('seen')) input.set('seen', '')
      const process = act.on === 'process' ? await processOf(visit) : null
      const asked = { db: visit.db, by: callerIn(visit, area), now: visit.now, given: { ...factsOf(visit), process } }
      return { answer, status: 200, value: await doAct(act, asked, () => readForm(input, act.input)) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const isInput = error instanceof WrongInput || error.code === 'unknownField'
      if (error instanceof TooManyAttempts) visit.context.headers.append('Retry-After', String(error.secondsToWait))
      const status = error instanceof TooManyAttempts ? 429 : isInput ? 400 : 409
      return {
        status,
        answer: { ...answer, errors: error.byField, code: isInput ? null : error.code, facts: error.facts },
      }
    }
  }
}

/**
 * On public pages everyone acts as a resident: even when the browser has an account, the record only says 'a resident'.
 */
function callerIn({ actor, municipality }: Visit, area: Area): Caller {
  return area !== 'everyone' && actor ? actor : { kind: 'resident', id: null, municipalityId: municipality.id }
}

async function processAtAddress({ db, municipality, actor, params, now }: Visit, area: Area): Promise<FoundProcess> {
  return new FoundProcess(
    area === 'everyone'
      ? await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
      : await processBySlug(db, municipality.id, params.slug),
  )
}

function factsOf({ origin, context, sessionId, browser }: Visit): Facts {
  const { secret, clientAddress, mode, firstArrivedAt = null } = context
  return { baseUrl: origin, secret, clientAddress, mode, firstArrivedAt, sessionId: sessionId ?? '', ...browser }
}

function typedIn(form: FormData): Record<string, string[]> {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of form) {
    if (name !== 'act' && typeof value === 'string' && mayBeKept(name))
      (typed[name] ??= []).push(withoutNul(decodeTyped(value)))
  }
  return typed
}

/** What a browser sends for a file field in which nothing was chosen. */
const isNoFile = (value: FormDataEntryValue) => value instanceof File && value.name === '' && value.size === 0
