import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { changeNames, pairQuestion, shownChangeInWords } from './changes-in-words.ts'
import type { Question, ShownChange, ShownParagraph } from './compare-view.server.ts'
import { DiffWords } from './DiffWords.tsx'
import { TableRows } from './TableRows.tsx'
import type { DiffPiece } from './word-diff.ts'

/** How many points and answers hang on a paragraph. */
export type Attached = { points: number; links: number }

/** One change: the old words, what kind it is, the new words, and what an official has to say about it. */
export function ChangeRow({
  change,
  attached,
  why,
}: {
  change: ShownChange
  attached: Record<string, Attached>
  /** Why it was made. */
  why: ReactNode
}) {
  const { key, kind, olds, news, diff, questions, settled, table } = change
  const doubts = questions.filter(({ isDoubtful }) => isDoubtful)
  const isDoubtful = doubts.length > 0
  const { name, icon } = changeNames[kind]
  const points = olds.reduce((sum, { id }) => sum + (attached[id]?.points ?? 0), 0)
  const places = [olds, news].map((parts) => parts[0]?.chapter ?? '')
  // Of a table the rows say what changed.
  const isWhole = table === null && diff.pieces === null && olds.length > 0 && news.length > 0
  return (
    <li
      className={[isDoubtful ? 'cm-row is-doubt' : 'cm-row', isWhole && 'cm-row--whole'].filter(Boolean).join(' ')}
      id={`k-${key}`}
      {...(isDoubtful && { 'data-doubt': key, tabIndex: -1 })}
      aria-labelledby={`h-${key}`}
    >
      <h3 className="vh" id={`h-${key}`}>
        {name}. {shownChangeInWords(change)}
      </h3>
      <div className="cm-old">
        <p className="vh">Oude tekst</p>
        {olds.length === 0 && <p className="soft">Deze alinea is nieuw.</p>}
        {table ? <TableName parts={olds} /> : <Words parts={olds} pieces={diff.pieces?.old ?? null} />}
      </div>
      <div className="cm-mid">
        <b>
          <Icon name={icon} />
          {name}
          {isDoubtful && '?'}
        </b>
        {olds.length > 0 && news.length > 0 && <span>{diff.percent}% van de woorden gelijk</span>}
        {change.moved && (
          <span>
            andere plek
            {places[0] !== places[1] && `: van ‘${places[0]}’ naar ‘${places[1]}’`}
          </span>
        )}
        {points > 0 && <span>{points === 1 ? '1 punt' : `${points} punten`}</span>}
        {settled.map(({ part, number, act, by }) => (
          <Form method="post" key={part} className="cm-undo">
            <input type="hidden" name="settled" value={act} />
            <input type="hidden" name="part" value={part} />
            <span>bevestigd{by && ` door ${by}`}</span>
            <Button small variant="quiet" name="act" value="reopenOrigins">
              Ongedaan maken<span className="vh"> van alinea {number}</span>
            </Button>
          </Form>
        ))}
      </div>
      <div className="cm-new">
        <p className="vh">Nieuwe tekst</p>
        {news.length === 0 && <p className="soft">Geen alinea in de nieuwe versie lijkt hierop.</p>}
        {table ? <TableName parts={news} /> : <Words parts={news} pieces={diff.pieces?.now ?? null} />}
      </div>
      {table && <TableRows table={table} numbers={{ old: olds[0]?.number ?? '', now: news[0]?.number ?? '' }} />}
      {why}
      {doubts.map((question) => (
        <Ask key={question.part} question={question} change={change} />
      ))}
      {!isDoubtful && questions.length > 0 && <Otherwise questions={questions} />}
    </li>
  )
}

/** Which table it is; its rows come below it. */
function TableName({ parts }: { parts: readonly ShownParagraph[] }) {
  return parts.map(({ id, number }) => (
    <p key={id} className="cm-no">
      Tabel, alinea {number}
    </p>
  ))
}

function Words({ parts, pieces }: { parts: readonly ShownParagraph[]; pieces: readonly DiffPiece[][] | null }) {
  return parts.map(({ id, number, text }, at) => (
    <div key={id} className="cm-words">
      <p className="cm-no">alinea {number}</p>
      <p className="lines">{pieces?.[at] ? <DiffWords pieces={pieces[at]} /> : text}</p>
    </div>
  ))
}

function Ask({ question, change }: { question: Question; change: ShownChange }) {
  const { part, seen } = question
  const { asks, answers } = pairQuestion(question, change)
  const form = useForm('settleOrigin', { words: '' }, { part })
  const last = answers.length + 1
  return (
    <div className="cm-ask" role="group" aria-label={asks}>
      <b>{asks}</b>
      {answers.map(({ label, origins }, at) => (
        <Form method="post" key={label} preventScrollReset>
          <input type="hidden" name="part" value={part} />
          <input type="hidden" name="seen" value={seen} />
          {origins.map((id) => (
            <input key={id} type="hidden" name="origins" value={id} />
          ))}
          <Button
            small
            variant="inverse"
            name="act"
            value={origins.length === 0 ? 'settleOrigin?answer=new' : 'settleOrigin?answer=given'}
            data-answer={at + 1}
          >
            {label} <kbd aria-hidden="true">{at + 1}</kbd>
          </Button>
        </Form>
      ))}
      <details className="cm-choose" open={form.errors.words !== undefined || undefined}>
        <summary data-answer={last}>
          Kies zelf <kbd aria-hidden="true">{last}</kbd>
        </summary>
        <ChooseOrigin question={question} />
      </details>
    </div>
  )
}

/** Says where a paragraph comes from by numbers or words of the version before. */
function ChooseOrigin({ question: { part, number, seen } }: { question: Question }) {
  const form = useForm('settleOrigin', { words: '' }, { part })
  return (
    <Form method="post" noValidate preventScrollReset>
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="seen" value={seen} />
      <TextInput
        {...form.field('words')}
        id={`words-${part}`}
        label={`Waar komt alinea ${number} vandaan?`}
        description="Nummers van alinea’s in de vorige versie, zoals 58 of 58 en 59, of woorden die daar staan."
        autoComplete="off"
      />
      <Button small name="act" value="settleOrigin?answer=chosen">
        Bewaar
      </Button>
    </Form>
  )
}

/** For who sees that a sure pair is wrong all the same. */
function Otherwise({ questions }: { questions: readonly Question[] }) {
  const form = useForm('settleOrigin')
  const isHere = questions.some(({ part }) => form.answer?.values.part?.[0] === part)
  return (
    <details className="cm-other" open={isHere || undefined}>
      <summary>Klopt dit niet?</summary>
      {questions.map((question) => (
        <div key={question.part} className="cm-choose">
          <ChooseOrigin question={question} />
          {question.origins.length > 0 && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="part" value={question.part} />
              <input type="hidden" name="seen" value={question.seen} />
              <Button small name="act" value="settleOrigin?answer=new">
                Alinea {question.number} is nieuw
              </Button>
            </Form>
          )}
        </div>
      ))}
    </details>
  )
}
