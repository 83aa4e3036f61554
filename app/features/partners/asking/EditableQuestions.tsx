import { questionKindWords } from '#app/features/partners/questionnaire.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { counted } from '#app/counted.ts'
import { QuestionFields } from './QuestionFields.tsx'
import type { ListView, QuestionsView } from './questions-view.server.ts'

type Asked = ListView['questions'][number]

/** The questions in order, one of them open to change, and a form for a new one. */
export function EditableQuestions({ view, list }: { view: QuestionsView; list: ListView }) {
  const { mayChange } = view
  const { questions, retired, hasAnswers } = list
  const adding = useForm('addQuestion', { key: view.formKey })
  const changing = useForm('changeQuestion')
  const open = changing.answer ? changing.value('questionId') : list.openQuestion
  return (
    <section className="sm-sec" id="vragen" aria-labelledby="vragen-kop">
      <div className="sm-sec__head">
        <h2 id="vragen-kop">Vragen</h2>
        {questions.length > 0 && (
          <a href={paths.official.process.partnerPreview(view.process.slug)}>Zo ziet de partner het</a>
        )}
      </div>
      {hasAnswers && (
        <p className="sm-note">
          Er zijn al antwoorden. Wijzigt u een vraag die al is beantwoord, dan houden die antwoorden de oude vraag.
          Haalt u zo’n vraag weg, dan blijven de antwoorden staan. De nummers veranderen niet meer.
        </p>
      )}
      {questions.length === 0 ? (
        <Empty title="Er staat nog geen vraag op de lijst" level={3}>
          Voeg hieronder de eerste vraag toe. Vijf vragen is genoeg: elke vraag kost een organisatie tijd.
        </Empty>
      ) : (
        <ol className="ck-list pq-questions">
          {questions.map((question, at) => (
            <li
              key={question.id}
              id={`vraag-${question.id}`}
              className={question.id === open && mayChange ? 'is-open' : undefined}
            >
              {question.id === open && mayChange ? (
                <ChangeQuestion question={question} />
              ) : (
                <QuestionRow
                  question={question}
                  isFirst={at === 0}
                  isLast={at === questions.length - 1}
                  mayChange={mayChange}
                  isFixed={hasAnswers}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {retired.length > 0 && (
        <Fold summary={`Vervallen: ${counted(retired.length, 'vraag', 'vragen')} met antwoorden`}>
          <ul className="sm-bullets">
            {retired.map(({ id, number, heading }) => (
              <li key={id}>
                {number}. {heading}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {mayChange && (
        <Fold summary="Voeg een vraag toe" open={questions.length === 0 || adding.answer !== null}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="key" value={adding.value('key')} />
            <QuestionFields prefix="nieuw-" form={adding} isOptional />
            <Buttons>
              <Button name="act" value="addQuestion">
                Zet op de lijst
              </Button>
            </Buttons>
          </form>
        </Fold>
      )}
    </section>
  )
}

function QuestionRow({
  question,
  isFirst,
  isLast,
  mayChange,
  isFixed,
}: {
  question: Asked
  isFirst: boolean
  isLast: boolean
  mayChange: boolean
  isFixed: boolean
}) {
  const { id, number, heading, explanation, kind, options, isOptional, version, isAnswered } = question
  return (
    <>
      <span className="ck-list__n">{number}</span>
      <div>
        <p className="ck-list__name">{heading}</p>
        {explanation && <p className="small soft pq-lines">{explanation}</p>}
        <p className="small soft">
          {questionKindWords[kind].label}
          {options.length > 0 && `: ${options.join(' · ')}`}
          {!isOptional && ' · moet worden beantwoord'}
        </p>
        {(isAnswered || version > 1) && (
          <p className="pq-tags">
            {isAnswered && <Tag tone="water">al beantwoord</Tag>}
            {version > 1 && <Tag>versie {version}</Tag>}
          </p>
        )}
      </div>
      {mayChange && (
        <div className="pq-acts">
          {!isFixed && (
            <form method="post" className="pq-move">
              <input type="hidden" name="questionId" value={id} />
              <input type="hidden" name="from" value={number} />
              {!isFirst && (
                <Button
                  small
                  variant="quiet"
                  name="act"
                  value="moveQuestion?direction=up"
                  aria-label={`Vraag ${number} omhoog`}
                >
                  <Icon name="arrow-up" />
                </Button>
              )}
              {!isLast && (
                <Button
                  small
                  variant="quiet"
                  name="act"
                  value="moveQuestion?direction=down"
                  aria-label={`Vraag ${number} omlaag`}
                >
                  <Icon name="arrow-down" />
                </Button>
              )}
            </form>
          )}
          <a className="ck-list__act" href={`?vraag=${id}#vraag-${id}`}>
            Wijzig<span className="vh"> vraag {number}</span>
          </a>
        </div>
      )}
    </>
  )
}

function ChangeQuestion({ question }: { question: Asked }) {
  const { id, number, heading, explanation, kind, options, isAnswered, mark } = question
  const stored = { heading, explanation, kind, options: options.join('\n'), seen: mark }
  const form = useForm('changeQuestion', stored, { questionId: id })
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="questionId" value={id} />
      <input type="hidden" name="seen" value={form.value('seen')} />
      <h3>Vraag {number}</h3>
      {isAnswered && (
        <p className="sm-note">
          Deze vraag is al beantwoord. Uw wijziging wordt een nieuwe versie. Antwoorden die er zijn, houden de vraag
          waarop zij antwoord gaven.
        </p>
      )}
      <QuestionFields prefix="wijzig-" form={form} isOptional={question.isOptional} />
      <Buttons>
        <Button name="act" value="changeQuestion">
          Bewaar de vraag
        </Button>
        <ButtonLink variant="quiet" href={`?#vraag-${id}`}>
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="act" value="removeQuestion">
          {isAnswered ? 'Vraag dit niet meer' : 'Haal weg'}
          <span className="vh">: vraag {number}</span>
        </Button>
      </Buttons>
    </form>
  )
}
