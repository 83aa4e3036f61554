import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { knownFile } from './known-file.ts'
import { registeredByHand } from './origin-queries.server.ts'
import { MOST_FILE_BYTES, MOST_FILES, safeFileName, sizeInWords } from './source-file.ts'

/** Field of the form that a source file comes in by. */
export const SOURCE_FILE_FIELD = 'bestand'

const refused = (message: string) => new Refused(message, SOURCE_FILE_FIELD)

/**
 * Keeps the file from which an official registered a contribution, such as a study or a signed report, until the answers are
 * public. It is for officials only. The same file sent twice is kept once. Throws NotAllowed, NotFound, and Refused at the field.
 */
export async function addSourceFile(
  db: Db | Trx,
  by: Doer,
  {
    processId,
    contributionId,
    file,
  }: { processId: string; contributionId: string; file: { name: string; bytes: Uint8Array } },
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  needRole(by, 'processor')
  const { name, bytes } = file
  if (bytes.length > MOST_FILE_BYTES) {
    throw refused(
      `Dit bestand is ${sizeInWords(bytes.length)}. Het mag hoogstens ${sizeInWords(MOST_FILE_BYTES)} zijn. Maak de afbeeldingen erin kleiner, of verdeel het.`,
    )
  }
  const known = await knownFile(bytes)
  if ('problem' in known) throw refused(known.problem)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return inTransaction(db, async (trx) => {
    // Held, so that of two files at once the second counts the first.
    const process = await lockProcess(trx, by, processId)
    refuseWithdrawn(process)
    if (!processAllows.answer(process.state))
      throw new Refused('De antwoorden van dit traject zijn openbaar. Daarom komen er geen bestanden bij.')
    await registeredByHand(trx, process, contributionId)
    const { municipalityId } = process
    const there = await trx
      .selectFrom('contributionFile')
      .select(['id', 'sha256'])
      .where('municipalityId', '=', municipalityId)
      .where('contributionId', '=', contributionId)
      .execute()
    const same = there.find((other) => other.sha256 === sha256)
    if (same) return { id: same.id, isNew: false }
    if (there.length >= MOST_FILES)
      throw refused(`Er horen hier al ${MOST_FILES} bestanden bij. Haal er eerst een weg.`)
    const row = {
      municipalityId,
      id: uuid(),
      contributionId,
      name: safeFileName(name, known.type),
      type: known.type,
      size: bytes.length,
      sha256,
    }
    await trx
      .insertInto('contributionFile')
      .values({
        ...row,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        addedAt: now,
        addedBy: by.id,
      })
      .execute()
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'addSourceFile',
        subject: { kind: 'contribution', id: contributionId },
        processId: process.id,
      },
      detail: { type: known.type, size: bytes.length },
    })
    return { id: row.id, isNew: true }
  })
}
