import type { Question } from '#app/features/partners/questionnaire.ts'
import { paths } from '#app/paths.ts'
import { TextArea } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { counted } from '#app/counted.ts'

type Preview = {
  process: { slug: string; title: string }
  intro: string
  closesInWords: string | null
  questions: Question[]
}

/** The questions as someone of an organisation gets them; nothing that is typed here is kept. */
export function PreviewPage({ process, intro, closesInWords, questions }: Preview) {
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs
        items={[
          { href: paths.official.process.partners(process.slug), label: `Partners, ${process.title}` },
          { href: paths.official.process.partnerQuestions(process.slug), label: 'Vragen' },
        ]}
      />
      <Notice title="Dit is een voorbeeld">
        Zo krijgt een partner de vragen, elke op een eigen pagina. Wat u hier typt, wordt niet bewaard.
      </Notice>
      <div className="form pq-preview gap-4">
        <h1>{process.title}</h1>
        <p className="lede">
          {counted(questions.length, 'vraag', 'vragen')}
          {closesInWords && `, te beantwoorden tot en met ${closesInWords}`}
        </p>
        {intro && <p className="pq-lines">{intro}</p>}
        {questions.map((question, at) => (
          <section key={question.id} className="sm-sec" aria-labelledby={`v-${question.id}`}>
            <p className="small soft">{`Vraag ${at + 1} van ${questions.length}${question.isOptional ? ', niet verplicht' : ''}`}</p>
            <h2 id={`v-${question.id}`}>{question.heading}</h2>
            {question.explanation && <p className="soft">{question.explanation}</p>}
            <Control question={question} />
          </section>
        ))}
      </div>
    </Page>
  )
}

function Control({ question: { id, heading, kind, options } }: { question: Question }) {
  if (kind === 'choice' || kind === 'scale') {
    return (
      <fieldset>
        <legend className="vh">{heading}</legend>
        {['', ...options].map((option, at) => (
          <label key={option} className="check" htmlFor={`keuze-${id}-${at}`}>
            <input
              className="utrecht-radio-button utrecht-radio-button--html-input"
              type="radio"
              id={`keuze-${id}-${at}`}
              name={`vraag-${id}`}
              value={option}
              defaultChecked={option === ''}
            />
            <span>{option === '' ? 'Nog geen keuze' : option}</span>
          </label>
        ))}
      </fieldset>
    )
  }
  const isPoints = kind === 'points'
  return (
    <TextArea
      name={`vraag-${id}`}
      label={isPoints ? 'Punt 1' : 'Uw antwoord'}
      short={isPoints}
      rows={isPoints ? 3 : 8}
    />
  )
}
