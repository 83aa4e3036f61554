import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { answerPoint } from '#app/features/answers/answer-point.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { AnswerPage } from '#app/features/answers/AnswerPage.tsx'
import { removeAnswer } from '#app/features/answers/remove-answer.server.ts'
import { answerSamePoints } from '#app/features/campaigns/answer-same-points.server.ts'
import { samePoints } from '#app/features/campaigns/same-points.server.ts'
import { SamePoints } from '#app/features/campaigns/SamePoints.tsx'
import { Suggestion } from '#app/features/campaigns/Suggestion.tsx'
import { suggestionFor } from '#app/features/campaigns/suggestion-view.server.ts'
import {
  refuseWorkSuggestion,
  switchSuggestions,
  takeWorkSuggestion,
} from '#app/features/campaigns/take-work-suggestion.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import findingsStyles from '#app/features/contributions/findings.css?url'
import pointTextStyles from '#app/features/points/point-text.css?url'
import answerStyles from '#app/features/answers/answer.css?url'
import suggestionStyles from '#app/features/campaigns/suggestion.css?url'

export const links = () => stylesheets(workStyles, findingsStyles, pointTextStyles, answerStyles, suggestionStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Punt ${data.view.point.label} beantwoorden, ${data.view.process.title}` : '')

const says = new Map([
  ['answerPoint', 'Bewaard.'],
  ['answeredPrevious', 'Het vorige punt is bewaard. Dit is het volgende.'],
  ['removeAnswer', 'Het antwoord is weggehaald.'],
  ['answerSamePoints', 'Alle gelijke punten hebben nu hetzelfde antwoord.'],
  ['takeWorkSuggestion', 'Het thema is overgenomen.'],
  ['refuseWorkSuggestion', 'Dit voorstel komt niet terug.'],
  ['switchSuggestions', 'Voorstellen staan weer aan.'],
])

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, actor, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const view = await answerView(db, process, params.pointId ?? '')
  const mayAnswer = hasInnerRole(actor, 'processor')
  return {
    view: { ...view, mayAnswer },
    same: mayAnswer
      ? (await samePoints(db, process, params.pointId ?? '')).filter(({ isAnswered }) => !isAnswered).length
      : 0,
    suggestion: mayAnswer ? await suggestionFor(db, process, params.pointId ?? '', now) : null,
    said: says.get(saidHere(visit)?.code ?? '') ?? null,
  }
})

export const action = formAction('official', {
  acts: [answerPoint, removeAnswer, takeWorkSuggestion, refuseWorkSuggestion, switchSuggestions, answerSamePoints],
  done: {
    answerPoint({ goTo }, { visit: { params } }) {
      const { answer, points } = paths.official.process
      const slug = params.slug ?? ''
      if (goTo === null) return { to: points(slug), say: null }
      return { to: answer(slug, goTo), say: goTo === params.pointId ? 'answerPoint' : 'answeredPrevious' }
    },
  },
})

export default function Answer() {
  const { view, said, suggestion, same } = useLoaderData<typeof loader>()
  return (
    <AnswerPage
      view={view}
      said={said}
      suggestion={
        <>
          {suggestion && <Suggestion view={suggestion} otherHref="#themeId" />}
          <SamePoints pointId={view.point.id} open={same} isAnswered={view.answer !== null} />
        </>
      }
    />
  )
}
