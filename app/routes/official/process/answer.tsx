import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { dropDraft, keepDraft } from '#app/features/answers/answer-draft.server.ts'
import { answerPoint } from '#app/features/answers/answer-point.server.ts'
import { confirmAnswer } from '#app/features/answers/confirm-answer.server.ts'
import { removeAnswer } from '#app/features/answers/remove-answer.server.ts'
import { answerSamePoints } from '#app/features/campaigns/answer-same-points.server.ts'
import { samePoints } from '#app/features/campaigns/same-points.server.ts'
import { proposalView } from '#app/features/changes/proposal-view.server.ts'
import { ProposalToTake } from '#app/features/changes/ProposalToTake.tsx'
import { SamePoints } from '#app/features/campaigns/SamePoints.tsx'
import { Suggestion } from '#app/features/campaigns/Suggestion.tsx'
import { suggestionFor } from '#app/features/campaigns/suggestion-view.server.ts'
import {
  refuseWorkSuggestion,
  switchSuggestions,
  takeWorkSuggestion,
} from '#app/features/campaigns/take-work-suggestion.server.ts'
import { partOfPoint } from '#app/features/changes/part-of-point.server.ts'
import { editorAt } from '#app/features/changes/PointInPlan.tsx'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { giveOwnAnswer } from '#app/features/answers/give-own-answer.server.ts'
import { shareAnswer } from '#app/features/answers/share-answer.server.ts'
import { atQuery } from '#app/features/desk/desk-address.ts'
import { deskFilterFrom, listQuery } from '#app/features/desk/desk-filter.ts'
import { neighboursIn } from '#app/features/desk/desk-list.server.ts'
import { itemParameters } from '#app/features/desk/item-parameters.ts'
import { itemView } from '#app/features/desk/item-view.server.ts'
import { ItemPanes, type Saying } from '#app/features/desk/ItemPanes.tsx'
import { removeNote, writeNote } from '#app/features/desk/point-notes.server.ts'
import { assignPoint, setDueDate, setPlace, setTheme } from '#app/features/desk/set-work.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { completeStep } from '#app/features/answers/complete-step.server.ts'
import { doneAt, stepName, type Step } from '#app/features/workflow/steps.ts'
import { returnPoint } from '#app/features/workflow/return-point.server.ts'
import { takeOverProposal } from '#app/room-parts.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import findingsStyles from '#app/features/contributions/findings.css?url'
import itemStyles from '#app/features/desk/item.css?url'
import adviceStyles from '#app/features/desk/advice/advice.css?url'
import suggestionStyles from '#app/features/campaigns/suggestion.css?url'
import pointTextStyles from '#app/features/points/point-text.css?url'
import itemTextStyles from '#app/features/desk/item-text.css?url'
import pointInPlanStyles from '#app/features/changes/point-in-plan.css?url'
import fieldStyles from '#app/features/desk/answer-fields.css?url'
import planPartStyles from '#app/features/desk/plan-parts.css?url'
import proposedStyles from '#app/features/contributions/proposed.css?url'
import takeStyles from '#app/features/changes/proposal-to-take.css?url'
import historyStyles from '#app/features/desk/notes-history.css?url'

export const handle = { interactive: true }

export const links = () =>
  stylesheets(
    ...[findingsStyles, pointTextStyles, itemStyles, itemTextStyles, fieldStyles, planPartStyles],
    ...[historyStyles, suggestionStyles, adviceStyles, pointInPlanStyles, proposedStyles, takeStyles],
  )

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Punt ${data.view.point.label} beantwoorden, ${data.view.process.title}` : '')

const says = new Map([
  ['answerPoint', 'Bewaard.'],
  ['takeOverProposal', 'Overgenomen: het plan is gewijzigd, en het antwoord zegt dat.'],
  ['removeAnswer', 'Het antwoord is weggehaald.'],
  ['shareAnswer', 'Dit punt deelt nu het antwoord.'],
  ['giveOwnAnswer', 'Bewaard. Een collega kan nu akkoord geven.'],
  ['keepDraft', 'Uw concept is bewaard. Alleen u ziet het.'],
  ['dropDraft', 'Uw concept is weg.'],
  ['confirmAnswer', 'Het antwoord klopt nog.'],
  ['setTheme', 'Het thema is bewaard.'],
  ['assignPoint', 'De behandelaar is bewaard.'],
  ['setDueDate', 'De uiterste dag is bewaard.'],
  ['setPlace', 'De plek is bewaard.'],
  ['writeNote', 'De notitie staat er.'],
  ['removeNote', 'De notitie is weg.'],
  ['completeStep', 'Akkoord. Het punt is bij de volgende stap.'],
  ['returnPoint', 'Het punt is teruggestuurd.'],
  ['answerSamePoints', 'Alle gelijke punten hebben nu hetzelfde antwoord.'],
  ['takeWorkSuggestion', 'Het voorstel is overgenomen.'],
  ['refuseWorkSuggestion', 'Dit voorstel komt niet terug.'],
  ['switchSuggestions', 'Voorstellen staan weer aan.'],
])

/** What was just done, here or at the point before this one in the list. */
function sayingOf(visit: Visit, steps: readonly Step[]): Saying | null {
  const said = saidHere(visit)
  const words = says.get(said?.code ?? '')
  if (words !== undefined) return { words, same: null }
  if (said?.code !== 'answeredPrevious' && said?.code !== 'answeredLast') return null
  const { point, same, step } = said.facts
  const isLast = said.code === 'answeredLast'
  const which = isLast ? 'dit punt' : 'het vorige punt'
  const where =
    step === undefined
      ? isLast
        ? 'Bewaard.'
        : 'Het vorige punt is bewaard.'
      : Number(step) >= doneAt(steps)
        ? `Akkoord: ${which} is klaar.`
        : `Akkoord: ${which} ligt nu bij ${stepName(steps, Number(step))}.`
  return {
    words: `${where} ${isLast ? 'Dit was het laatste punt van deze lijst.' : 'Dit is het volgende.'}`,
    same: Number(same) > 0 ? { href: at(visit.params.slug ?? '', String(point), visit), points: Number(same) } : null,
  }
}

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, actor, url, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const pointId = params.pointId ?? ''
  const mayAnswer = hasInnerRole(actor, 'processor')
  const view = await itemView(db, process, pointId, { reader: actor, asked: url.searchParams }, now)
  return {
    view,
    proposal: await proposalView(db, process, pointId),
    same: mayAnswer ? (await samePoints(db, process, pointId)).filter(({ isAnswered }) => !isAnswered).length : 0,
    suggestion: mayAnswer ? await suggestionFor(db, process, pointId, now) : null,
    query: listQuery(url.search),
    said: sayingOf(visit, view.flow.steps),
  }
})

/** The page of a point beside the list that it was opened from. */
const at = (slug: string, pointId: string, { url, params }: Visit, more: Record<string, string> = {}) =>
  atQuery(paths.official.process.answer(slug, pointId), listQuery(url.search), {
    // Who stays at the point stays in the pane.
    ...(pointId === params.pointId && { [itemParameters.part]: url.searchParams.get(itemParameters.part) }),
    ...more,
  })

type Answered = { pointId: string; next: boolean; step?: number | null }

/** Goes on to the next point of the list, or stays. */
async function goOn({ pointId, next, step }: Answered, visit: Visit, stay: string) {
  const { db, municipality, params, actor, url, now } = visit
  const slug = params.slug ?? ''
  if (!next || !actor) return { to: at(slug, pointId, visit), say: stay, facts: {} }
  const process = await processBySlug(db, municipality.id, slug)
  const by = { accountId: actor.id, today: today(now) }
  const neighbours = await neighboursIn(db, process, deskFilterFrom(url.searchParams), by, pointId)
  const facts: Record<string, number> = typeof step === 'number' ? { step } : {}
  if (neighbours.next === null) return { to: at(slug, pointId, visit), say: 'answeredLast', facts }
  const same = (await samePoints(db, process, pointId)).filter(({ isAnswered }) => !isAnswered).length
  return { to: at(slug, neighbours.next, visit), say: 'answeredPrevious', facts: { ...facts, point: pointId, same } }
}

const here = (_: unknown, { visit }: { visit: Visit }) => ({
  to: at(visit.params.slug ?? '', visit.params.pointId ?? '', visit),
})

export const action = formAction('official', {
  acts: [
    answerPoint,
    takeOverProposal,
    removeAnswer,
    shareAnswer,
    giveOwnAnswer,
    confirmAnswer,
    keepDraft,
    dropDraft,
    setTheme,
    assignPoint,
    setDueDate,
    setPlace,
    writeNote,
    removeNote,
    completeStep,
    returnPoint,
    takeWorkSuggestion,
    refuseWorkSuggestion,
    switchSuggestions,
    answerSamePoints,
    beginRevision,
  ],
  done: {
    answerPoint: (value, { visit }) => goOn(value, visit, 'answerPoint'),
    shareAnswer: (value, { visit }) => goOn(value, visit, 'shareAnswer'),
    keepDraft(_, { visit, form }) {
      const find = String(form.get('find') ?? '')
      const { slug = '', pointId = '' } = visit.params
      return { to: at(slug, pointId, visit, find === '' ? {} : { [itemParameters.findFor]: find }) }
    },
    completeStep: ({ step }, { visit }) =>
      goOn({ pointId: visit.params.pointId ?? '', next: true, step }, visit, 'completeStep'),
    ...{
      takeOverProposal: here,
      giveOwnAnswer: here,
      removeAnswer: here,
      confirmAnswer: here,
      dropDraft: here,
      setTheme: here,
      assignPoint: here,
    },
    ...{ takeWorkSuggestion: here, refuseWorkSuggestion: here, switchSuggestions: here, answerSamePoints: here },
    async beginRevision(_, { visit: { db, municipality, params } }) {
      const { slug = '', pointId = '' } = params
      const process = await processBySlug(db, municipality.id, slug)
      return { to: editorAt(slug, await partOfPoint(db, process, pointId), pointId) }
    },
    ...{ setDueDate: here, setPlace: here, writeNote: here, removeNote: here, returnPoint: here },
  },
})

export default function Answer() {
  const { suggestion, same, proposal, ...item } = useLoaderData<typeof loader>()
  const { point, answer, process, mayAnswer, isFixed } = item.view
  return (
    <ItemPanes
      {...item}
      proposed={
        proposal && (
          <ProposalToTake
            key={point.id}
            view={proposal}
            {...{ slug: process.slug, pointId: point.id, answer }}
            mayTake={mayAnswer && !isFixed}
          />
        )
      }
      suggested={
        <>
          {suggestion && <Suggestion view={suggestion} otherHref="#punt-themeId" />}
          <SamePoints pointId={point.id} open={same} isAnswered={answer !== null} />
        </>
      }
    />
  )
}
