import { useState } from 'react'
import { flushSync } from 'react-dom'
import { isDisconnected } from '#app/live/connection.ts'
import { useTicking } from '#app/live/use-ticking.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { useForm } from '#app/forms/use-form.ts'
import { outcomeOf, type AnswerOutcome } from './answer-form.ts'
import { AnswerFields } from './AnswerFields.tsx'
import { ChangedQuestion } from './ChangedQuestion.tsx'
import { QuestionList } from './QuestionList.tsx'
import { ReadAnswer } from './ReadAnswer.tsx'
import { ResponseHead } from './ResponseHead.tsx'
import { LeftOnDevice } from './LeftOnDevice.tsx'
import { NotKept } from './NotKept.tsx'
import type { QuestionPageData } from './response-page.server.ts'
import { isChanged, standOfQuestion, type ViewQuestion } from './response-view.ts'
import { SaveStatus } from './SaveStatus.tsx'
import { TeamList } from './TeamList.tsx'
import { UnsentNotice } from './UnsentNotice.tsx'
import { useAnswer } from './use-answer.ts'
import { useLiveResponse } from './use-live-response.ts'

/** One question, with all others and the people who work along beside it. */
export function QuestionPage({ data }: { data: QuestionPageData }) {
  const outcome = outcomeOf(useForm('saveAnswer').answer)
  const { responseId, ownId, number, freshIds, oneMore } = data
  const path = paths.partner.response(responseId)
  const { view, connection, typing, report } = useLiveResponse(data.view, responseId, number)
  const isAlive = useEnhanced()
  const now = useTicking(view.readAt)
  const first = data.view.questions.find((one) => one.number === number)
  // Its number may change while someone is at it.
  const question = view.questions.find(({ id }) => id === first?.id) ?? first
  // What this person saw when they came here, or said to have seen since.
  const [seenVersion, setSeenVersion] = useState(first?.versionId ?? '')
  if (!question || !first) return null
  const isOpen = view.stand === 'open' && (view.state === 'invited' || view.state === 'draft')
  const at = view.questions.findIndex(({ id }) => id === question.id)
  const [previous, next] = [view.questions[at - 1], view.questions[at + 1]]
  const asked = view.questions.filter(({ isRemoved }) => !isRemoved).length
  const { errors = [], typed = [] } = outcome ?? {}
  const isKept = typed.length === 0
  return (
    <Page wrap={false} className="sm-page pa">
      <ResponseHead {...{ view, responseId, ownId }} page={`Vraag ${question.number}`} />
      {errors.length > 0 && (
        <ErrorSummary
          errors={errors.map((message) => ({ message }))}
          {...(isKept
            ? { kept: false, heading: 'Deze vraag is nog niet klaar' }
            : { kept: 'Wat u typte, staat hieronder nog.', heading: 'Dit is niet bewaard' })}
        />
      )}
      <UnsentNotice view={view} responseId={responseId} />
      <LeftOnDevice of={{ responseId, accountId: ownId }} view={view} except={question.id} />
      <div className="pa-cols">
        <QuestionList {...{ view, responseId, typing, ownId }} current={question.number} />
        <section className="sm-sec pa-q" aria-labelledby="vraag">
          <p className="small soft">{`Vraag ${question.number} van ${asked}${question.isOptional ? ', niet verplicht' : ''}`}</p>
          <h2 id="vraag">{question.heading}</h2>
          {question.explanation && <p className="soft pa-q__more">{question.explanation}</p>}
          {question.isRemoved && (
            <Notice kind="warn">
              De gemeente stelt deze vraag niet meer. Wat u schreef, blijft staan en gaat mee.
            </Notice>
          )}
          {(isChanged(first) || question.versionId !== first.versionId) && (
            <ChangedQuestion
              earlier={question.versionId !== first.versionId ? first : (first.answer?.asked ?? first)}
              now={question}
              onSeen={question.versionId === seenVersion ? null : () => setSeenVersion(question.versionId)}
            />
          )}
          {isOpen ? (
            <Writing
              key={question.kind}
              {...{
                question,
                view,
                isAlive,
                now,
                outcome,
                connection,
                report,
                previous,
                next,
                freshIds,
                oneMore,
              }}
              versionId={seenVersion}
              responseId={responseId}
              accountId={ownId}
              ownId={ownId}
            />
          ) : (
            <>
              <ReadAnswer question={question} isDone />
              <NotKept
                of={{ responseId, accountId: ownId, questionId: question.id }}
                sent={typed.map(({ text }) => text)}
              />
              <div className="sm-acts pa-foot">
                <ButtonLink href={path}>Terug naar het overzicht</ButtonLink>
                {next && (
                  <ButtonLink
                    variant="subtle"
                    href={paths.partner.responseQuestion(responseId, next.number)}
                  >{`Naar vraag ${next.number}`}</ButtonLink>
                )}
              </div>
            </>
          )}
        </section>
        <aside>
          <TeamList {...{ view, typing, ownId }} invite={view.stand === 'open' ? `${path}#collega` : null} />
        </aside>
      </div>
    </Page>
  )
}

type WritingProps = Omit<Parameters<typeof useAnswer>[0], 'viewVersion' | 'fresh' | 'keepsFresh' | 'shown'> & {
  view: QuestionPageData['view']
  now: number
  ownId: string
  outcome: AnswerOutcome | null
  isAlive: boolean
  previous: ViewQuestion | undefined
  next: ViewQuestion | undefined
  freshIds: readonly string[]
  oneMore: boolean
}

function Writing({
  question,
  versionId,
  view,
  isAlive,
  now,
  responseId,
  accountId,
  ownId,
  outcome,
  connection,
  report,
  previous,
  next,
  freshIds,
  oneMore,
}: WritingProps) {
  const [first = '', forConflict = ''] = freshIds
  const stored = question.answer?.items.length ?? 0
  // What the page came with: later it may be one of those that are there.
  const [fresh] = useState(() =>
    question.kind === 'points'
      ? stored === 0 || oneMore
        ? [first]
        : []
      : stored === 0 || question.kind !== 'text'
        ? [question.onlyItemId]
        : [],
  )
  const keepsFresh = oneMore || question.kind !== 'points'
  const writing = useAnswer({
    question,
    viewVersion: view.version,
    versionId,
    fresh,
    keepsFresh,
    responseId,
    accountId,
    shown: outcome,
    connection,
    report,
  })
  const [cannotGo, setCannotGo] = useState(false)
  const stand = standOfQuestion(question)
  // Who pressed a button and came back to two texts may not see them among many points.
  const mustChoose = outcome !== null && outcome.errors.length === 0
  const clashing = writing.items.flatMap(({ id, conflict }, index) =>
    mustChoose && conflict ? [{ field: `botst-${id}`, message: `Bij punt ${index + 1} staan twee teksten` }] : [],
  )
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        // Off the network a form would lead to the page of the browser that says so; what was typed waits here instead.
        if (!isAlive || !isDisconnected(connection)) return
        event.preventDefault()
        setCannotGo(true)
      }}
    >
      <input type="hidden" name="versionId" value={versionId} />
      {(stand === 'skipped' || stand === 'notApplicable') && (
        <Notice
          title={stand === 'skipped' ? 'Deze vraag is overgeslagen' : 'Deze vraag is niet van toepassing'}
          actions={
            <Button small name="act" value="saveAnswer?state=open">
              Toch beantwoorden
            </Button>
          }
        >
          {stored > 0
            ? 'Wat hier staat, blijft bewaard en gaat niet mee naar de gemeente.'
            : 'U kunt haar alsnog beantwoorden.'}
        </Notice>
      )}
      {clashing.length > 0 && (
        <ErrorSummary
          errors={clashing}
          heading="Kies eerst welke tekst blijft"
          kept="Wat u verder schreef, is bewaard."
        />
      )}
      <AnswerFields {...{ question, writing, isAlive, now, ownId, freshId: forConflict }} />
      <SaveStatus
        {...{ isAlive, connection, path: paths.partner.responseQuestion(responseId, question.number) }}
        waiting={writing.waiting}
        undecided={writing.undecided}
        problem={writing.problem}
        cannotGo={cannotGo && connection === 'lost'}
      />
      <div className="sm-acts">
        {question.kind === 'points' && (
          <Button
            icon="plus"
            name="act"
            value="saveAnswer?more=on"
            {...(isAlive && {
              type: 'button',
              onClick: () => {
                const id = flushSync(() => writing.add())
                document.getElementById(`punt-${id}`)?.focus()
              },
            })}
          >
            Nog een punt
          </Button>
        )}
        {!isAlive && (
          <Button name="act" value="saveAnswer">
            Bewaar
          </Button>
        )}
        {question.isOptional && stand !== 'skipped' && (
          <Button variant="subtle" name="act" value="saveAnswer?state=skipped">
            Sla deze vraag over
          </Button>
        )}
        {stand !== 'notApplicable' && (
          <Button variant="subtle" name="act" value="saveAnswer?state=notApplicable">
            Niet van toepassing
          </Button>
        )}
      </div>
      <div className="sm-acts pa-foot">
        <Button variant="primary-action" name="act" value="saveAnswer?state=done">
          {next
            ? `Vraag ${question.number} is klaar, naar vraag ${next.number}`
            : `Vraag ${question.number} is klaar, naar het overzicht`}
        </Button>
        <ButtonLink
          variant="subtle"
          href={
            previous ? paths.partner.responseQuestion(responseId, previous.number) : paths.partner.response(responseId)
          }
        >
          {previous ? `Terug naar vraag ${previous.number}` : 'Terug naar het overzicht'}
        </ButtonLink>
      </div>
    </form>
  )
}
