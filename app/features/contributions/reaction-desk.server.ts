import { setCookies } from '#app/cookies.server.ts'
import type { AppContext, Visit } from '#app/features/accounts/guard.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { stage, type Stage } from '#app/features/processes/process.ts'
import { channelsOf } from '#app/features/processes/queries.server.ts'
import { daysForPost } from '#app/features/processes/term.ts'
import { addDays, formatDate, today, type LocalDate } from '#app/local-date.ts'
import { draftCookie, draftCookies, readDraftTokens, RECEIPT_MINUTES, WRITING_DAYS } from './draft-cookie.server.ts'
import { processWithDrafts, type Draft } from './draft.server.ts'
import { roundToReact, type ProcessToReact } from './process-to-react.server.ts'
import { typedText } from './reaction.ts'

/** Where a browser stands with a process: what it is writing, and what it sent last. */
export type ReactionDesk = {
  process: ProcessToReact
  stage: Stage
  /** Whether a reaction that arrives now is taken; an early one counts. */
  open: boolean
  /** The round in which a reaction counts that arrives now, and its days. */
  term: ReturnType<typeof roundToReact>
  token: string | null
  /** The token came under a name that anyone may set: what is written goes into a draft of its own. */
  tokenIsOld: boolean
  draft: Draft | null
  /** Null again half an hour after sending, also for a browser that still carries the cookie: devices are shared. */
  sent: (Draft & { token: string; contributionId: string }) | null
  /** The key of what was sent last, also after that: enough to know the same form again, and it shows nothing. */
  sentKey: string | null
}

/** The desk as it was when the request came: forms and their acts in one request ask for it more than once. */
export function reactionDesk(visit: Visit): Promise<ReactionDesk> {
  const found = desks.get(visit) ?? readDesk(visit)
  desks.set(visit, found)
  return found
}

const desks = new WeakMap<Visit, Promise<ReactionDesk>>()

/** Reads the process of the address and the drafts of this browser. Throws NotFound when the process is not public. */
async function readDesk({ db, municipality, params, request, context, now }: Visit): Promise<ReactionDesk> {
  const slug = params.slug ?? ''
  const tokens = readDraftTokens(request.headers.get('cookie'), { slug, secure: context.secure })
  const { process, writing, sent } = await processWithDrafts(db, { municipalityId: municipality.id, slug }, tokens)
  // When the answer to sending got lost on its way, the browser still thinks that it is writing.
  const last = sentOne(writing, tokens.writing) ?? sentOne(sent, tokens.sent)
  const at = stage(process, now)
  const unsent = writing?.contributionId === null
  return {
    process,
    stage: at,
    open: isOpenAt(at),
    term: roundToReact(process, now),
    token: unsent ? tokens.writing : null,
    tokenIsOld: unsent && tokens.writingIsOld,
    draft: unsent ? writing : null,
    sent: last && now.getTime() < last.updatedAt.getTime() + RECEIPT_MINUTES * 60_000 ? last : null,
    sentKey: last?.idempotencyKey ?? null,
  }
}

const sentOne = (draft: Draft | null, token: string | null) =>
  draft?.contributionId && token ? { ...draft, token, contributionId: draft.contributionId } : null

const isOpenAt = (at: Stage) => at === 'open' || at === 'announced'

/** Whether a reaction that arrives now is taken. */
export const takesReactions = (process: ProcessToReact, now: Date): boolean => isOpenAt(stage(process, now))

/** The draft that this browser writes, as the acts on it take it: by a token of its own or by one that anyone may have set. */
export function draftInput({ request, params, context }: Visit): { token: string; oldToken: string } {
  const { writing, writingIsOld } = readDraftTokens(request.headers.get('cookie'), {
    slug: params.slug ?? '',
    secure: context.secure,
  })
  return { token: (!writingIsOld && writing) || '', oldToken: (writingIsOld && writing) || '' }
}

/** Lets the browser carry the draft it writes. */
export function carryDraft({ headers, secure }: AppContext, slug: string, token: string): void {
  setCookies(headers, ...draftCookie(draftCookies.writing, token, { slug, secure }))
}

/** The draft was sent: the browser carries the way to its receipt, and writes nothing any more. */
export function carryReceipt({ headers, secure }: AppContext, slug: string, token: string): void {
  setCookies(headers, ...draftCookie(draftCookies.sent, token, { slug, secure }))
  setCookies(headers, ...draftCookie(draftCookies.writing, null, { slug, secure }))
}

/** Until when a kept text can be sent: it waits a week, but who waits longer than the term can't send it any more. */
export function keptUntil({ term, draft }: ReactionDesk): string | null {
  if (!draft) return null
  const wiped = wipedOn(draft)
  return formatDate(wiped < term.lastDay ? wiped : term.lastDay)
}

const wipedOn = ({ updatedAt }: Draft): LocalDate => addDays(today(updatedAt), WRITING_DAYS)

/** What the page says when no reaction is taken on the site any more. */
export async function closedDesk({ db, now }: Visit, { process, stage: at, draft, term }: ReactionDesk) {
  const adoption = await adoptionOf(db, process)
  const postUntil = addDays(term.lastDay, daysForPost)
  return {
    stage: at,
    slug: process.slug,
    processTitle: process.title,
    lastDay: formatDate(term.lastDay),
    /** Of the first inspraak, where there was a second one: its last day, and the first day of that. */
    before:
      term.round === 'secondInspraak'
        ? { lastDay: formatDate(process.lastDay), again: formatDate(term.startsOn) }
        : null,
    adopted: adoption && `${formatDate(adoption.decidedOn)} vastgesteld door ${adoption.body}`,
    withdrawnBecause: process.withdrawnBecause,
    answersExpected: process.answersExpected,
    /** Until when a letter that was sent in time still counts; null when that is over. */
    postUntil: today(now) <= postUntil ? formatDate(postUntil) : null,
    channels: at === 'processing' ? await channelsOf(db, process) : [],
    text: draft ? typedText(draft.fields) : '',
    keptUntil: draft ? formatDate(wipedOn(draft)) : null,
  }
}
export type ClosedDesk = Awaited<ReturnType<typeof closedDesk>>
