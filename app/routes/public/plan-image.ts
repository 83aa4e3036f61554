import { mayEnter } from '#app/features/accounts/account.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { planImage } from '#app/features/plans/figures/plan-images.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { pictureResponse } from '#app/file-response.ts'

/** A picture of a plan. What its address names never changes, so a browser may keep it; that of a draft it may not. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params, request }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  if (!process.showsPlan) throw new NotFound()
  const isOfficial = actor !== null && actor.municipalityId === municipality.id && mayEnter(actor, 'official')
  const { type, sha256, bytes } = await planImage(db, process, params.imageId, { ofDrafts: isOfficial })
  return pictureResponse(request, {
    ...{ mime: `image/${type}`, mark: sha256, bytes: new Uint8Array(bytes) },
    mayBeKept: !isOfficial,
  })
})
