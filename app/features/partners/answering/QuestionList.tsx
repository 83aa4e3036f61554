import type { Typing } from '#app/live/typing.ts'
import { paths } from '#app/paths.ts'
import { initials } from '#app/ui/initials.ts'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import {
  willBeSent,
  isChanged,
  isSettled,
  questionWords,
  sentWords,
  standOfQuestion,
  type QuestionStand,
  type ResponseView,
} from './response-view.ts'

const icons: Record<QuestionStand, IconName> = {
  empty: 'circle',
  open: 'pencil',
  done: 'check',
  skipped: 'minus',
  notApplicable: 'ban',
}

/** All questions with where each stands, and who types at one now. On a phone it is a row of numbers. */
export function QuestionList({
  view,
  responseId,
  current,
  typing,
  ownId,
}: {
  view: ResponseView
  responseId: string
  current?: number
  typing: Typing
  ownId: string
}) {
  const isDone = view.state === 'released' || view.state === 'sent'
  const settled = view.questions.filter(isDone ? willBeSent : isSettled).length
  return (
    <nav className="sm-sec pa-list" aria-labelledby="vragen">
      <h2 id="vragen">
        Vragen <span>{`${settled} van ${view.questions.length} ${isDone ? 'beantwoord' : 'klaar'}`}</span>
      </h2>
      <ol className={current === undefined ? 'is-whole' : undefined}>
        {view.questions.map((question) => {
          const writer = view.people.find(
            ({ accountId }) => accountId !== null && accountId !== ownId && typing[accountId]?.at === question.id,
          )
          const words = isDone ? sentWords(question) : questionWords(question)
          return (
            <li key={question.id}>
              <a
                href={paths.partner.responseQuestion(responseId, question.number)}
                aria-current={question.number === current ? 'page' : undefined}
              >
                <b>{question.number}</b>
                <b className="pa-list__t">{question.heading}</b>
                {writer ? (
                  <span className="is-typing">
                    <span className="sm-av" aria-hidden>
                      {initials(writer.name)}
                    </span>
                    <em>{writer.name} typt nu</em>
                  </span>
                ) : (
                  <span>
                    <Icon name={isDone && willBeSent(question) ? 'check' : icons[standOfQuestion(question)]} />
                    <em>{words}</em>
                  </span>
                )}
                {(isChanged(question) || question.isRemoved) && (
                  <span className="is-changed">
                    <Icon name="alert-triangle" />
                    <em>{question.isRemoved ? 'wordt niet meer gevraagd' : 'de vraag is veranderd'}</em>
                  </span>
                )}
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
