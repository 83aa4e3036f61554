import { NotFound } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { sizeInWords, sourceFileWords, type SourceFileType } from './source-file.ts'

export type SourceFile = { id: string; name: string; about: string }

/** The source files beside a contribution, in the order in which they came, without what is in them. */
export async function sourceFilesOf(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  contributionId: string,
): Promise<SourceFile[]> {
  const rows = await db
    .selectFrom('contributionFile')
    .select(['id', 'name', 'type', 'size', 'addedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .orderBy('addedAt')
    .orderBy('id')
    .execute()
  // The check on this column in the database names the same types.
  return rows.map(({ id, name, type, size, addedAt }) => ({
    ...{ id, name },
    about: `${sourceFileWords[type as SourceFileType].label}, ${sizeInWords(size)}, toegevoegd op ${formatDate(today(addedAt))}`,
  }))
}

/** A source file to save, of a contribution to this process. Throws NotFound. */
export async function sourceFileOf(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  { contributionId, fileId }: { contributionId: string | undefined; fileId: string | undefined },
): Promise<{ name: string; type: SourceFileType; bytes: Buffer }> {
  const row = await db
    .selectFrom('contributionFile')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.municipalityId', '=', 'contributionFile.municipalityId')
        .onRef('contribution.id', '=', 'contributionFile.contributionId'),
    )
    .select(['contributionFile.name', 'contributionFile.type', 'contributionFile.bytes'])
    .where('contributionFile.municipalityId', '=', municipalityId)
    .where('contribution.processId', '=', processId)
    .where('contribution.id', '=', asId(contributionId))
    .where('contributionFile.id', '=', asId(fileId))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, type: row.type as SourceFileType }
}
