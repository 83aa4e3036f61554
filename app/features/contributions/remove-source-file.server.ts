import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { asId } from '#app/ids.server.ts'
import { registeredByHand } from './origin-queries.server.ts'

/**
 * Erases a source file, in whatever state the process is: who put a file with names there by mistake must be able to take it
 * away, and no public page has it.
 */
export const removeSourceFile = act({
  name: 'removeSourceFile',
  by: byProcessor,
  on: 'process',
  input: z.object({ contributionId: z.string(), fileId: z.string() }),
  refusals: {},
  async run({ trx, by, process: ref }, { contributionId, fileId }) {
    const process = await lockProcess(trx, by, ref.id)
    const { id } = await registeredByHand(trx, process, contributionId)
    const gone = await trx
      .deleteFrom('contributionFile')
      .where('municipalityId', '=', process.municipalityId)
      .where('contributionId', '=', id)
      .where('id', '=', asId(fileId))
      .returning(['type', 'size'])
      .executeTakeFirst()
    if (!gone) throw new NotFound()
    return did(undefined, { subject: { kind: 'contribution', id }, detail: gone })
  },
})
