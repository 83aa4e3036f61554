import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { codeOfReceipt } from '#app/features/contributions/give-receipt.server.ts'
import { correctOrigin } from '#app/features/contributions/correct-origin.server.ts'
import { readFreeForm, readOrigin, textsOfOrigin } from '#app/features/contributions/free-contribution.schema.ts'
import { originFacts } from '#app/features/contributions/origin-words.ts'
import { registeredByHand } from '#app/features/contributions/origin-queries.server.ts'
import { OriginPage, type OriginView } from '#app/features/contributions/OriginPage.tsx'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import sourceFilesStyles from '#app/features/contributions/source-files.css?url'

export const links = () => stylesheets(sourceFilesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Herkomst van inbreng, ${data?.process.title ?? ''}`)

const says = { geregistreerd: 'registered', bewaard: 'saved' } as const

export const loader = onlyFor('official', async ({ db, municipality, params, url, context }): Promise<OriginView> => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { id, kind, origin } = await registeredByHand(db, process, params.contributionId)
  const { contributor, timeliness, timelinessReason } = await contributionOf(db, process, id)
  const after = url.searchParams.get('na')
  return {
    process: { slug: process.slug, title: process.title },
    ...{ contributionId: id, kind, name: fullName(contributor), facts: originFacts(kind, origin) },
    ...{
      timeliness: timelinessReason,
      isLate: timeliness === 'late',
      texts: textsOfOrigin(origin),
      files: await sourceFilesOf(db, process, id),
      isFixed: !processAllows.answer(process.state),
    },
    receipt: { code: await codeOfReceipt(db, process, id, context.secret), mailedTo: origin.email },
    said: after === 'geregistreerd' || after === 'bewaard' ? says[after] : null,
  }
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const { id, kind } = await registeredByHand(db, process, params.contributionId)
    const texts = readFreeForm(await request.formData())
    const { origin, errors } = readOrigin(kind, texts, today(now))
    if (!origin) return data({ texts, errors }, { status: 400 })
    try {
      await correctOrigin(db, actor, { processId: process.id, contributionId: id, origin }, now)
    } catch (error) {
      return data({ texts, errors: errorsOfRefusal(error) }, { status: 400 })
    }
    return redirect(`${paths.official.process.origin(process.slug, id)}?na=bewaard`, 303)
  },
  'processor',
)

export default function OriginRoute() {
  return <OriginPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
