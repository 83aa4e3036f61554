import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { publishedTop } from '#app/features/rankings/publication/published-ranking.server.ts'
import { paths } from '#app/paths.ts'

/** To the outcome as everyone may read it. Throws NotFound while it is not public. */
const toPublicOutcome = forEveryone(async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  if (!(await publishedTop(db, process))) throw new NotFound()
  return redirect(paths.public.topList(process.slug), 303)
})

/**
 * A page of the council about one ranking: who may not see it, such as an official with its address, is led to the outcome
 * once that is public. The guard stays as it is; what it refuses is refused while there is nothing public.
 */
export function orPublicOutcome<T>(
  guarded: ((args: LoaderFunctionArgs) => Promise<T>) & { audience: 'official' | 'council' | 'partner' },
) {
  const led = async (args: LoaderFunctionArgs) => {
    try {
      return await guarded(args)
    } catch (refusal) {
      const isRefused = refusal instanceof Response && [403, 404].includes(refusal.status)
      const way = isRefused ? await toPublicOutcome(args).catch(() => null) : null
      throw way ?? refusal
    }
  }
  return Object.assign(led, { audience: guarded.audience })
}
