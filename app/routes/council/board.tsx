import type { MetaFunction, ShouldRevalidateFunction } from '@remix-run/react'
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react'
import { AreaError } from '#app/features/accounts/AreaFrame.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { BoardPage } from '#app/features/rankings/board/BoardPage.tsx'
import { boardPage } from '#app/features/rankings/board/board-page.server.ts'
import { placeTopic, takeTopicOff, undoMove } from '#app/features/rankings/board/place-topic.server.ts'
import { writeMotivation } from '#app/features/rankings/board/write-motivation.server.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import staffStyles from '#app/ui/theme/staff.css?url'
import boardStyles from '#app/features/rankings/board/board.css?url'

export const handle: Handle = { staff: true, interactive: true }

export const links = () => stylesheets(staffStyles, boardStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `${data.view.groupName}, ${data.title}` : 'Ranglijst')

export const loader = onlyFor('council', boardPage)

const here = (_: unknown, { visit }: { visit: { url: URL } }) => ({ to: visit.url.pathname, say: null })

/** Without JavaScript a form comes here, and the board is drawn again. */
export const action = formAction('council', {
  acts: [placeTopic, takeTopicOff, undoMove, writeMotivation],
  done: { placeTopic: here, takeTopicOff: here, undoMove: here, writeMotivation: here },
})

/** The board hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function Board() {
  return <BoardPage data={useLoaderData<typeof loader>()} answer={useActionData<FormAnswer>() ?? null} />
}

export function ErrorBoundary() {
  return <AreaError error={useRouteError()} home={paths.council.home()} />
}
