import type { Question } from '#app/features/partners/questionnaire.ts'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { askingPath, counted, questionsPath } from './asking-form.ts'

type Preview = { process: { slug: string; title: string }; intro: string; closesInWords: string | null; questions: Question[] }

/** The questions as someone of an organisation gets them; nothing that is typed here is kept. */
export function PreviewPage({ process, intro, closesInWords, questions }: Preview) {
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs
        items={[
          { href: askingPath(process.slug), label: `Partners, ${process.title}` },
          { href: questionsPath(process.slug), label: 'Vragen' },
        ]}
      />
      <Notice title="Dit is een voorbeeld">Zo krijgt een partner de vragen. Wat u hier typt, wordt niet bewaard.</Notice>
      <div className="form pq-preview gap-4">
        <h1>{process.title}</h1>
        <p className="lede">
          {counted(questions.length, 'vraag', 'vragen')}
          {closesInWords && `, te beantwoorden tot en met ${closesInWords}`}
        </p>
        {intro && <p className="pq-lines">{intro}</p>}
        {questions.map((question) => (
          <section key={question.id} className="sm-sec" aria-labelledby={`v-${question.id}`}>
            <h2 id={`v-${question.id}`}>
              {question.number}. {question.heading}
              {question.isOptional && !hasOptions(question) && <span className="regular soft"> (mag, hoeft niet)</span>}
            </h2>
            {question.explanation && <p className="soft pq-lines">{question.explanation}</p>}
            <Control question={question} />
          </section>
        ))}
      </div>
    </Page>
  )
}

/** The group of options says of itself whether it may be skipped. */
const hasOptions = ({ kind }: Question) => kind === 'choice' || kind === 'scale'

function Control({ question }: { question: Question }) {
  const { id, number, kind, options, isOptional } = question
  if (hasOptions(question)) {
    return (
      <RadioGroup
        name={`vraag-${id}`}
        legend={<span className="vh">Uw antwoord op vraag {number}</span>}
        optional={isOptional}
        choices={options.map((option) => ({ value: option, label: option }))}
      />
    )
  }
  const isPoints = kind === 'points'
  return (
    <TextArea
      name={`vraag-${id}`}
      label={isPoints ? 'Punt 1' : 'Uw antwoord'}
      description={isPoints ? 'Eén punt per veld. Daarna kunt u een volgend punt toevoegen.' : undefined}
      short={isPoints}
      rows={isPoints ? 3 : 8}
    />
  )
}
