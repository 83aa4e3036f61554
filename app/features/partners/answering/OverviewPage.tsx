import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { LeftOnDevice } from './LeftOnDevice.tsx'
import { QuestionList } from './QuestionList.tsx'
import { ResponseHead } from './ResponseHead.tsx'
import type { ResponsePageData } from './response-page.server.ts'
import { isSettled, isTakenIn, leaderWords, mayLead, type ResponseView } from './response-view.ts'
import { TeamList } from './TeamList.tsx'
import { UnsentNotice } from './UnsentNotice.tsx'
import { useLiveResponse } from './use-live-response.ts'

/** What was done, said on the page that comes after it. */
const doneWords: Record<string, string> = {
  inviteColleague: 'De e-mail aan uw collega is onderweg.',
  sayNoPoints: 'De gemeente weet nu dat u geen specifieke punten hebt.',
  takeBackNoPoints: 'Het is ongedaan gemaakt. U kunt weer schrijven.',
  askReopen: 'Uw vraag is bij de gemeente. U krijgt een e-mail zodra u verder kunt schrijven.',
  takeBackResponse: 'De inbreng is weer een concept. U kunt verder schrijven.',
  sendResponse: 'Uw inbreng is verzonden. Iedereen van uw organisatie krijgt een e-mail met alles wat is verzonden.',
}

/** A response as a whole: its questions, the people, and what comes next. */
export function OverviewPage({ data }: { data: ResponsePageData }) {
  const { responseId, ownId } = data
  const { view, typing } = useLiveResponse(data.view, responseId)
  const { answer, errors } = useForm(Object.keys(doneWords))
  const said = data.said === null ? undefined : doneWords[data.said]
  const isOpen = view.stand === 'open'
  const first = view.questions.find((question) => !isSettled(question)) ?? view.questions[0]
  return (
    <Page wrap={false} className="sm-page pa">
      <ResponseHead {...{ view, responseId, ownId }} />
      {answer && <ErrorSummary errors={listedErrors(errors)} kept={false} />}
      {said && !answer && (
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
            {isOpen && (view.state === 'invited' || view.state === 'draft') && (
              <ButtonLink variant="subtle" href={paths.partner.responseProposals(responseId)}>
                Andere woorden voor het plan
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
          {view.state === 'sent' && !data.answersHref && <AfterSending {...{ view, data }} />}
        </div>
        <aside className="sm-col">
          <TeamList {...{ view, typing, ownId }} invite={null} />
          <HowItGoesOn {...{ view, ownId }} />
          {isOpen && <Colleague {...{ view, data }} />}
        </aside>
      </div>
    </Page>
  )
}

type Part = { view: ResponseView; data: ResponsePageData }

/** Asks a colleague, or passes the whole invitation on. */
function Colleague({ view, data }: Part) {
  const form = useForm('inviteColleague', { key: data.key })
  return (
    <section className="sm-sec" aria-labelledby="collega">
      <h2 id="collega" tabIndex={-1}>
        Nodig een collega uit
      </h2>
      <p className="small soft">{`Uw collega krijgt een e-mail en ${view.state === 'sent' ? 'leest wat is verzonden' : 'schrijft mee aan deze inbreng'}.`}</p>
      <form method="post" noValidate className="pa-form">
        <input type="hidden" name="key" value={form.value('key')} />
        <TextInput {...form.field('name')} label="Naam" autoComplete="off" />
        <TextInput {...form.field('email')} label="E-mailadres" type="email" autoComplete="off" />
        {mayLead(view.people, data.ownId) && (
          <CheckboxField
            name="passOn"
            value="on"
            label="Geef de hele uitnodiging door"
            more="Uw collega wordt coördinator, en geeft de inbreng vrij en verzendt die. U kunt blijven meeschrijven."
            defaultChecked={form.values('passOn').length > 0}
          />
        )}
        <Button icon="mail" name="act" value="inviteColleague">
          Stuur de uitnodiging
        </Button>
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
              <Button small name="act" value="sayNoPoints">
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
function AfterSending({ view, data }: Part) {
  const form = useForm('askReopen')
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
            <Button icon="undo" name="act" value="takeBackNoPoints">
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
          <TextArea {...form.field('reason')} short label="Waarom wilt u verder schrijven?" />
          <Button name="act" value="askReopen">
            Vraag om heropenen
          </Button>
        </form>
      )}
    </section>
  )
}
