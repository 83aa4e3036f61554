import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { lockProcess, needRole, refuseWithdrawn } from './lock-process.server.ts'
import { channelKinds, channelLabels, type ChannelKind } from './process.ts'
import { sameValue } from './process-parts.ts'
import { channelsOf, type Channel } from './queries.server.ts'
import { channelField } from './release-checklist.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { staleMessage } from '#app/acts/stale.ts'

/** The mark of what the form with the channels shows. */
export const markOfChannels = (channels: readonly Channel[]): string => seenMark(channels)

/**
 * Saves the ways to react. The online form is always one of them and has its own address. After the release an address can
 * be corrected or added, not taken away: residents were told that they could use it.
 */
export async function saveChannels(
  db: Db | Trx,
  by: Doer,
  input: { processId: string; channels: readonly Channel[]; seen?: string },
  now: Date,
): Promise<{ changed: boolean }> {
  needRole(by, 'processor')
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, input.processId)
    refuseWithdrawn(process)
    const stored = await channelsOf(trx, process)
    const channels = inOrder(input.channels, paths.public.react(process.slug))
    if (sameValue(channels, stored)) return { changed: false }
    if (input.seen !== undefined && input.seen !== markOfChannels(stored)) throw new Refused(staleMessage)
    const gone = stored.find(({ kind }) => !channels.some((channel) => channel.kind === kind))
    if (gone && process.state !== 'draft') refuseRemoval(gone.kind)

    const { municipalityId, id: processId } = process
    await trx
      .deleteFrom('channel')
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', processId)
      .execute()
    await trx
      .insertInto('channel')
      .values(channels.map((channel) => ({ municipalityId, processId, ...channel })))
      .execute()
    await trx
      .updateTable('process')
      .set({ updatedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', processId)
      .execute()
    const find = (list: readonly Channel[], kind: ChannelKind) => list.find((channel) => channel.kind === kind)
    const changed = channelKinds.filter((kind) => !sameValue(find(stored, kind), find(channels, kind)))
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'saveChannels', subject: { kind: 'process', id: processId }, processId },
      detail: { changed: changed.join(' '), state: process.state },
    })
    return { changed: true }
  })
}

function inOrder(given: readonly Channel[], address: string): Channel[] {
  const online = { kind: 'online' as const, address, note: given.find(({ kind }) => kind === 'online')?.note ?? '' }
  const filled = given.filter((channel) => channel.kind !== 'online' && channel.address.trim() !== '')
  return channelKinds.flatMap((kind) => {
    const channel = [online, ...filled].findLast((each) => each.kind === kind)
    return channel ? [{ kind, address: channel.address, note: channel.note }] : []
  })
}

function refuseRemoval(kind: ChannelKind): never {
  throw new Refused(
    `${channelLabels[kind].label}: bewoners weten dat zij zo kunnen reageren. U kunt het adres verbeteren, niet weghalen.`,
    channelField(kind),
  )
}
