import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { AreaHome } from '#app/features/processes/AreaHome.tsx'
import { areaHome } from '#app/features/processes/area-home.server.ts'
import { CouncilFiles } from '#app/features/changes/decision-file/CouncilFiles.tsx'
import { councilFiles } from '#app/features/changes/decision-file/council-files.server.ts'
import { CouncilRankings } from '#app/features/rankings/clerk/CouncilRankings.tsx'
import { councilRankings } from '#app/features/rankings/clerk/council-rankings.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { listedErrors } from '#app/form-errors.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import areaHomeStyles from '#app/features/processes/area-home.css?url'
import clerkStyles from '#app/features/rankings/clerk/clerk.css?url'

export const links = () => stylesheets(areaHomeStyles, clerkStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Plannen en ranglijsten voor de raad')

export const loader = onlyFor('council', async (visit) => ({
  ...(await areaHome(visit)),
  files: await councilFiles(visit.db, visit.actor),
  rankings: await councilRankings(visit.db, visit.actor),
}))

export const action = formAction('council', {
  acts: [createRanking],
  done: { createRanking: ({ slug }) => ({ to: paths.council.ranking(slug), say: null }) },
})

export default function CouncilHome() {
  const { municipalityName, roles, rankings, files, ...rest } = useLoaderData<typeof loader>()
  const { answer, errors } = useForm('createRanking')
  const as = roles.includes('clerk') ? 'griffier' : 'raadslid'
  return (
    <AreaHome
      title={`Plannen van gemeente ${municipalityName}`}
      lede={`U bent ingelogd als ${as}. Hier ziet u waar inwoners nu op reageren, en wat de gemeente met hun reacties deed.`}
      above={
        <>
          {answer && <ErrorSummary errors={listedErrors(errors)} kept={false} />}
          <CouncilFiles files={files} />
          <CouncilRankings rankings={rankings} />
        </>
      }
      {...rest}
    />
  )
}
