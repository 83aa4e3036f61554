import { standardQuestions } from '#app/features/partners/questionnaire.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { paths } from '#app/paths.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { CheckList, Empty } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { counted, type AskingRefusal } from './asking-form.ts'
import { AskingHead } from './AskingHead.tsx'
import { QuestionList } from './QuestionList.tsx'
import type { ListView, QuestionsView } from './questions-view.server.ts'

const says: Record<string, string> = {
  begin: 'De lijst is er. Pas de vragen aan en kies de laatste dag.',
  bewaar: 'De tekst en de laatste dag zijn bewaard.',
  'vraag-erbij': 'De vraag staat op de lijst.',
  vraag: 'De vraag is bewaard.',
  'nieuwe-versie':
    'De vraag is bewaard als nieuwe versie. Eerdere antwoorden houden de vraag waarop zij antwoord gaven.',
  verplaatst: 'De vraag is verplaatst.',
  'vraag-weg': 'De vraag is weg.',
  vervallen: 'Deze vraag wordt niet meer gesteld. De antwoorden die er zijn, blijven staan.',
}

function opened({ mails, blocked }: QuestionsView['done']): string {
  const out =
    blocked > 0
      ? ` ${counted(blocked, 'persoon heeft', 'personen hebben')} een geblokkeerd account en kreeg geen bericht.`
      : ''
  return `De vragen staan open. ${counted(mails, 'uitnodiging is', 'uitnodigingen zijn')} onderweg.${out}`
}

/** The list of questions for partners: the text above it, the last day, the questions, and what misses before it opens. */
export function QuestionsPage({ view, back }: { view: QuestionsView; back: AskingRefusal | null }) {
  const { list, done } = view
  const prefix = back?.act === 'vraag-erbij' ? 'nieuw-' : back?.act === 'vraag' ? 'wijzig-' : ''
  const errors = Object.fromEntries(
    Object.entries(back?.errors ?? {}).map(([field, message]) => [field && prefix + field, message]),
  )
  const word = done.what === 'open' ? opened(done) : says[done.what]
  return (
    <Page wrap={false} className="sm-page">
      {back && (
        <div className="under-4">
          <FormNotices errors={errors} saved={false} kept="Wat u hebt ingevuld, staat er nog." />
        </div>
      )}
      <AskingHead view={view} list={list} current="vragen">
        {back === null && word && <FormNotices errors={{}} saved says={word} />}
      </AskingHead>
      {list ? (
        <div className="cols">
          <div className="sm-col">
            <QuestionList view={view} list={list} back={back} />
          </div>
          <aside className="sm-col">
            <WholeList view={view} list={list} back={back?.act === 'bewaar' ? back : null} />
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
          <input type="hidden" name="actie" value="begin" />
          <Buttons>
            <Button variant="primary-action" name="met" value="sjabloon">
              Begin met {standardQuestions.length} vragen
            </Button>
            <Button name="met" value="leeg">
              Begin met een lege lijst
            </Button>
          </Buttons>
        </form>
      )}
    </Empty>
  )
}

function WholeList({ view, list, back }: { view: QuestionsView; list: ListView; back: AskingRefusal | null }) {
  const { intro, closesOn, closesInWords, stand } = list
  const day = closesOn ? closesOn.split('-').map(Number).reverse().join('-') : ''
  const texts = back?.texts ?? { intro, closesOn: day }
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
          name="closesOn"
          label="Laatste dag"
          description={
            stand === 'prepared'
              ? 'Tot en met deze dag kan een organisatie antwoorden. Bijvoorbeeld: 31 augustus 2016.'
              : 'Deze dag is beloofd. U kunt hem alleen later maken.'
          }
          defaultValue={texts.closesOn}
          {...(back?.errors.closesOn ? { error: back.errors.closesOn } : {})}
        />
        <TextArea
          name="intro"
          label="Inleiding"
          description="Staat boven de vragen. Waarom vraagt u dit, en wat doet u ermee?"
          optional
          rows={5}
          defaultValue={texts.intro}
          {...(back?.errors.intro ? { error: back.errors.intro } : {})}
        />
        <Buttons>
          <input type="hidden" name="gezien" value={texts.gezien ?? list.mark} />
          <Button name="actie" value="bewaar">
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
              <Button variant="primary-action" name="actie" value="open" wide>
                Open de vragen
              </Button>
            </form>
          )}
        </div>
      )}
    </section>
  )
}
