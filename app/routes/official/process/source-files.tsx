import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { addSourceFile } from '#app/features/contributions/add-source-file.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { registeredByHand } from '#app/features/contributions/origin-queries.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { removeSourceFile } from '#app/features/contributions/remove-source-file.server.ts'
import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { SourceFilesPage, type SourceFilesView } from '#app/features/contributions/SourceFilesPage.tsx'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import sourceFilesStyles from '#app/features/contributions/source-files.css?url'

export const links = () => stylesheets(sourceFilesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bronbestanden, ${data?.process.title ?? ''}`)

const says: Record<string, string> = {
  addSourceFile: 'Het bestand is bewaard.',
  fileIsThere: 'Dit bestand was er al. Er is niets veranderd.',
  removeSourceFile: 'Het bestand is gewist.',
}

export const loader = onlyFor('official', async (visit): Promise<SourceFilesView> => {
  const { db, municipality, params, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { id, publicationId } = await registeredByHand(db, process, params.contributionId)
  const { contributor } = await contributionOf(db, process, id)
  return {
    process: { slug: process.slug, title: process.title },
    ...{ contributionId: id, name: fullName(contributor), files: await sourceFilesOf(db, process, id) },
    ...{
      mayChange: hasInnerRole(actor, 'processor'),
      isFixed: !processAllows.answer(process.state) || publicationId !== null,
      said: says[saidHere(visit)?.code ?? ''] ?? null,
    },
  }
})

export const action = formAction('official', {
  acts: [addSourceFile, removeSourceFile],
  done: {
    addSourceFile: ({ isNew }, { visit: { params } }) => ({
      to: paths.official.process.sourceFiles(params.slug ?? '', params.contributionId ?? ''),
      say: isNew ? 'addSourceFile' : 'fileIsThere',
    }),
  },
})

export default function SourceFiles() {
  return <SourceFilesPage view={useLoaderData<typeof loader>()} />
}
