import { v7 as uuid } from 'uuid'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { addAmendmentPart } from '#app/features/changes/amendments/amendment-parts.server.ts'
import { enterAmendment } from '#app/features/changes/amendments/enter-amendment.server.ts'
import { settleAmendment } from '#app/features/changes/amendments/settle-amendment.server.ts'
import { setChangeReason } from '#app/features/changes/set-change-reason.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { addParagraphs, movePart, removePart, writeAmendment, writeParagraph } from '#app/room-parts.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { DemoProcess } from './put-contributions.server.ts'
import type { DemoAmendment, DemoChange } from './sociaal-domein-changes.ts'

/** Makes the next version of a plan by these changes, each with its reason; `pointIds` are those of points by what they quote. */
export async function putChanges(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  { changes, pointIds }: { changes: readonly DemoChange[]; pointIds: ReadonlyMap<string, string> },
  at: Date,
): Promise<void> {
  await beginRevision(trx, by, { process }, at)
  for (const change of changes) {
    const part = await partThatBegins(trx, process, change.at)
    const old = await partThatBegins(trx, process, change.at, 'forReaders')
    if ('becomes' in change) await writeParagraph(trx, by, { process, part, words: change.becomes }, at)
    else if ('adds' in change) await addParagraphs(trx, by, { process, part, words: change.adds }, at)
    else if ('movesBehind' in change) {
      const behind = await partThatBegins(trx, process, change.movesBehind)
      await movePart(trx, by, { process, part, to: 'behind', behind }, at)
    } else await removePart(trx, by, { process, part }, at)
    const changed = 'adds' in change ? await partThatBegins(trx, process, change.adds) : old
    const points = (change.points ?? []).map((quote) => idOf(pointIds, quote))
    const sentence = change.ownInitiative ?? ''
    const because = [...(points.length > 0 ? ['points' as const] : []), ...(sentence ? ['ownInitiative' as const] : [])]
    await setChangeReason(trx, by, { process, part: changed, because, points, sentence }, at)
  }
}

/** The council amends the plan: entered, adopted and written into the version that officials work on. */
export async function putAmendment(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  { title, movers, reason, behind, adds, decidedOn }: DemoAmendment,
  at: Date,
): Promise<void> {
  const { id: amendmentId } = await enterAmendment(trx, by, { process, key: uuid(), title, movers, reason }, at)
  const paragraphId = await partThatBegins(trx, process, behind)
  await addAmendmentPart(trx, by, { process, amendmentId, kind: 'added', paragraphId, words: adds }, at)
  await settleAmendment(trx, by, { process, amendmentId, outcome: 'adopted', decidedOn }, at)
  await writeAmendment(trx, by, { process, amendmentId }, at)
}

async function partThatBegins(
  trx: Trx,
  process: DemoProcess,
  words: string,
  version: 'forEditors' | 'forReaders' = 'forEditors',
): Promise<string> {
  const plan = await storedPlan(trx, process, version)
  const part = plan?.blocks.find(({ text }) => text.startsWith(words))
  if (!part && version === 'forEditors') throw new Error(`De demo wijzigt een alinea die er niet is: ${words}`)
  return part?.id ?? ''
}

function idOf(pointIds: ReadonlyMap<string, string>, quote: string): string {
  const id = pointIds.get(quote)
  if (id === undefined) throw new Error(`De demo noemt een punt dat er niet is: ${quote}`)
  return id
}
