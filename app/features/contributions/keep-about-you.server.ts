import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { withoutNul } from '#app/forms/typed.ts'
import { countDraft } from './draft-room.server.ts'
import { addToDraft, draftTokens, findDraft, storeDraft } from './draft.server.ts'
import { processToReact } from './process-to-react.server.ts'
import { takesReactions } from './reaction-desk.server.ts'
import { aboutYou, aboutYouInput, firstGap } from './reaction.schema.ts'

/** What does not fit is kept to be mended, but not without end. */
const MOST_KEPT = 4000

/** Keeps what someone says of themself, also what cannot be sent yet; the value says what is wrong. */
export const keepAboutYou = act({
  name: 'keepAboutYou',
  by: { audience: 'everyone' },
  on: 'process',
  needs: ['clientAddress'],
  ownTransaction: true,
  input: z.object({ ...draftTokens, ...aboutYouInput, then: z.enum(['nextStep', 'later']).default('nextStep') }),
  refusals: {},
  async run({ db, by, now, process: ref, clientAddress }, { token, oldToken, then, ...typed }) {
    const { municipalityId } = by
    const process = await processToReact(db, municipalityId, ref)
    const form = aboutYou.safeParse(typed)
    const { speaksFor, named, ...lines } = form.data ?? typed
    const fits = (text: string) => withoutNul(text).slice(0, MOST_KEPT)
    const [name, organisation, email] = [fits(lines.name), fits(lines.organisation), fits(lines.email)]
    const notPublic = fits(lines.notPublic)
    const change = {
      ...{ speaksFor, name, organisation, email, notPublic },
      ...{ named: named === 'yes', aboutYouDone: form.success },
    }
    const inNewDraft = async () => {
      // Without a draft of its own this begins a new one; what was filled in comes back where there is no room for it.
      const copied = await findDraft(db, process, oldToken)
      const text = (copied?.contributionId === null ? copied.fields.text : '') + typed.name + typed.organisation
      const all = text + typed.email + typed.notPublic
      countDraft({ municipalityId, text: all, field: 'email', clientAddress }, now)
      return storeDraft(db, { process, token: oldToken || null, isOld: true, change }, now)
    }
    const kept = (token !== '' && (await addToDraft(db, { process, token, change }, now))) || (await inNewDraft())
    return changedNothing({
      ...{ token: kept.token, then, isOpen: takesReactions(process, now), gap: firstGap(kept.fields) },
      errors: form.error ? fieldErrors(form.error) : {},
    })
  },
})

/** Keeps a draft that is ready to be sent for another week. */
export const keepForLater = act({
  name: 'keepForLater',
  by: { audience: 'everyone' },
  on: 'process',
  input: z.object(draftTokens),
  refusals: { nothingKept: { says: 'Wij hebben geen tekst van u die nog niet is verstuurd.' } },
  async run({ trx, by, now, process, refuse }, { token, oldToken }) {
    const of = { municipalityId: by.municipalityId, id: process.id }
    const draft = await findDraft(trx, of, token || oldToken)
    if (draft?.contributionId !== null) return refuse('nothingKept')
    // What came under an old name may be a stranger's: it stays as it is.
    if (token !== '') await storeDraft(trx, { process: of, token, change: {} }, now)
    return changedNothing(undefined)
  },
})
