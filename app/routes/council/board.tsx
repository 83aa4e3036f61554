import { data, redirect } from '@remix-run/node'
import type { MetaFunction, ShouldRevalidateFunction } from '@remix-run/react'
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react'
import { AreaError } from '#app/features/accounts/AreaFrame.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { BoardPage } from '#app/features/rankings/board/BoardPage.tsx'
import { actOnBoard } from '#app/features/rankings/board/act-on-board.server.ts'
import { boardPage } from '#app/features/rankings/board/board-page.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import boardStyles from '#app/ui/theme/board.css?url'
import staffStyles from '#app/ui/theme/staff.css?url'

export const handle: Handle = { staff: true, interactive: true }

export const links = () => [
  { rel: 'stylesheet', href: staffStyles },
  { rel: 'stylesheet', href: boardStyles },
]

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `${data.view.groupName}, ${data.title}` : 'Ranglijst')

export const loader = onlyFor('council', boardPage)

/** Without JavaScript a form comes here, and the board is drawn again. */
export const action = onlyFor('council', async (visit) => {
  const answer = await actOnBoard(visit)
  return answer.done ? redirect(visit.url.pathname, 303) : data(answer, { status: 400 })
})

/** The board hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function Board() {
  return <BoardPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />
}

export function ErrorBoundary() {
  return <AreaError error={useRouteError()} home={paths.council.home()} />
}
