import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { arranged, arrangements, focusAfter, phaseRow } from './arrange-phases.ts'

/** Gives the phases that someone typed in another order, with one more or one less: nothing is saved yet. */
export const arrangePhases = act({
  name: 'arrangePhases',
  by: byProcessor,
  on: 'process',
  input: z.object({ phases: z.array(phaseRow).default([]), how: z.enum(arrangements), at: z.number().default(-1) }),
  refusals: {},
  async run(_, { phases, how, at }) {
    const rows = arranged(phases, how, at)
    return changedNothing({ rows, focus: focusAfter(how, at, rows.length) })
  },
})
