import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale } from '#app/acts/stale.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import { changeEvent, changeRefusals, processToChange, storeFields } from './change-process.server.ts'
import { changedFields } from './process-parts.ts'
import { channelsInput, consultationFields } from './process.schema.ts'
import { channelsOf, markOfPart, type Channel, type Process } from './queries.server.ts'
import { changedChannels, channelRefusals, ownChannels, storeChannels } from './store-channels.server.ts'
import { inspraakTerm } from './term.ts'
import { putTermInPhase, storedTerm } from './term-of-process.server.ts'

/** The mark of what the form with the consultation shows. */
export const markOfConsultation = (process: Process, channels: readonly Channel[]): string =>
  seenMark([markOfPart(process, 'consultation'), channels])

/**
 * Saves the rules, dates, reading place, who may react and, when they are given, the channels. In a draft the term follows
 * from them and is stored, also in the phase of the consultation; after the release only texts and addresses can change.
 */
export const saveConsultation = act({
  name: 'saveConsultation',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: consultationFields.extend({ channels: channelsInput.optional(), seen }),
  refusals: { ...changeRefusals, ...channelRefusals },
  async run({ trx, by, now, process: ref }, { seen, channels: list, ...given }) {
    const process = await processToChange(trx, by, ref)
    const stored = await channelsOf(trx, process)
    const channels = list ? ownChannels(process, list) : stored
    const [fields, kinds] = [changedFields(process, given), changedChannels(stored, channels)]
    const days = await designatedDays(trx, by.municipalityId)
    const termOf = (saved: Process) => inspraakTerm({ ...saved, designatedDays: days })
    if (fields.length + kinds.length === 0) return changedNothing({ changed: false, term: termOf(process) })
    refuseStale(seen, markOfConsultation(process, stored))
    const isDraft = process.state === 'draft'
    const saved = await storeFields(trx, process, given, now, (saved) => (isDraft ? storedTerm(termOf(saved)) : {}))
    const term = termOf(saved)
    if (isDraft) await putTermInPhase(trx, process, term)
    if (kinds.length > 0) await storeChannels(trx, process, stored, channels)
    const rules = changeEvent(process, fields)
    const ways = { as: 'saveChannels', ...changeEvent(process, kinds) }
    if (kinds.length === 0) return did({ changed: true, term }, rules)
    return fields.length === 0 ? did({ changed: true, term }, ways) : did({ changed: true, term }, rules, ways)
  },
})
