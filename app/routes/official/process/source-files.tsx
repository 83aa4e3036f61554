import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal, NotFound, Refused } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { addSourceFile, SOURCE_FILE_FIELD } from '#app/features/contributions/add-source-file.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { registeredByHand } from '#app/features/contributions/origin-queries.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { removeSourceFile } from '#app/features/contributions/remove-source-file.server.ts'
import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { SourceFilesPage, type SourceFilesView } from '#app/features/contributions/SourceFilesPage.tsx'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import sourceFilesStyles from '#app/features/contributions/source-files.css?url'

export const links = () => stylesheets(sourceFilesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bronbestanden, ${data?.process.title ?? ''}`)

const says = {
  erbij: 'Het bestand is bewaard.',
  'al-daar': 'Dit bestand was er al. Er is niets veranderd.',
  weg: 'Het bestand is gewist.',
}
const isSaid = (word: string): word is keyof typeof says => Object.hasOwn(says, word)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, actor, url }): Promise<SourceFilesView> => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const { id } = await registeredByHand(db, process, params.contributionId)
    const { contributor } = await contributionOf(db, process, id)
    const after = url.searchParams.get('na') ?? ''
    return {
      process: { slug: process.slug, title: process.title },
      ...{ contributionId: id, name: fullName(contributor), files: await sourceFilesOf(db, process, id) },
      ...{
        mayChange: hasInnerRole(actor, 'processor'),
        isFixed: !processAllows.answer(process.state),
        said: isSaid(after) ? says[after] : null,
      },
    }
  },
)

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const { id: contributionId } = await registeredByHand(db, process, params.contributionId)
    const of = { processId: process.id, contributionId }
    const form = await request.formData()
    const back = (after: keyof typeof says) =>
      redirect(`${paths.official.process.sourceFiles(process.slug, contributionId)}?na=${after}`, 303)
    try {
      switch (form.get('actie')) {
        case 'voeg-toe': {
          const file = form.get(SOURCE_FILE_FIELD)
          if (!(file instanceof File) || file.name === '')
            throw new Refused('Kies eerst een bestand.', SOURCE_FILE_FIELD)
          const { isNew } = await addSourceFile(
            db,
            actor,
            { ...of, file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } },
            now,
          )
          return back(isNew ? 'erbij' : 'al-daar')
        }
        case 'haal-weg':
          await removeSourceFile(db, actor, { ...of, fileId: String(form.get('weg')) }, now)
          return back('weg')
        default:
          throw new NotFound()
      }
    } catch (error) {
      return data(errorsOfRefusal(error), { status: 400 })
    }
  },
  'processor',
)

export default function SourceFiles() {
  return <SourceFilesPage view={useLoaderData<typeof loader>()} errors={useActionData<typeof action>() ?? null} />
}
