import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingsOfContributions } from '#app/features/contributions/findings-of-contributions.server.ts'
import { campaignsToDecide } from '#app/features/campaigns/campaigns-page.server.ts'
import { CampaignsNotice } from '#app/features/campaigns/CampaignNotice.tsx'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { countFormalStates, countPrivate, countUpTo, registerPage } from '#app/features/points/register-page.server.ts'
import { narrows, registerFilterFrom, registerPlaceFrom } from '#app/features/points/register-filter.ts'
import { MOST_COUNTED, RegisterPage, type RegisterView } from '#app/features/points/RegisterPage.tsx'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import registerStyles from '#app/features/points/register.css?url'

export const links = () => stylesheets(workStyles, registerStyles)

const PER_PAGE = 50

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inbreng, ${data?.process.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, url }): Promise<RegisterView & { toDecide: number }> => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const filter = registerFilterFrom(url.searchParams)
    const counts = await workCounts(db, process)
    const place = registerPlaceFrom(url.searchParams)
    const { rows, previous, next } = await registerPage(db, process, filter, place, PER_PAGE)
    const found = await findingsOfContributions(
      db,
      process,
      rows.map(({ id }) => id),
    )
    return {
      toDecide: await campaignsToDecide(db, process),
      process: { slug: process.slug, title: process.title, isFixed: !processAllows.answer(process.state) },
      ...{ counts, filter, previous, next, nextId: await nextToSplit(db, process) },
      found: narrows(filter) ? await countUpTo(db, process, filter, MOST_COUNTED) : null,
      setAside: await countFormalStates(db, process),
      askPrivacy: await countPrivate(db, process),
      rows: rows.map(({ receivedAt, ...row }) => {
        const findings = found.get(row.id) ?? []
        return {
          ...row,
          receivedOn: today(receivedAt),
          found: findingsInWords(findings),
          hasBsn: findings.some(({ kind }) => kind === 'bsn'),
        }
      }),
    }
  },
)

export default function Register() {
  const { toDecide, ...view } = useLoaderData<typeof loader>()
  return (
    <RegisterPage
      view={view}
      notice={toDecide > 0 && <CampaignsNotice slug={view.process.slug} toDecide={toDecide} />}
    />
  )
}
