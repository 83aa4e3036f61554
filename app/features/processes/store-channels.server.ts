import { refusedBy } from '#app/acts/act.server.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { sameValue } from './process-parts.ts'
import { channelField, channelKinds, channelLabels, type ChannelKind } from './process.ts'
import type { Channel, Process } from './queries.server.ts'

export const channelRefusals = {
  /** The release announced it to residents: after the release an address can be corrected or added, not taken away. */
  channelStays: {
    says: (kind: ChannelKind) =>
      `${channelLabels[kind].label}: bewoners weten dat zij zo kunnen reageren. U kunt het adres verbeteren, niet weghalen.`,
    at: channelField,
  },
}

/** The channels that were given, online first: the online form is always one of them and has its own address. */
export function ownChannels(process: Process, given: readonly Channel[]): Channel[] {
  const address = paths.public.react(process.slug)
  const note = given.find(({ kind }) => kind === 'online')?.note ?? ''
  return [{ kind: 'online', address, note }, ...given.filter(({ kind }) => kind !== 'online')]
}

/** The kinds whose address or remark is another. */
export function changedChannels(stored: readonly Channel[], channels: readonly Channel[]): ChannelKind[] {
  const find = (list: readonly Channel[], kind: ChannelKind) => list.find((channel) => channel.kind === kind)
  return channelKinds.filter((kind) => !sameValue(find(stored, kind), find(channels, kind)))
}

/** Stores these channels in the place of what was there. Throws Refused when one that was announced would go. */
export async function storeChannels(
  trx: Trx,
  { municipalityId, id: processId, state }: Process,
  stored: readonly Channel[],
  channels: readonly Channel[],
): Promise<void> {
  const gone = stored.find(({ kind }) => !channels.some((channel) => channel.kind === kind))
  if (gone && state !== 'draft') throw refusedBy(channelRefusals, 'channelStays', gone.kind)
  await trx
    .deleteFrom('channel')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .execute()
  await trx
    .insertInto('channel')
    .values(channels.map((channel) => ({ municipalityId, processId, ...channel })))
    .execute()
}
