import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { codeOfReceipt } from '#app/features/contributions/give-receipt.server.ts'
import { correctOrigin } from '#app/features/contributions/correct-origin.server.ts'
import { textsOfOrigin } from '#app/features/contributions/free-contribution.schema.ts'
import { originFacts } from '#app/features/contributions/origin-words.ts'
import { registeredByHand } from '#app/features/contributions/origin-queries.server.ts'
import { OriginPage, type OriginView } from '#app/features/contributions/OriginPage.tsx'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import sourceFilesStyles from '#app/features/contributions/source-files.css?url'

export const links = () => stylesheets(sourceFilesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Herkomst van inbreng, ${data?.process.title ?? ''}`)

const says: Record<string, OriginView['said']> = { registerFreeContribution: 'registered', correctOrigin: 'saved' }

export const loader = onlyFor('official', async (visit): Promise<OriginView> => {
  const { db, municipality, params, context } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { id, kind, origin, publicationId } = await registeredByHand(db, process, params.contributionId)
  const { contributor, timeliness, timelinessReason } = await contributionOf(db, process, id)
  return {
    process: { slug: process.slug, title: process.title },
    ...{ contributionId: id, kind, name: fullName(contributor), facts: originFacts(kind, origin) },
    ...{
      timeliness: timelinessReason,
      isLate: timeliness === 'late',
      texts: textsOfOrigin(origin),
      files: await sourceFilesOf(db, process, id),
      isFixed: !processAllows.answer(process.state) || publicationId !== null,
    },
    receipt: { code: await codeOfReceipt(db, process, id, context.secret), mailedTo: origin.email },
    said: says[saidHere(visit)?.code ?? ''] ?? null,
  }
})

export const action = formAction('official', { acts: [correctOrigin] })

export default function OriginRoute() {
  return <OriginPage view={useLoaderData<typeof loader>()} />
}
