import { createHash } from 'node:crypto'
import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'

/**
 * Erases what a device carries of reactions to plans of this municipality: what it wrote and did not send, as far as its
 * cookies came along, and the way to receipts. Nobody could find it any more.
 */
export const forgetReactions = act({
  name: 'forgetReactions',
  by: { audience: 'everyone' },
  input: z.object({
    /** Of drafts, with a space between them. */
    tokens: z.string().transform((text) => (text === '' ? [] : text.split(' '))),
  }),
  refusals: {},
  async run({ trx, by }, { tokens }) {
    if (tokens.length === 0) return changedNothing({ draftErased: false })
    const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'))
    const erased = await trx
      .deleteFrom('reactionDraft')
      .where('municipalityId', '=', by.municipalityId)
      .where('tokenHash', 'in', hashes)
      .returning('contributionId')
      .execute()
    return changedNothing({ draftErased: erased.some(({ contributionId }) => contributionId === null) })
  },
})
