import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { WrongInput } from '#app/errors.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { headingsInText } from './heading-lines.ts'
import { headingsInFile } from './headings-in-file.ts'
import { knownFile } from './known-file.ts'
import { registeredByHand } from './origin-queries.server.ts'
import { storeHeadings } from './sender-headings.server.ts'
import { MOST_FILE_BYTES, MOST_FILES, safeFileName, sizeInWords } from './source-file.ts'

const CHOOSE = 'Kies eerst een bestand.'

const sourceFile = z.instanceof(File, { error: CHOOSE }).superRefine(({ name, size }, context) => {
  const report = (message: string) => context.addIssue({ code: 'custom', message })
  if (name === '') report(CHOOSE)
  if (size > MOST_FILE_BYTES)
    report(
      `Dit bestand is ${sizeInWords(size)}. Het mag hoogstens ${sizeInWords(MOST_FILE_BYTES)} zijn. Maak de afbeeldingen erin kleiner, of verdeel het.`,
    )
})

/**
 * Keeps the file from which an official registered a contribution, such as a study or a signed report, until it is
 * public. It is for officials only. The same file sent twice is kept once.
 * The headings that the file says it has are kept where they stand in the text, so that a point shows what it stood under.
 */
export const addSourceFile = act({
  name: 'addSourceFile',
  by: byProcessor,
  on: 'process',
  input: z.object({ contributionId: z.string(), file: sourceFile }),
  refusals: {
    ...withdrawnRefusal,
    answersPublic: {
      says: 'Deze inbreng is openbaar. Daarom komen er geen bestanden bij.',
    },
    tooManyFiles: { says: `Er horen hier al ${MOST_FILES} bestanden bij. Haal er eerst een weg.`, at: 'file' },
  },
  async prepare(_, { file }) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const known = await knownFile(bytes)
    if ('problem' in known) throw new WrongInput({ file: known.problem })
    const headings = await headingsInFile(known.type, bytes)
    return { bytes, type: known.type, headings, sha256: createHash('sha256').update(bytes).digest('hex') }
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, file }, { bytes, type, headings, sha256 }) {
    // Held, so that of two files at once the second counts the first.
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const { publicationId } = await registeredByHand(trx, process, contributionId)
    if (publicationId !== null) refuse('answersPublic')
    const { municipalityId } = process
    const there = await trx
      .selectFrom('contributionFile')
      .select(['id', 'sha256'])
      .where('municipalityId', '=', municipalityId)
      .where('contributionId', '=', contributionId)
      .execute()
    const same = there.find((other) => other.sha256 === sha256)
    if (same) return changedNothing({ id: same.id, isNew: false })
    if (there.length >= MOST_FILES) refuse('tooManyFiles')
    const id = uuid()
    const size = bytes.length
    await trx
      .insertInto('contributionFile')
      .values({
        ...{ municipalityId, id, contributionId, name: safeFileName(file.name, type), type, size, sha256 },
        ...{ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), addedAt: now, addedBy: by.id },
      })
      .execute()
    await keepHeadings(trx, process, contributionId, headings)
    return did({ id, isNew: true }, { subject: { kind: 'contribution', id: contributionId }, detail: { type, size } })
  },
})

/** A file without headings, such as a photo beside the letter, takes those of another file not away. */
async function keepHeadings(
  trx: Trx,
  process: ProcessRef,
  contributionId: string,
  headings: readonly string[],
): Promise<void> {
  if (headings.length === 0) return
  const { text } = await trx
    .selectFrom('contribution')
    .select('text')
    .where('municipalityId', '=', process.municipalityId)
    .where('id', '=', contributionId)
    .executeTakeFirstOrThrow()
  const found = headingsInText(text, headings)
  if (found.length > 0) await storeHeadings(trx, process, contributionId, found)
}
