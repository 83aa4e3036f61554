import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addGroup, changeGroup, removeGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeRanking, openRanking, reopenRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics, changeTopic, pasteTopics, removeTopic } from '#app/features/rankings/change-topics.server.ts'
import { ClerkPage } from '#app/features/rankings/clerk/ClerkPage.tsx'
import { clerkView } from '#app/features/rankings/clerk/clerk-view.server.ts'
import { forClerk } from '#app/features/rankings/clerk/for-clerk.server.ts'
import { orPublicOutcome } from '#app/features/rankings/clerk/or-public-outcome.server.ts'
import { decideTie } from '#app/features/rankings/decide.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { revealRanking } from '#app/features/rankings/projector/reveal.server.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { relateTopics, unrelateTopics } from '#app/features/rankings/relate-topics.server.ts'
import { saveRankingRules } from '#app/features/rankings/save-ranking-rules.server.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { formAction, type After } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import clerkStyles from '#app/features/rankings/clerk/clerk.css?url'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Ranglijst voor ${data?.process.title ?? 'het traject'}`)

/** The page follows the groups while the ranking is open. */
export const handle: Handle = { interactive: true }

export const links = () => stylesheets(clerkStyles)

export const loader = orPublicOutcome(forClerk(clerkView))

type At = { visit: { params: { slug?: string } } }

/** This page after an act, from where its form stands; what was done is said there. */
const onwards =
  (from: string) =>
  (_: unknown, { visit }: At): After => ({ to: paths.council.ranking(visit.params.slug ?? '') + from })

/** The page anew from its top: a browser that gets no place keeps the one of the form. Nothing is said of what was done before. */
const fromTop = (act: string) => (changed: boolean, at: At) => ({
  ...onwards('#inhoud')(null, at),
  say: changed ? act : null,
})

export const action = formAction('council', {
  acts: [
    saveRankingRules,
    addTopics,
    pasteTopics,
    changeTopic,
    removeTopic,
    addGroup,
    changeGroup,
    removeGroup,
    importLists,
    openRanking,
    closeRanking,
    reopenRanking,
    publishRanking,
    revealRanking,
    decideTie,
    relateTopics,
    unrelateTopics,
  ],
  done: {
    saveRankingRules: onwards('#regels'),
    addTopics: onwards('?nog=onderwerp#onderwerpen'),
    pasteTopics: onwards('#onderwerpen'),
    changeTopic: ({ topicId }, at) => onwards(`#onderwerp-${topicId}`)(null, at),
    removeTopic: onwards('#onderwerpen'),
    addGroup: ({ id }, at) => onwards(`?groep=${id}#groep-${id}`)(null, at),
    changeGroup: ({ groupId }, at) => onwards(`#groep-${groupId}`)(null, at),
    removeGroup: onwards('#groepen'),
    importLists: (facts, at) => ({ ...onwards('#inlezen')(null, at), facts }),
    openRanking: ({ changed }, at) => fromTop('openRanking')(changed, at),
    closeRanking: ({ changed }, at) => fromTop('closeRanking')(changed, at),
    reopenRanking: ({ changed }, at) => fromTop('reopenRanking')(changed, at),
    publishRanking: ({ points }, at) => fromTop('publishRanking')(points !== null, at),
    revealRanking: (_, at) => ({ ...onwards('#scherm')(null, at), say: null }),
    decideTie: onwards('#gelijk'),
    relateTopics: onwards('#samen'),
    unrelateTopics: onwards('#samen'),
  },
})

export default function Ranking() {
  return <ClerkPage view={useLoaderData<typeof loader>()} answer={useActionData<FormAnswer>() ?? null} />
}
