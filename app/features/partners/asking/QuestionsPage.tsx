import { standardQuestions } from '#app/features/partners/questionnaire.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { CheckList, Empty } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { counted } from '#app/counted.ts'
import { AskingHead } from './AskingHead.tsx'
import { EditableQuestions } from './EditableQuestions.tsx'
import type { ListView, QuestionsView } from './questions-view.server.ts'

const says: Record<string, string> = {
  createQuestionnaire: 'De lijst is er. Pas de vragen aan en kies de laatste dag.',
  saveQuestionnaire: 'De tekst en de laatste dag zijn bewaard.',
  addQuestion: 'De vraag staat op de lijst.',
  changeQuestion: 'De vraag is bewaard.',
  newVersion: 'De vraag is bewaard als nieuwe versie. Eerdere antwoorden houden de vraag waarop zij antwoord gaven.',
  moveQuestion: 'De vraag is verplaatst.',
  removeQuestion: 'De vraag is weg.',
  keptAnswers: 'Deze vraag wordt niet meer gesteld. De antwoorden die er zijn, blijven staan.',
}

function opened({ facts }: NonNullable<QuestionsView['said']>): string {
  const [mailed, blocked] = [Number(facts.mailed), Number(facts.blocked)]
  const out =
    blocked > 0
      ? ` ${counted(blocked, 'persoon heeft', 'personen hebben')} een geblokkeerd account en kreeg geen bericht.`
      : ''
  return `De vragen staan open. ${counted(mailed, 'uitnodiging is', 'uitnodigingen zijn')} onderweg.${out}`
}

const acts = [...Object.keys(says), 'openQuestionnaire']

/** The list of questions for partners: the text above it, the last day, the questions, and what misses before it opens. */
export function QuestionsPage({ view }: { view: QuestionsView }) {
  const { list, said } = view
  const form = useForm(acts)
  const prefix = form.answer?.act === 'addQuestion' ? 'nieuw-' : form.answer?.act === 'changeQuestion' ? 'wijzig-' : ''
  const errors = Object.fromEntries(
    Object.entries(form.errors).map(([field, message]) => [field && prefix + field, message]),
  )
  const word = said && (said.code === 'openQuestionnaire' ? opened(said) : says[said.code])
  return (
    <Page wrap={false} className="sm-page">
      {form.answer && (
        <div className="under-4">
          <FormNotices errors={errors} saved={false} kept="Wat u hebt ingevuld, staat er nog." />
        </div>
      )}
      <AskingHead view={view} list={list} current="vragen">
        {form.answer === null && word && <FormNotices errors={{}} saved says={word} />}
      </AskingHead>
      {list ? (
        <div className="cols">
          <div className="sm-col">
            <EditableQuestions view={view} list={list} />
          </div>
          <aside className="sm-col">
            <WholeList view={view} list={list} />
            {list.stand === 'prepared' && <OpenCheck view={view} list={list} />}
          </aside>
        </div>
      ) : (
        <Begin view={view} />
      )}
    </Page>
  )
}

function Begin({ view }: { view: QuestionsView }) {
  return (
    <Empty title="Wat wilt u van partners weten?">
      <p>
        Met een vaste lijst vragen kunt u antwoorden naast elkaar leggen. Begin met {standardQuestions.length} vragen
        die bij een sociaal plan passen, en pas ze aan. Of begin met een lege lijst.
      </p>
      {view.phaseEnds && (
        <p>De laatste dag wordt die van de fase Inbreng partners: {view.phaseEnds}. U kunt die wijzigen.</p>
      )}
      {view.mayChange && (
        <form method="post" className="gap-3">
          <Buttons>
            <Button variant="primary-action" name="act" value="createQuestionnaire?questions=standard">
              Begin met {standardQuestions.length} vragen
            </Button>
            <Button name="act" value="createQuestionnaire?questions=none">
              Begin met een lege lijst
            </Button>
          </Buttons>
        </form>
      )}
    </Empty>
  )
}

function WholeList({ view, list }: { view: QuestionsView; list: ListView }) {
  const { intro, closesOn, closesInWords, stand } = list
  const day = closesOn ? closesOn.split('-').map(Number).reverse().join('-') : ''
  const form = useForm('saveQuestionnaire', { intro, closesOn: day, seen: list.mark })
  if (!view.mayChange) {
    return (
      <section className="sm-sec" aria-labelledby="lijst">
        <h2 id="lijst">Laatste dag</h2>
        <p>{closesInWords ?? 'nog niet gekozen'}</p>
      </section>
    )
  }
  return (
    <section className="sm-sec" id="lijst" aria-labelledby="lijst-kop">
      <h2 id="lijst-kop">Laatste dag en inleiding</h2>
      <form method="post" className="form" noValidate>
        <TextInput
          {...form.field('closesOn')}
          label="Laatste dag"
          description={
            stand === 'prepared'
              ? 'Tot en met deze dag kan een organisatie antwoorden. Bijvoorbeeld: 31 augustus 2016.'
              : 'Deze dag is beloofd. U kunt hem alleen later maken.'
          }
        />
        <TextArea
          {...form.field('intro')}
          label="Inleiding"
          description="Staat boven de vragen. Waarom vraagt u dit, en wat doet u ermee?"
          optional
          rows={5}
        />
        <Buttons>
          <input type="hidden" name="seen" value={form.value('seen')} />
          <Button name="act" value="saveQuestionnaire">
            Bewaar
          </Button>
        </Buttons>
      </form>
    </section>
  )
}

function OpenCheck({ view, list }: { view: QuestionsView; list: ListView }) {
  const { missing, done } = list.check
  const hrefs = {
    vragen: '#vragen',
    'laatste-dag': '#closesOn',
    uitnodigen: `${paths.official.process.partners(view.process.slug)}#uitnodigen`,
  }
  const first = missing[0]
  return (
    <section className="sm-check" aria-labelledby="openen">
      <h2 id="openen">
        {missing.length === 0
          ? 'Klaar om te openen'
          : `Nog ${counted(missing.length, 'ding', 'dingen')} voor u kunt openen`}
      </h2>
      <CheckList misses={missing.map(({ text, why, at }) => ({ text, reason: why, href: hrefs[at] }))} done={done} />
      {view.mayChange && (
        <div className="gap-3">
          {first ? (
            <ButtonLink href={hrefs[first.at]} wide>
              Open de vragen
            </ButtonLink>
          ) : (
            <form method="post">
              <p className="small soft under-1">
                Alle mensen van de gekozen organisaties krijgen dan een uitnodiging. De laatste dag kan daarna alleen
                later.
              </p>
              <Button variant="primary-action" name="act" value="openQuestionnaire" wide>
                Open de vragen
              </Button>
            </form>
          )}
        </div>
      )}
    </section>
  )
}
