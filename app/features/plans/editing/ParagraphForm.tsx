import { useDeferredValue, useEffect, useRef, useState, type RefObject } from 'react'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { useUnsaved } from '#app/ui/use-unsaved.ts'
import { changesInWords, WordChanges } from '#app/features/plans/versions/WordChanges.tsx'
import type { OpenPart } from './open-part.server.ts'
import { SaveButtons } from './SaveButtons.tsx'

/** Milliseconds after the last key until the counts are said. */
const UNTIL_SAID = 1000

/** The words of a paragraph in a plain field, and below it what changes. */
export function ParagraphForm({
  part,
  next,
  closeHref,
}: {
  part: OpenPart
  /** The paragraph that comes after it. */
  next: string | null
  closeHref: string
}) {
  const form = useForm('writeParagraph', { words: part.words }, { part: part.id })
  const isConflict = form.found<{ now: string }>('changedMeanwhile') !== null
  const [words, setWords] = useState(form.value('words'))
  // Comparing a long paragraph takes longer than a key.
  const compared = useDeferredValue(words)
  const element = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLTextAreaElement | null>(null)
  useUnsaved(element)
  useEffect(() => {
    field.current = element.current?.querySelector('textarea') ?? null
  }, [])
  const old = part.before ?? { words: part.words, says: 'wat er nu staat' }
  return (
    <>
      {isConflict && <Conflict theirs={part.words} mine={form.value('words')} closeHref={closeHref} />}
      <form method="post" noValidate className="pe-edit" ref={element}>
        <input type="hidden" name="part" value={part.id} />
        <input type="hidden" name="seen" value={part.seen} />
        <Tools field={field} onChange={setWords} />
        <TextArea
          {...form.field('words')}
          label={part.kind === 'table' ? 'Tabel: een regel per rij, met | tussen de cellen' : 'Tekst'}
          description="Een lege regel splitst de alinea in twee."
          rows={Math.min(24, Math.max(6, Math.ceil(words.length / 75) + 1))}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <SaveButtons act="writeParagraph" next={isConflict ? null : next}>
          {isConflict ? 'Bewaar mijn tekst toch' : 'Bewaar'}
        </SaveButtons>
      </form>
      <Changes old={old.words} now={compared} than={old.says} />
      <MarksHelp />
    </>
  )
}

/** What is different in the field, or, without JavaScript, in what is stored; nothing where there is no difference. */
function Changes({ old, now, than }: { old: string; now: string; than: string }) {
  const isEnhanced = useEnhanced()
  const says = changesInWords(old, now)
  const [said, setSaid] = useState(says)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(says), UNTIL_SAID)
    return () => clearTimeout(timer)
  }, [says])
  if (!isEnhanced && old === now) return null
  return (
    <section className="pe-changes" aria-labelledby="wat-verandert">
      <div className="pe-changes__head">
        <h3 id="wat-verandert">Wat verandert er</h3>
        <p className="soft small">
          <span aria-hidden="true">{says}</span>
          <span className="vh" role="status">
            {said}
          </span>
        </p>
      </div>
      {old !== now && (
        <>
          <p className="soft tiny">Vergeleken met {than}.</p>
          <WordChanges old={old} now={now} />
        </>
      )}
    </section>
  )
}

function Conflict({ theirs, mine, closeHref }: { theirs: string; mine: string; closeHref: string }) {
  return (
    <section className="sm-conf" role="alert" aria-labelledby="botsing-kop">
      <p id="botsing-kop">Een collega heeft deze alinea intussen gewijzigd. Uw tekst staat nog in het veld.</p>
      <div>
        <section>
          <h3>Wat uw collega schreef</h3>
          <p className="words-changed" dir="auto">
            {theirs}
          </p>
        </section>
        <section>
          <h3>Wat uw tekst daaraan verandert</h3>
          <WordChanges old={theirs} now={mine} />
        </section>
      </div>
      <div className="sm-conf__m">
        <a href={closeHref}>Neem de tekst van uw collega</a>
        <span className="soft small">of pas uw tekst aan en bewaar die.</span>
      </div>
    </section>
  )
}

/** Buttons that write marks, for who has JavaScript: the marks can be typed as well. */
function Tools({
  field,
  onChange,
}: {
  field: RefObject<HTMLTextAreaElement | null>
  onChange: (words: string) => void
}) {
  if (!useEnhanced()) return null
  const write = (before: string, behind: string) => {
    const area = field.current
    if (!area) return
    const { selectionStart: from, selectionEnd: to, value } = area
    area.setRangeText(`${before}${value.slice(from, to)}${behind}`, from, to, 'end')
    area.focus()
    area.dispatchEvent(new Event('input', { bubbles: true }))
    onChange(area.value)
  }
  return (
    <div className="pe-tools">
      <Button type="button" small variant="quiet" onClick={() => write('**', '**')}>
        <b>Vet</b>
      </Button>
      <Button type="button" small variant="quiet" onClick={() => write('*', '*')}>
        <i>Cursief</i>
      </Button>
      <Button type="button" small variant="quiet" icon="list" onClick={() => write('\n- ', '')}>
        Opsomming
      </Button>
      <Button type="button" small variant="quiet" onClick={() => write('\n\n', '')}>
        Splits hier
      </Button>
    </div>
  )
}

/** How marks are typed. */
export function MarksHelp() {
  return (
    <Fold summary="Zo maakt u tekst op">
      <ul className="sm-bullets small">
        <li>
          <code>**vet**</code> en <code>*cursief*</code>
        </li>
        <li>
          <code>[woorden](https://adres.nl)</code> is een link
        </li>
        <li>
          <code>- </code> of <code>1. </code> voor aan een regel maakt een opsomming
        </li>
        <li>
          <code>| cel | cel |</code> is een rij van een tabel; de regel <code>| --- | --- |</code> staat onder de koppen
        </li>
        <li>
          <code>[^1]</code> verwijst naar een voetnoot; een alinea die begint met <code>[^1]: </code> is die noot
        </li>
        <li>Een lege regel begint een nieuwe alinea</li>
      </ul>
    </Fold>
  )
}
