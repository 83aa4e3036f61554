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
  from: 'answer' | 'draft' | 'taken' | 'nothing'
  /** The own draft that was typed over an answer that a colleague changed since: both are shown. */
  clash: AnswerFields | null
}

/**
 * What the form begins with: a text that was asked for, else the own draft when it was typed over the answer that is there, else
 * the answer.
 */
export function formBeginning({ answer, draft, taken }: Pick<ItemView, 'answer' | 'draft' | 'taken'>): Beginning {
  const stored = answer ? fieldsOf(answer) : nothing
  if (taken) {
    const { disposition, reply, forwardedTo } = taken
    return { fields: { ...stored, disposition, reply, forwardedTo }, from: 'taken', clash: null }
  }
  if (draft && draft.seen === (answer?.mark ?? '')) return { fields: fieldsOf(draft), from: 'draft', clash: null }
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
