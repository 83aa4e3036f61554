import { promising } from '#app/features/changes/gaps.ts'
import { dispositionOf } from '#app/features/points/disposition.ts'
import type { AnswerFields } from './draft-on-device.ts'
import type { ItemView } from './item-view.server.ts'

const nothing: AnswerFields = { disposition: null, reply: '', forwardedTo: '', sectionIds: [], paragraphIds: [] }

const fieldsOf = ({ disposition = null, reply, forwardedTo, sectionIds, paragraphIds }: Loose): AnswerFields => ({
  ...{ disposition, reply, forwardedTo, sectionIds, paragraphIds },
})
type Loose = Omit<AnswerFields, 'disposition'> & { disposition?: AnswerFields['disposition'] | undefined }

/** What the form of an answer begins with, and why that is something else than the stored answer. */
export type Beginning = {
  fields: AnswerFields
  from: 'answer' | 'draft' | 'taken' | 'change' | 'nothing'
  /** The own draft that was typed over an answer that a colleague changed since: both are shown. */
  clash: AnswerFields | null
}

/** What the changes to the plan that a point is behind say of its answer: paragraphs that it may name. */
export type FromChange = {
  paragraphIds: readonly string[]
  /** Whether an official asked to fill it in beside the answer that is there. */
  isAsked: boolean
}

/** Whether the answer does not say yet that the plan changes, or where. */
export const lacksChange = (
  answer: Pick<AnswerFields, 'disposition' | 'paragraphIds'> | null,
  { paragraphIds }: Pick<FromChange, 'paragraphIds'>,
): boolean =>
  answer?.disposition == null ||
  !promising.includes(dispositionOf(answer.disposition)) ||
  paragraphIds.some((id) => !answer.paragraphIds.includes(id))

const withChange = (fields: AnswerFields, { paragraphIds }: FromChange): AnswerFields => ({
  ...fields,
  disposition:
    fields.disposition !== null && promising.includes(dispositionOf(fields.disposition))
      ? fields.disposition
      : 'adopted',
  paragraphIds: [...new Set([...fields.paragraphIds, ...paragraphIds])],
})

/**
 * What the form begins with: a text that was asked for, else what the changes to the plan say when that is asked, else the own draft when it was typed over
 * the answer that is there, else the answer; of a point without an answer what its changes say.
 */
export function formBeginning({
  answer,
  draft,
  taken,
  fromChange = null,
}: Pick<ItemView, 'answer' | 'draft' | 'taken'> & { fromChange?: FromChange | null }): Beginning {
  const stored = answer ? fieldsOf(answer) : nothing
  if (taken) {
    const { disposition, reply, forwardedTo } = taken
    return { fields: { ...stored, disposition, reply, forwardedTo }, from: 'taken', clash: null }
  }
  const own = draft && draft.seen === (answer?.mark ?? '') ? fieldsOf(draft) : null
  if (fromChange?.isAsked) return { fields: withChange(own ?? stored, fromChange), from: 'change', clash: null }
  if (own) return { fields: own, from: 'draft', clash: null }
  if (fromChange && !answer && !draft) return { fields: withChange(stored, fromChange), from: 'change', clash: null }
  return { fields: stored, from: answer ? 'answer' : 'nothing', clash: draft ? fieldsOf(draft) : null }
}

/** Two texts as one, the own first; the decision of one's own. */
export function mergedFields(mine: AnswerFields, theirs: AnswerFields): AnswerFields {
  const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])]
  const isSame = mine.reply.trim() === theirs.reply.trim()
  return {
    disposition: mine.disposition ?? theirs.disposition,
    reply:
      isSame || theirs.reply.trim() === ''
        ? mine.reply
        : mine.reply.trim() === ''
          ? theirs.reply
          : `${mine.reply.trimEnd()}\n\n${theirs.reply}`,
    forwardedTo: mine.forwardedTo || theirs.forwardedTo,
    sectionIds: both(mine.sectionIds, theirs.sectionIds),
    paragraphIds: both(mine.paragraphIds, theirs.paragraphIds),
  }
}

/** What the answer of a colleague says; what is not known of it is as in one's own. */
export const theirFields = (theirs: Partial<Loose> | null, mine: AnswerFields): AnswerFields =>
  fieldsOf({ ...mine, ...(theirs ?? nothing) })
