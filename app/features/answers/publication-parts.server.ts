import { mayEnter, type Actor, type Audience } from '#app/features/accounts/account.ts'
import type { RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import { rounds, type Round } from '#app/features/contributions/round.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { whySecondGoesOn } from './publication.ts'

/** Where someone sees what is waited for, and who may go there. */
type Place = { label: string; to: (slug: string) => string; audience: Audience }

/** Why a room wants publications of a round to wait, in words for officials, or null. */
type WhyWait = { round: Round; why: (db: Db | Trx, process: Process, now: Date) => Promise<string | null>; at: Place }

/** What a room finds not right beside the answers, a sentence for each sort; it forbids nothing, and the approver signs for it. */
export type WarnOf = (db: Db | Trx, process: Process) => Promise<string[]>

/** What each room has to do with making answers public: who gets a message, what it has to wait for, and what it warns of. */
export type PublicationParts = {
  recipients: readonly RecipientsQuery[]
  waits: readonly WhyWait[]
  warnings: readonly WarnOf[]
}

/** All that rooms warn of. */
export async function warningsOf(
  db: Db | Trx,
  process: Process,
  { warnings }: Pick<PublicationParts, 'warnings'>,
): Promise<string[]> {
  const found: string[] = []
  for (const warn of warnings) found.push(...(await warn(db, process)))
  return found
}

export type Wait = { says: string; at: (Omit<Place, 'to'> & { to: string }) | null }

/** The first reason for a publication of these rounds to wait, or null; of all rounds, for a process to go on. */
export async function whyWaits(
  db: Db | Trx,
  process: Process,
  sources: readonly Round[],
  now: Date,
  { waits }: PublicationParts,
): Promise<Wait | null> {
  for (const { round, why, at } of waits) {
    const says = sources.includes(round) ? await why(db, process, now) : null
    if (says) return { says, at: { ...at, to: at.to(process.slug) } }
  }
  return null
}

/** Why a process of which these rounds are public cannot end yet, or null: someone still gives something. */
export async function whyGoesOn(
  db: Db | Trx,
  process: Process,
  published: ReadonlySet<Round>,
  now: Date,
  parts: PublicationParts,
): Promise<Wait | null> {
  const says = whySecondGoesOn(process, published, now)
  return says === null ? whyWaits(db, process, rounds, now, parts) : { says, at: null }
}

/** The same as someone reads it: without the way to a page that they may not see. */
export const waitFor = (reader: Pick<Actor, 'roles'>, wait: Wait | null): Wait | null =>
  wait?.at && !mayEnter(reader, wait.at.audience) ? { ...wait, at: null } : wait
