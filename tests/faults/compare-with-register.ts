import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { Sent } from './sending-residents.ts'

/** The texts for which the register and what senders know differ; all empty when nothing was lost or doubled. */
export type Differences = {
  /** Acknowledged, and not in the register. */
  lost: string[]
  /** More than once in the register. */
  doubled: string[]
  /** In the register, though its sender never got an answer that says so, however often they asked. */
  unknown: string[]
  /** In the register without exactly one receipt and one event. */
  halves: string[]
  /** Not exactly one message with the receipt for who gave an address, and none for who did not. */
  messages: string[]
}

/** Compares the register with what the senders know. */
export async function compareWithRegister(db: Db, sent: readonly Sent[]): Promise<Differences> {
  const { rows } = await sql<{ text: string; receipts: number; events: number; messages: number }>`
    select text,
      (select count(*)::int from receipt where contribution_id = contribution.id) receipts,
      (select count(*)::int from event where subject_id = contribution.id and act = 'submitReaction') events,
      (select count(*)::int from notification where message_key = 'receipt:' || contribution.id) messages
    from contribution where text = any(${sent.map(({ text }) => text)})`.execute(db)
  const stored = Map.groupBy(rows, ({ text }) => text)
  const textsOf = (of: readonly { text: string }[]) => [...new Set(of.map(({ text }) => text))]
  const senders = new Map(sent.map((one) => [one.text, one]))
  return {
    lost: textsOf(sent.filter(({ acknowledged, text }) => acknowledged && !stored.has(text))),
    doubled: [...stored].flatMap(([text, found]) => (found.length > 1 ? [text] : [])),
    unknown: textsOf(rows.filter(({ text }) => senders.get(text)?.acknowledged !== true)),
    halves: textsOf(rows.filter(({ receipts, events }) => receipts !== 1 || events !== 1)),
    messages: textsOf(rows.filter(({ text, messages }) => messages !== (senders.get(text)?.email === '' ? 0 : 1))),
  }
}
