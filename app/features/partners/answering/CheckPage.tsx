import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { LeftOnDevice } from './LeftOnDevice.tsx'
import { ReadAnswer } from './ReadAnswer.tsx'
import { ResponseHead } from './ResponseHead.tsx'
import type { ResponsePageData } from './response-page.server.ts'
import { willBeSent, isChanged, leaderWords, mayLead, type ResponseView } from './response-view.ts'
import { useLiveResponse } from './use-live-response.ts'

/** All that was written, to read before it is released and sent. */
export function CheckPage({ data }: { data: ResponsePageData }) {
  const { answer, errors } = useForm(['releaseResponse', 'takeBackResponse', 'sendResponse'])
  const { responseId, ownId } = data
  const path = paths.partner.response(responseId)
  const { view } = useLiveResponse(data.view, responseId)
  const isWriting = view.stand === 'open' && view.state === 'draft'
  const leads = mayLead(view.people, ownId)
  const count = view.questions
    .filter(willBeSent)
    .reduce((sum, { answer: given }) => sum + (given?.items.length ?? 0), 0)
  return (
    <Page wrap={false} className="sm-page pa">
      <ResponseHead {...{ view, responseId, ownId }} page="Lees uw inbreng na" />
      {answer && (
        <ErrorSummary
          errors={Object.values(errors).map((message) => ({ message }))}
          heading="Dit kan nu niet"
          kept="Wat u schreef, is bewaard."
        />
      )}
      {data.said === 'releaseResponse' && view.state === 'released' && (
        <div className="gap-2">
          <Notice kind="success" live>
            De inbreng is vrijgegeven. Niemand kan er nu in schrijven. Verzend haar als alles klopt.
          </Notice>
        </div>
      )}
      <LeftOnDevice of={{ responseId, accountId: ownId }} view={view} />
      <div className="pa-check">
        {view.questions.map((question) => (
          <section key={question.id} className="sm-sec" aria-labelledby={`vraag-${question.number}`}>
            <div className="sm-sec__head">
              <h2 id={`vraag-${question.number}`}>
                {question.number}. {question.answer?.asked.heading ?? question.heading}
              </h2>
              {isWriting && (
                <a href={paths.partner.responseQuestion(responseId, question.number)}>
                  Wijzig<span className="vh"> vraag {question.number}</span>
                </a>
              )}
            </div>
            {isChanged(question) && <p className="sm-hint">De vraag is veranderd. Nu staat er: {question.heading}</p>}
            <ReadAnswer question={question} isDone={!isWriting} />
          </section>
        ))}
        <ProposalsAlong {...data} />
        <Next {...{ view, leads, count, path }} />
      </div>
    </Page>
  )
}

/** How many proposals of other words go along. */
function ProposalsAlong({ proposals: { chosen, open }, responseId }: ResponsePageData) {
  if (chosen + open === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="andere-woorden">
      <h2 id="andere-woorden">Andere woorden voor het plan</h2>
      <p>
        {chosen === 1 ? 'Er gaat 1 voorstel mee.' : `Er gaan ${chosen} voorstellen mee.`}
        {open > 0 &&
          ` ${open === 1 ? '1 voorstel is' : `${open} voorstellen zijn`} nog niet gekozen en gaan niet mee.`}{' '}
        <a href={paths.partner.responseProposals(responseId)}>Bekijk de voorstellen</a>
      </p>
    </section>
  )
}

function Next({ view, leads, count, path }: { view: ResponseView; leads: boolean; count: number; path: string }) {
  const texts = count === 1 ? '1 tekst' : `${count} teksten`
  const leader = leaderWords(view.people)
  if (view.state === 'sent' || view.stand !== 'open') {
    return (
      <section className="sm-sec">
        <h2>{view.state === 'sent' ? 'Uw inbreng is verzonden' : 'Verzenden kan niet meer'}</h2>
        <p className="under-3">
          {view.state === 'sent'
            ? 'Daar hoeft u niets meer voor te doen.'
            : 'De laatste dag is voorbij. Wat u schreef, blijft hier staan.'}
        </p>
        <ButtonLink href={path}>Terug naar het overzicht</ButtonLink>
      </section>
    )
  }
  const isReleased = view.state === 'released'
  return (
    <section className="sm-sec" aria-labelledby="volgende">
      <h2 id="volgende">{isReleased ? 'Verzend de inbreng' : 'Geef de inbreng vrij'}</h2>
      <p className="under-3">
        {isReleased
          ? `De gemeente krijgt ${texts}. Iedereen van uw organisatie krijgt er een e-mail van.`
          : `Er gaan ${texts} mee. Na het vrijgeven schrijft niemand er meer aan, en kunt u verzenden.`}
        {!leads && ` Dat doet ${leader}.`}
      </p>
      <form method="post" className="sm-acts">
        <input type="hidden" name="seen" value={view.version} />
        {leads && (
          <Button variant="primary-action" name="act" value={isReleased ? 'sendResponse' : 'releaseResponse'}>
            {isReleased ? 'Verzend naar de gemeente' : 'Geef de inbreng vrij'}
          </Button>
        )}
        {isReleased ? (
          <Button name="act" value="takeBackResponse">
            Schrijf toch verder
          </Button>
        ) : (
          <ButtonLink variant="subtle" href={path}>
            Terug naar het overzicht
          </ButtonLink>
        )}
      </form>
    </section>
  )
}
