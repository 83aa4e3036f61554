import { PlanWords } from '#app/features/plans/PlanWords.tsx'
import type { ChangedPart, ChangedWords, WordsView } from './changed-words.ts'
import { DiffWords } from './DiffWords.tsx'

/** The words of a change, in the way that a reader chose. Where too much differs, old and new are whole, one below the other. */
export function ChangedText({ words, view }: { words: ChangedWords; view: WordsView }) {
  const { kind, isSame, pieces, olds, news } = words
  if (view === 'onlyNew')
    return news.length === 0 ? <p className="soft">Deze alinea is weg.</p> : <Parts parts={news} />
  if (isSame) {
    return (
      <div className="ct-same">
        <Parts parts={news} />
      </div>
    )
  }
  if (view === 'apart') {
    return (
      <>
        <Labelled says="Dit stond er" parts={olds} nothing="Hier stond niets." />
        <Labelled says="Dit staat er nu" parts={news} nothing="Deze alinea is weg." />
      </>
    )
  }
  if (pieces) {
    return (
      <p className="ct lines" dir="auto">
        <DiffWords pieces={pieces} />
      </p>
    )
  }
  if (kind === 'new' || kind === 'gone')
    return [...olds, ...news].map((part) => <Whole key={part.id} part={part} kind={kind} />)
  return (
    <>
      <p className="ct-says">Dit stond er</p>
      {olds.map((part) => (
        <Whole key={part.id} part={part} kind="gone" />
      ))}
      <p className="ct-says">Dit staat er nu</p>
      {news.map((part) => (
        <Whole key={part.id} part={part} kind="new" />
      ))}
    </>
  )
}

/** A paragraph that came or went whole; a table keeps its rows. */
function Whole({ part, kind }: { part: ChangedPart; kind: 'gone' | 'new' }) {
  if (part.kind === 'table' || part.kind === 'figure') {
    return (
      <div className={kind === 'gone' ? 'ct-gone' : 'ct-new'}>
        <span className="vh">{kind === 'gone' ? 'Weg:' : 'Nieuw:'}</span>
        <PlanWords {...part} />
      </div>
    )
  }
  return (
    <p className="ct lines" dir="auto">
      <DiffWords pieces={[{ kind, text: part.text }]} />
    </p>
  )
}

function Labelled({ says, parts, nothing }: { says: string; parts: readonly ChangedPart[]; nothing: string }) {
  return (
    <>
      <p className="ct-says">{says}</p>
      {parts.length === 0 ? <p className="soft">{nothing}</p> : <Parts parts={parts} />}
    </>
  )
}

/** Paragraphs without marks, each with its number where there are several. */
function Parts({ parts }: { parts: readonly ChangedPart[] }) {
  return parts.map((part) => (
    <div key={part.id} className={parts.length > 1 ? 'ct ct--numbered' : 'ct'}>
      {parts.length > 1 && (
        <b className="ct-no">
          <span className="vh">alinea </span>
          {part.number}
        </b>
      )}
      <div>
        <PlanWords {...part} />
      </div>
    </div>
  ))
}
