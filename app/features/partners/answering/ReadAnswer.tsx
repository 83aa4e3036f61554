import { Verbatim } from '#app/ui/Verbatim.tsx'
import { willBeSent, questionWords, sentWords, type ViewQuestion } from './response-view.ts'

/** What stands under a question, to read. */
export function ReadAnswer({
  question,
  isDone = false,
}: {
  question: Pick<ViewQuestion, 'answer' | 'kind'>
  /** Nobody writes at it any more. */ isDone?: boolean
}) {
  const items = question.answer?.items ?? []
  const word = isDone ? sentWords(question) : questionWords(question)
  return (
    <>
      {(items.length === 0 || !willBeSent(question)) && (
        <p className="soft">{`${word.charAt(0).toUpperCase()}${word.slice(1)}.${items.length > 0 ? ' Dit gaat niet mee:' : ''}`}</p>
      )}
      <AnswerTexts texts={items.map(({ text }) => text)} isList={question.kind === 'points'} />
    </>
  )
}

/** The texts of an answer exactly as they were written; points are counted. */
export function AnswerTexts({ texts, isList }: { texts: readonly string[]; isList: boolean }) {
  if (texts.length === 0) return null
  if (!isList && texts.length === 1) return <Verbatim text={texts[0] ?? ''} className="pa-read__one" />
  return (
    <ol className="pa-read">
      {texts.map((text, index) => (
        <li key={index}>
          <Verbatim text={text} />
        </li>
      ))}
    </ol>
  )
}
