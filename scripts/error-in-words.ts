import { ConfigProblem } from '#app/config.server.ts'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import { DatabaseUnreachable, RolesProblem } from '#db/migrate.server.ts'
import { DataInUse } from '../server/open-installation.ts'

const foreseen = [Refused, NotFound, NotAllowed, ConfigProblem, DataInUse, DatabaseUnreachable, RolesProblem]

/**
 * What someone who typed a command reads of an error: the sentence that was written for them, or else where it went
 * wrong.
 */
export function errorInWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return foreseen.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message)
}
