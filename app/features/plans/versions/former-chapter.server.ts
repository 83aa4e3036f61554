import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db } from '#db/client.server.ts'
import { chapterAddress, chapterNumber } from '#app/features/plans/chapter-address.ts'
import { versionKinds } from '#app/features/plans/plan.ts'
import { isReadable } from './readable-versions.server.ts'
import { whereHeadingsWent, type PlacedHeading } from './where-words-went.server.ts'

/** Chapters of the versions before the one that people read, the newest version first. */
const formerChapters = (db: Db, process: ProcessRef) =>
  db
    .selectFrom('section')
    .innerJoin('planVersion', (join) =>
      join
        .onRef('planVersion.municipalityId', '=', 'section.municipalityId')
        .onRef('planVersion.id', '=', 'section.planVersionId'),
    )
    .select(['section.id', 'section.number', 'section.heading'])
    .select(['planVersion.kind', 'planVersion.createdAt', 'planVersion.datedOn'])
    .where('section.municipalityId', '=', process.municipalityId)
    .where('section.level', '=', 1)
    .where('planVersion.processId', '=', process.id)
    .where('planVersion.isForReaders', '=', false)
    .where(isReadable(process))
    .orderBy('planVersion.ordinal', 'desc')

/**
 * The chapter that had this address (`chapterAddress`) in an earlier version, and where it stands in the one that people read: null when it is gone.
 * Null when no earlier version had it, or had it under this number with another name.
 */
export async function formerChapter(
  db: Db,
  process: ProcessRef,
  address: string,
): Promise<{ id: string; now: PlacedHeading | null } | null> {
  const number = chapterNumber(address)
  // A number alone says which chapter of now is meant.
  if (number === null || number === address) return null
  const chapters = await formerChapters(db, process).where('section.number', '=', number).execute()
  const was = chapters.find((chapter) => chapterAddress(chapter) === address)
  if (!was) return null
  const went = await whereHeadingsWent(db, process, [was.id])
  return { id: was.id, now: went.get(was.id) ?? null }
}

/** A chapter of an earlier version that is no longer in the plan, by its id; null for anything else. */
export async function goneChapter(db: Db, process: ProcessRef, id: string) {
  const was = await formerChapters(db, process).where('section.id', '=', id).executeTakeFirst()
  if (!was || (await whereHeadingsWent(db, process, [id])).get(id) !== null) return null
  const { number, heading, kind, createdAt, datedOn } = was
  return { number, heading, version: { kind: oneOf(versionKinds, kind), createdAt, datedOn } }
}
