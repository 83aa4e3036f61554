import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { storedSessionId } from './session.server.ts'

/** Ends the session at hand, where there is one; the device stays known. The record keeps who came in, not who left. */
export const logOut = act({
  name: 'logOut',
  by: { audience: 'everyone' },
  needs: ['sessionId'],
  input: z.object({}),
  refusals: {},
  async run({ trx, by, sessionId }) {
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', by.municipalityId)
      .where('id', '=', storedSessionId(sessionId))
      .execute()
    return changedNothing(undefined)
  },
})
