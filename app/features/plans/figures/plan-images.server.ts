import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import { imageTypes, type ImageType, type ReadImage } from '#app/features/plans/plan.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Pictures in one statement: each may be megabytes. */
const AT_ONCE = 10

/** Keeps the pictures of a file with a process, each once, and gives their ids in the same order. */
export async function storeImages(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  images: readonly ReadImage[],
  now: Date,
): Promise<string[]> {
  const ids = new Map<string, string>()
  const hashed = images.map((image) => ({ ...image, sha256: createHash('sha256').update(image.bytes).digest('hex') }))
  for (let at = 0; at < hashed.length; at += AT_ONCE) {
    const several = new Map(hashed.slice(at, at + AT_ONCE).map((image) => [image.sha256, image]))
    const rows = [...several.values()].map(({ type, width, height, bytes, sha256 }) => ({
      ...{ municipalityId, id: uuid(), processId, type, width, height, sha256 },
      ...{ bytes: Buffer.from(bytes), addedAt: now },
    }))
    const stored = await trx
      .insertInto('planImage')
      .values(rows)
      .onConflict((conflict) =>
        // So that the row that is there already is returned too.
        conflict
          .columns(['municipalityId', 'processId', 'sha256'])
          .doUpdateSet((eb) => ({ sha256: eb.ref('excluded.sha256') })),
      )
      .returning(['id', 'sha256'])
      .execute()
    for (const { id, sha256 } of stored) ids.set(sha256, id)
  }
  return hashed.map(({ sha256 }) => ids.get(sha256) ?? '')
}

const named = sql`'%data-image="' || plan_image.id || '"%'`

/** Condition on `paragraph` joined to `plan_version`: a figure with a picture. */
export const hasPicture: RawBuilder<boolean> = sql`paragraph.kind = 'figure' and paragraph.html like '<figure><img data-image=%'`
/** Of such a figure: nobody has said what it shows, or that it only decorates. */
export const lacksDescription: RawBuilder<boolean> = sql`paragraph.html not like '% alt="%'`

/** Takes pictures away that no version of the plan shows any more, nor what was corrected in it. */
export async function dropUnusedImages(trx: Trx, { municipalityId, id: processId }: ProcessRef): Promise<void> {
  await sql`
    delete from plan_image
    where municipality_id = ${municipalityId} and process_id = ${processId}
      and not exists (
        select from paragraph
        join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
        where paragraph.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and ${hasPicture}
          and paragraph.html like ${named})
      and not exists (
        select from erratum where municipality_id = ${municipalityId} and kind = 'figure' and old_html like ${named})`.execute(
    trx,
  )
}

/** How many pictures the version that people read has, and how many of these nobody described. */
export async function countPictures(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
): Promise<{ pictures: number; undescribed: number }> {
  const { rows } = await sql<{ pictures: string; undescribed: string }>`
    select count(*) as pictures, count(*) filter (where ${lacksDescription}) as undescribed
    from paragraph
    join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
    where paragraph.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and is_for_readers
      and ${hasPicture}`.execute(db)
  return { pictures: Number(rows[0]?.pictures ?? 0), undescribed: Number(rows[0]?.undescribed ?? 0) }
}

export type PlanImage = { type: ImageType; sha256: string; bytes: Buffer }

/** A picture of a plan; for others than officials only of a version that people read or read before. Throws NotFound. */
export async function planImage(
  db: Db,
  process: ProcessRef,
  imageId: string | undefined,
  { ofDrafts }: { ofDrafts: boolean },
): Promise<PlanImage> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<PlanImage>`
    select type, sha256, bytes from plan_image
    where municipality_id = ${municipalityId} and process_id = ${processId} and id = ${asId(imageId)}
      and ${
        ofDrafts
          ? sql`true`
          : sql`exists (
              select from paragraph
              join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
              where paragraph.municipality_id = ${municipalityId} and plan_version.process_id = ${processId}
                and ${isReadable(process)} and ${hasPicture} and paragraph.html like ${named})`
      }`.execute(db)
  const [image] = rows
  if (!image) throw new NotFound()
  return { ...image, type: oneOf(imageTypes, image.type) }
}
