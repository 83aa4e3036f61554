import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { processRow } from '#app/features/processes/change-process.server.ts'
import { lockProcess, stateAfter, transitionRefusal } from '#app/features/processes/lock-process.server.ts'
import { typed } from '#app/forms/typed.ts'
import { endsByAct } from './publication.ts'
import { whyGoesOn, type PublicationParts } from './publication-parts.server.ts'
import { publicRounds } from './publications.server.ts'
import { hasWaiting } from './publish-publication.server.ts'

const LONGEST_WORDS = 2000

/**
 * The act that finishes a process which has no inspraak, or of which the inspraak is public already, when all that anyone gave is public and
 * nobody is still asked. Everyone reads in the words of who does it how it ended. The plan stays as it is: what was not released is not public by this.
 */
export const finishProcessWith = (parts: PublicationParts) =>
  act({
    name: 'finishProcess',
    by: { audience: 'official', needs: 'approver' },
    on: 'process',
    changes: 'public',
    input: z.object({
      words: typed
        .transform((words) => words.trim())
        .pipe(
          z
            .string()
            .min(1, 'Schrijf hoe dit traject is afgerond. Iedereen leest dit.')
            .max(LONGEST_WORDS, `Gebruik hoogstens ${LONGEST_WORDS} tekens.`),
        ),
    }),
    refusals: {
      ...transitionRefusal,
      hasInspraak: {
        says: 'Dit traject is vrijgegeven. Het is afgerond zodra alle antwoorden openbaar zijn.',
      },
      nothingPublic: { says: 'Er is nog niets openbaar. Maak eerst de antwoorden openbaar.' },
      waits: { says: 'Er is nog inbreng die niet openbaar is. Maak die eerst openbaar.' },
      notNow: { says: (why: string) => why },
    },
    async run({ trx, by, now, process: ref, refuse }, { words }) {
      const process = await lockProcess(trx, by, ref.id, 'close')
      if (process.state === 'answered' && process.finishedBecause === words) return changedNothing(undefined)
      const to = stateAfter(process, 'finish')
      const published = await publicRounds(trx, process)
      if (!endsByAct(process, published)) refuse(process.state === 'draft' ? 'nothingPublic' : 'hasInspraak')
      if (await hasWaiting(trx, process)) refuse('waits')
      const why = await whyGoesOn(trx, process, published, now, parts)
      if (why) refuse('notNow', why.says)
      await processRow(trx, process)
        .set({ state: to, answeredAt: now, finishedBecause: words, updatedAt: now })
        .execute()
      const detail = { from: process.state, to }
      return did(undefined, { subject: { kind: 'process', id: process.id }, detail })
    },
  })
