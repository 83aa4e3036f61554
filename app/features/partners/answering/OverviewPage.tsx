import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { ResponseAnswer } from './act-on-response.server.ts'
import { LeftOnDevice } from './LeftOnDevice.tsx'
import { QuestionList } from './QuestionList.tsx'
import { ResponseHead } from './ResponseHead.tsx'
import type { ResponsePageData } from './response-page.server.ts'
import { isSettled, isTakenIn, leaderWords, mayLead, type ResponseView } from './response-view.ts'
import type { responseActs } from './response.schema.ts'
import { TeamList } from './TeamList.tsx'
import { UnsentNotice } from './UnsentNotice.tsx'
import { useLiveResponse } from './use-live-response.ts'

/** What was done, said on the page that comes after it. */
const doneWords: Partial<Record<(typeof responseActs)[number], string>> = {
  'nodig-uit': 'De e-mail aan uw collega is onderweg.',
  'geen-punten': 'De gemeente weet nu dat u geen specifieke punten hebt.',
  'toch-punten': 'Het is ongedaan gemaakt. U kunt weer schrijven.',
  'vraag-heropenen': 'Uw vraag is bij de gemeente. U krijgt een e-mail zodra u verder kunt schrijven.',
  terug: 'De inbreng is weer een concept. U kunt verder schrijven.',
  verzend: 'Uw inbreng is verzonden. Iedereen van uw organisatie krijgt een e-mail met alles wat is verzonden.',
}

/** A response as a whole: its questions, the people, and what comes next. */
export function OverviewPage({
  data,
  answer,
  did,
}: {
  data: ResponsePageData
  answer: ResponseAnswer | null
  did: string | null
}) {
  const { responseId, ownId } = data
  const { view, typing } = useLiveResponse(data.view, responseId)
  const refused = answer && !answer.done ? answer : null
  const said = Object.entries(doneWords).find(([act]) => act === did)?.[1]
  const isOpen = view.stand === 'open'
  const first = view.questions.find((question) => !isSettled(question)) ?? view.questions[0]
  return (
    <Page wrap={false} className="sm-page pa">
      <ResponseHead {...{ view, responseId, ownId }} />
      {refused && (
        <ErrorSummary
          errors={Object.entries(refused.errors).map(([field, message]) => ({ message, ...(field ? { field } : {}) }))}
          kept={false}
        />
      )}
      {said && !refused && (
        <div className="gap-2">
          <Notice kind="success" live>
            {said}
          </Notice>
        </div>
      )}
      {isOpen && view.versions > 0 && view.state !== 'sent' && (
        <div className="gap-2">
          <Notice kind="warn" title="De gemeente heeft nu geen inbreng van u">
            Uw inbreng is weer open. Verzend die op tijd opnieuw. Doet u dat niet, dan telt na de laatste dag wat u
            eerder verzond.
          </Notice>
        </div>
      )}
      <UnsentNotice view={view} responseId={responseId} />
      <LeftOnDevice of={{ responseId, accountId: ownId }} view={view} />
      <div className="pa-cols is-overview">
        <div className="sm-col">
          {view.intro && <p className="pa-intro">{view.intro}</p>}
          {data.answersHref && (
            <section className="sm-sec" aria-labelledby="antwoord">
              <h2 id="antwoord">Er is een antwoord</h2>
              <p className="under-1">Bij elk punt leest u wat de gemeente ermee deed.</p>
              <ButtonLink variant="primary-action" href={data.answersHref}>
                Lees wat er met uw inbreng is gedaan
              </ButtonLink>
            </section>
          )}
          <QuestionList {...{ view, responseId, typing, ownId }} />
          <div className="sm-acts">
            {isOpen && first && (view.state === 'invited' || view.state === 'draft') && (
              <ButtonLink
                variant={view.questions.every(isSettled) ? 'secondary' : 'primary-action'}
                href={paths.partner.responseQuestion(responseId, first.number)}
              >
                {view.state === 'invited' ? 'Begin met antwoorden' : `Verder met vraag ${first.number}`}
              </ButtonLink>
            )}
            {view.state !== 'sent' && view.state !== 'invited' && (
              <ButtonLink
                variant={
                  (view.questions.every(isSettled) || view.state === 'released') && isOpen
                    ? 'primary-action'
                    : 'secondary'
                }
                href={paths.partner.responseCheck(responseId)}
              >
                {view.state === 'released' ? 'Lees en verzend' : 'Lees alles na'}
              </ButtonLink>
            )}
            {view.versions > 0 && (
              <ButtonLink
                variant={view.state !== 'sent' ? 'subtle' : data.answersHref ? 'secondary' : 'primary-action'}
                href={paths.partner.responseVersions(responseId)}
              >
                Bekijk wat is verzonden
              </ButtonLink>
            )}
          </div>
          {view.state === 'sent' && !data.answersHref && <AfterSending {...{ view, data, refused }} />}
        </div>
        <aside className="sm-col">
          <TeamList {...{ view, typing, ownId }} invite={null} />
          <HowItGoesOn {...{ view, ownId }} />
          {isOpen && <Colleague {...{ view, data, refused }} />}
        </aside>
      </div>
    </Page>
  )
}

type Part = { view: ResponseView; data: ResponsePageData; refused: Extract<ResponseAnswer, { done: false }> | null }

/** Asks a colleague, or passes the whole invitation on. */
function Colleague({ view, data, refused }: Part) {
  const mine = refused?.act === 'nodig-uit' ? refused : null
  return (
    <section className="sm-sec" aria-labelledby="collega">
      <h2 id="collega" tabIndex={-1}>
        Nodig een collega uit
      </h2>
      <p className="small soft">{`Uw collega krijgt een e-mail en ${view.state === 'sent' ? 'leest wat is verzonden' : 'schrijft mee aan deze inbreng'}.`}</p>
      <form method="post" noValidate className="pa-form">
        <input type="hidden" name="actie" value="nodig-uit" />
        <input type="hidden" name="sleutel" value={data.key} />
        <TextInput
          name="naam"
          label="Naam"
          autoComplete="off"
          defaultValue={mine?.typed.naam}
          error={mine?.errors.naam}
        />
        <TextInput
          name="email"
          label="E-mailadres"
          type="email"
          autoComplete="off"
          defaultValue={mine?.typed.email}
          error={mine?.errors.email}
        />
        {mayLead(view.people, data.ownId) && (
          <CheckboxField
            name="doorgeven"
            label="Geef de hele uitnodiging door"
            more="Uw collega wordt coördinator, en geeft de inbreng vrij en verzendt die. U kunt blijven meeschrijven."
            defaultChecked={mine?.typed.doorgeven === 'ja'}
          />
        )}
        <Button icon="mail">Stuur de uitnodiging</Button>
      </form>
    </section>
  )
}

/** What comes next, and the answer of who has nothing to say. */
function HowItGoesOn({ view, ownId }: { view: ResponseView; ownId: string }) {
  if (view.stand !== 'open' || view.state === 'sent') return null
  const leads = mayLead(view.people, ownId)
  const leader = leads ? 'u' : leaderWords(view.people)
  const hasTexts = view.questions.some(({ answer }) => answer !== null && answer.items.length > 0)
  return (
    <section className="sm-sec" aria-labelledby="verder">
      <h2 id="verder">Zo gaat het verder</h2>
      <p className="small soft">
        {leads
          ? 'Als alles klaar is, geeft u de inbreng vrij en verzendt die. '
          : `Als alles klaar is, geeft ${leader} de inbreng vrij en verzendt die. `}
        Tot en met {formatDate(view.closesOn)} kunt u daarna vragen om heropenen.
      </p>
      {!hasTexts && view.state !== 'released' && (
        <>
          <p className="small gap-2">Hebt u niets te melden? Ook dat is een antwoord.</p>
          {leads ? (
            <form method="post" className="gap-1">
              <Button small name="actie" value="geen-punten">
                Wij hebben geen specifieke punten
              </Button>
            </form>
          ) : (
            <p className="small soft">{leaderWords(view.people)} kan dat met één knop laten weten.</p>
          )}
        </>
      )}
    </section>
  )
}

/** After sending: the way back, while there is one. */
function AfterSending({ view, data, refused }: Part) {
  const mine = refused?.act === 'vraag-heropenen' ? refused : null
  const lastDay = formatDate(view.closesOn)
  return (
    <section className="sm-sec" aria-labelledby="heropenen">
      <h2 id="heropenen">Wilt u nog iets wijzigen?</h2>
      {view.stand !== 'open' ? (
        <p className="soft">Dat kon tot en met {lastDay}. De gemeente gaat met uw punten aan het werk.</p>
      ) : isTakenIn(view) ? (
        <p className="soft">
          De gemeente registreerde de punten die u op een andere manier gaf. Moet daar iets aan veranderen? Neem contact
          op met de gemeente.
        </p>
      ) : data.isAnswered ? (
        <p>De gemeente werkt al aan uw punten. Stuur een aanvulling.</p>
      ) : !view.hasPoints ? (
        mayLead(view.people, data.ownId) ? (
          <form method="post">
            <p className="soft under-1">
              U liet weten dat u geen specifieke punten hebt. Tot en met {lastDay} kunt u dat ongedaan maken.
            </p>
            <Button icon="undo" name="actie" value="toch-punten">
              Maak ongedaan
            </Button>
          </form>
        ) : (
          <p className="soft">{`Tot en met ${lastDay} kan ${leaderWords(view.people)} dit ongedaan maken.`}</p>
        )
      ) : view.reopenAskedAt ? (
        <p>
          U vroeg op {formatDate(today(new Date(view.reopenAskedAt)))} om heropenen. U krijgt een e-mail zodra u verder
          kunt schrijven.
        </p>
      ) : (
        <form method="post" noValidate className="pa-form">
          <p className="soft">
            Tot en met {lastDay} kunt u de gemeente vragen om uw inbreng te heropenen. Wat u verzond, blijft bewaard.
          </p>
          <TextArea
            name="reden"
            short
            label="Waarom wilt u verder schrijven?"
            defaultValue={mine?.typed.reden}
            error={mine?.errors.reden}
          />
          <Button name="actie" value="vraag-heropenen">
            Vraag om heropenen
          </Button>
        </form>
      )}
    </section>
  )
}
