import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { setKind } from '#app/features/plans/correct-paragraphs.ts'
import { changeWords, changeWordsRefusals } from '#app/features/plans/editing/change-words.server.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { actionMarks, actionMarksOf, type ActionMark } from './group-action-items.ts'
import { keepActionItems, storedActionGroups } from './keep-action-items.server.ts'

const mark = z.enum(actionMarks)

/**
 * The act that says of many paragraphs at once whether they are an action item, or belong to the one above them. `were` is what the form showed of
 * each: what it leaves as it was stays as colleagues made it meanwhile. `followers` are those of later rooms.
 */
export const markActionItemsWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'markActionItems',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({
      parts: z.array(z.string()).min(1).max(2000),
      marks: z.array(mark).max(2000),
      were: z.array(mark).max(2000).default([]),
    }),
    refusals: {
      ...changeWordsRefusals,
      itemsChanged: {
        says: 'Een collega heeft intussen actiepunten gewijzigd die u ook wijzigt. Er is niets bewaard. Hieronder staat wat er nu is, met uw keuzes: kijk ze na en bewaar opnieuw.',
      },
    },
    async run({ trx, by, process: ref, refuse }, { parts, marks, were }) {
      const process = await lockProcess(trx, by, ref.id)
      const plan = await storedPlan(trx, process)
      const version = {
        municipalityId: process.municipalityId,
        processId: process.id,
        planVersionId: plan?.versionId ?? '',
      }
      const before = plan ? await storedActionGroups(trx, version) : []
      const now = new Map<string, ActionMark>(actionMarksOf(before))
      const wanted = new Map(now)
      parts.forEach((id, at) => {
        const [asked, was, is] = [marks[at], were[at], now.get(id) ?? 'none']
        if (asked === undefined || asked === was || asked === is) return
        if (was !== undefined && was !== is) refuse('itemsChanged')
        wanted.set(id, asked)
      })
      const isItem = (id: string) => (wanted.get(id) ?? 'none') !== 'none'
      const kept = await changeWords(
        { trx, by, process, part: null, seen: undefined },
        (blocks) => ({ blocks: markedAs(blocks, isItem), splitFrom: new Map() }),
        followers,
      )
      await keepActionItems(trx, version, wanted)
      const after = await storedActionGroups(trx, version)
      const items = after.length
      if (!kept.changed && JSON.stringify(after) === JSON.stringify(before))
        return changedNothing({ changed: false, items })
      return did(
        { changed: true, items },
        { subject: { kind: 'planVersion', id: kept.planVersionId }, detail: { items } },
      )
    },
  })

/** Paragraphs become an action item, or what their words look like when they are none any more. */
function markedAs(blocks: readonly Block[], isItem: (id: string) => boolean): Block[] {
  return blocks.reduce<Block[]>(
    (all, block, at) => {
      if (isHeading(block) || block.id === undefined || isItem(block.id) === (block.kind === 'action_item')) return all
      if (isItem(block.id)) return setKind(all, at, 'action_item')
      return all.with(at, { ...block, kind: isListed(block) ? 'list' : 'text' })
    },
    [...blocks],
  )
}

const isListed = ({ html, text }: { html: string | null; text: string }) =>
  html === null ? text.split('\n').every((line) => /^\s*(?:•|\d+\.) /.test(line)) : /^<[uo]l\b/.test(html)
