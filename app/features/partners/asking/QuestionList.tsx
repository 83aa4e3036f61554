import { questionKindWords } from '#app/features/partners/questionnaire.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { counted, type AskingRefusal } from './asking-form.ts'
import { QuestionFields } from './QuestionFields.tsx'
import type { ListView, QuestionsView } from './questions-view.server.ts'

type Asked = ListView['questions'][number]

/** The questions in order, one of them open to change, and a form for a new one. */
export function QuestionList({
  view,
  list,
  back,
}: {
  view: QuestionsView
  list: ListView
  back: AskingRefusal | null
}) {
  const { mayChange } = view
  const { questions, retired, hasAnswers } = list
  const inNew = back?.act === 'vraag-erbij' ? back : null
  const open = back?.act === 'vraag' ? back.texts.vraag : list.openQuestion
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
                <ChangeQuestion question={question} back={back?.act === 'vraag' ? back : null} />
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
        <Fold summary="Voeg een vraag toe" open={questions.length === 0 || inNew !== null}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="sleutel" value={inNew?.texts.sleutel ?? view.formKey} />
            <QuestionFields
              prefix="nieuw-"
              texts={inNew?.texts ?? {}}
              errors={inNew?.errors ?? {}}
              isOptional={inNew ? inNew.texts.isOptional !== undefined : true}
            />
            <Buttons>
              <Button name="actie" value="vraag-erbij">
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
              <input type="hidden" name="vraag" value={id} />
              <input type="hidden" name="van" value={number} />
              {!isFirst && (
                <Button small variant="quiet" name="actie" value="omhoog" aria-label={`Vraag ${number} omhoog`}>
                  <Icon name="arrow-up" />
                </Button>
              )}
              {!isLast && (
                <Button small variant="quiet" name="actie" value="omlaag" aria-label={`Vraag ${number} omlaag`}>
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

function ChangeQuestion({ question, back }: { question: Asked; back: AskingRefusal | null }) {
  const { id, number, heading, explanation, kind, options, isAnswered, mark } = question
  const stored = { heading, explanation, kind, options: options.join('\n') }
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="vraag" value={id} />
      <input type="hidden" name="gezien" value={back?.texts.gezien ?? mark} />
      <h3>Vraag {number}</h3>
      {isAnswered && (
        <p className="sm-note">
          Deze vraag is al beantwoord. Uw wijziging wordt een nieuwe versie. Antwoorden die er zijn, houden de vraag
          waarop zij antwoord gaven.
        </p>
      )}
      <QuestionFields
        prefix="wijzig-"
        texts={back?.texts ?? stored}
        errors={back?.errors ?? {}}
        isOptional={back ? back.texts.isOptional !== undefined : question.isOptional}
      />
      <Buttons>
        <Button name="actie" value="vraag">
          Bewaar de vraag
        </Button>
        <ButtonLink variant="quiet" href={`?#vraag-${id}`}>
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="actie" value="vraag-weg">
          {isAnswered ? 'Vraag dit niet meer' : 'Haal weg'}
          <span className="vh">: vraag {number}</span>
        </Button>
      </Buttons>
    </form>
  )
}
