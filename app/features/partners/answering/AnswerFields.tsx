import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import { ConflictBox } from './ConflictBox.tsx'
import { ItemField } from './ItemField.tsx'
import type { ViewQuestion } from './response-view.ts'
import type { useAnswer } from './use-answer.ts'

type Props = {
  question: ViewQuestion
  writing: ReturnType<typeof useAnswer>
  isAlive: boolean
  now: number
  ownId: string
  /** For the point that may come of a conflict, without JavaScript. */
  freshId: string
}

/** The fields of an answer, by kind of question. */
export function AnswerFields(props: Props) {
  const { question } = props
  return question.kind === 'choice' || question.kind === 'scale' ? <OneOf {...props} /> : <Texts {...props} />
}

function Texts({ question, writing, isAlive, now, ownId, freshId }: Props) {
  const isPoints = question.kind === 'points'
  const { items } = writing
  const order = items.map(({ id }) => id).join(' ')
  const focusAfter = useRef<string | null>(null)
  // A point that moved takes the focus along, or a keyboard would be back at the top after each move.
  useEffect(() => {
    if (!focusAfter.current) return
    document.getElementById(`punt-${focusAfter.current}`)?.focus({ preventScroll: true })
    focusAfter.current = null
  }, [order])
  const movable = items
    .filter(({ id, conflict }) => !conflict && question.answer?.items.some((item) => item.id === id))
    .map(({ id }) => id)
  const numbered = isPoints || items.length > 1
  return (
    <ol className={numbered ? 'pa-items' : 'pa-items is-one'}>
      {items.map((item, index) => {
        const label = numbered ? `Punt ${index + 1}` : 'Uw antwoord'
        const at = movable.indexOf(item.id)
        const moves = {
          up: at > 0 ? `${item.id}:${movable[at - 1]}` : null,
          down: at >= 0 && at < movable.length - 1 ? `${item.id}:${movable[at + 2] ?? ''}` : null,
        }
        return (
          <li
            key={item.id}
            className="pa-item"
            id={
              index === items.length - 1 && !question.answer?.items.some(({ id }) => id === item.id)
                ? 'nieuw'
                : undefined
            }
          >
            {item.conflict ? (
              <>
                {numbered && (
                  <span className="pa-item__n" aria-hidden>
                    {index + 1}
                  </span>
                )}
                <ConflictBox
                  conflict={item.conflict}
                  {...{ at: index, freshId, name: numbered ? label : 'Dit antwoord', canSplit: true }}
                  onDecide={isAlive ? (decision) => item.conflict && writing.decide(item.conflict, decision) : null}
                />
              </>
            ) : (
              <ItemField
                {...{ item, label, at: index, ownId, now, isAlive, moves }}
                number={numbered ? index + 1 : null}
                onType={(text) => writing.type(item.id, text)}
                onLeave={writing.leave}
                onRemove={() => {
                  flushSync(() => writing.remove(item.id))
                  document.getElementById('zet-terug')?.focus()
                }}
                onMove={(target) => {
                  focusAfter.current = item.id
                  const [id = '', before = ''] = target.split(':')
                  void writing.move(id, before || null)
                }}
              />
            )}
          </li>
        )
      })}
      {isAlive && writing.removed && (
        <li className="pa-back" role="status">
          <Icon name="trash" /> Het punt is weggehaald.
          <Button small type="button" icon="undo" id="zet-terug" onClick={writing.putBack}>
            Zet terug
          </Button>
        </li>
      )}
    </ol>
  )
}

/** A choice or a step on a scale. What was written when the question asked for words stays readable above it. */
function OneOf({ question, writing, isAlive, freshId }: Props) {
  const { onlyItemId, options, kind } = question
  const own = writing.items.find(({ id }) => id === onlyItemId)
  const earlier = writing.items.filter(({ id, text }) => id !== onlyItemId && text !== '')
  const text = own?.text ?? ''
  if (own?.conflict) {
    const { conflict } = own
    return (
      <ConflictBox
        {...{ conflict, at: 0, freshId, name: 'Dit antwoord', canSplit: false }}
        onDecide={isAlive ? (decision) => writing.decide(conflict, decision) : null}
      />
    )
  }
  const place = `items[${earlier.length}]`
  const choices = text === '' || options.includes(text) ? options : [text, ...options]
  return (
    <>
      {earlier.map((item, index) => (
        <div key={item.id} className="pa-earlier">
          <b>Dit schreef u eerder. Het gaat mee, tenzij u het weghaalt.</b>
          <Verbatim text={item.text} />
          <input type="hidden" name={`items[${index}].id`} value={item.id} />
          <input type="hidden" name={`items[${index}].text`} value={item.text} />
          <input type="hidden" name={`items[${index}].seen`} value={item.seen} />
          <Button
            small
            icon="trash"
            name="act"
            value={`saveAnswer?remove=${item.id}`}
            {...(isAlive && { type: 'button', onClick: () => writing.remove(item.id) })}
          >
            Haal weg
          </Button>
        </div>
      ))}
      <fieldset className={kind === 'scale' ? 'pa-choice is-scale' : 'pa-choice'}>
        <legend className="vh">{question.heading}</legend>
        <input type="hidden" name={`${place}.id`} value={onlyItemId} />
        <input type="hidden" name={`${place}.seen`} value={own?.seen ?? ''} />
        {[...choices, ''].map((option, index) => (
          <label key={option} className="check" htmlFor={`keuze-${index}`}>
            <input
              className="utrecht-radio-button utrecht-radio-button--html-input"
              type="radio"
              id={`keuze-${index}`}
              name={`${place}.text`}
              value={option}
              {...(isAlive
                ? { checked: text === option, onChange: () => (writing.type(onlyItemId, option), writing.leave()) }
                : { defaultChecked: text === option })}
            />
            <span>{option === '' ? 'Nog geen keuze' : option}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}
