import { Outlet, useLoaderData, useLocation, useMatches } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { editorSections, missingBySection } from '#app/features/processes/editor-sections.ts'
import { EditorNav } from '#app/features/processes/EditorNav.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { ReleaseCheck } from '#app/features/processes/ReleaseCheck.tsx'
import { RunningProcess } from '#app/features/processes/RunningProcess.tsx'
import { termOfRound } from '#app/features/processes/resident-rounds.ts'
import { stageTag } from '#app/features/processes/today.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import editorStyles from '#app/features/processes/editor.css?url'

export const links = () => stylesheets(editorStyles)

export const loader = onlyFor('official', async ({ db, municipality, params, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state, startsOn, lastDay, updatedAt, withdrawnBecause } = process
  const { missing, done } = state === 'draft' ? await checklistOf(db, process) : { missing: [], done: [] }
  return {
    ...{ slug, title, state, missing, done },
    tag: stageTag(process, now),
    saved: formatDateTime(updatedAt),
    running: { startsOn, lastDay, second: termOfRound(process, 'secondInspraak'), withdrawnBecause },
  }
})

export default function Frame() {
  const { slug, title, state, missing, done, tag, saved, running } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  // The editor of the plan fills the window by itself.
  const page = useMatches().at(-1)?.data as { isEditor?: boolean } | undefined
  if (page?.isEditor) return <Outlet />
  const here = pathname.replace(/\/$/, '')
  const current = here.startsWith(`${paths.official.process.plan(slug)}/`)
    ? 'plan'
    : editorSections.find(({ key }) => paths.official.process[key](slug) === here)?.key
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.processes(), label: 'Trajecten' }]} />
      <h1>{title}</h1>
      <p className="sm-status">
        <Tag tone={tag.tone}>{tag.label}</Tag>
        <span className="soft small">bewaard op {saved}</span>
        <GoLink href={paths.public.process(slug)} icon="eye">
          {state === 'draft' ? 'Bekijk het voorbeeld' : 'Bekijk de openbare pagina'}
        </GoLink>
      </p>
      <div className="sm-ed">
        <EditorNav slug={slug} state={state} counts={missingBySection(missing)} current={current} />
        <div className="sm-ed__main">
          <Outlet />
        </div>
        {state === 'draft' ? (
          <ReleaseCheck slug={slug} missing={missing} done={done} current={current} />
        ) : (
          <RunningProcess state={state} {...running} />
        )}
      </div>
    </Page>
  )
}
