import { useActionData } from '@remix-run/react'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { listedErrors } from '#app/form-errors.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { PublicPointView } from './public-point-view.server.ts'
import {
  ChoiceForm,
  CorrectForm,
  idOfField,
  RedactForm,
  RedactionList,
  WithdrawPointForm,
} from './PublicPointForms.tsx'

/** What is or becomes public of one point, with what can be done about it and what was public before. */
export function PublicPointPage({ view, said }: { view: PublicPointView; said: string | null }) {
  const refused = useActionData<FormAnswer>()
  const { process, point, isPublished, isClosed, mayHide, mayShow, outside } = view
  const mayAny = !isClosed && (mayHide || (isPublished && mayShow))
  // Of a point that was taken back no words are public to leave out or put back.
  const mayLeaveOut = mayAny && outside.form !== 'withdrawn'
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead
        process={process}
        counts={view.counts}
        current="punten"
        title={`Punt ${point.label}: wat ${isPublished ? 'openbaar is' : 'openbaar wordt'}`}
      >
        <p>
          <GoLink href={paths.official.process.answer(process.slug, point.id)}>Terug naar punt {point.label}</GoLink>
        </p>
      </WorkHead>
      {refused && (
        <div className="under-4">
          <ErrorSummary
            errors={listedErrors(refused.errors, (field) => idOfField(refused.act, field))}
            kept="Wat u hebt ingevuld, staat er nog. Er is nog niets veranderd."
          />
        </div>
      )}
      {said && !refused && (
        <div className="under-3">
          <StatusMessage>{said}</StatusMessage>
        </div>
      )}
      <div className="pw-cols">
        <div className="sm-col">
          <section className="sm-sec" aria-labelledby="openbaar">
            <h2 id="openbaar">{isPublished ? 'Dit is openbaar' : 'Dit wordt openbaar'}</h2>
            <div className="pw-public">
              <PublicWordsText form={outside.form} words={outside.words} />
              {outside.reply !== '' && (
                <>
                  <p className="small soft">Met dit antwoord:</p>
                  <Verbatim text={outside.reply} />
                </>
              )}
            </div>
            <p className="small soft">{explained(view)}</p>
          </section>
          {!isPublished && !isClosed && <Release view={view} />}
          {view.verbatim !== null && (
            <>
              <RedactionList view={view} mayUse={mayLeaveOut && (isPublished ? mayShow : mayHide)} />
              {mayLeaveOut && mayHide ? (
                <RedactForm view={view} />
              ) : (
                <section className="sm-sec" aria-labelledby="woordelijk">
                  <h2 id="woordelijk">Wat er is geschreven</h2>
                  <Verbatim text={view.verbatim} as="blockquote" />
                </section>
              )}
            </>
          )}
        </div>
        <div className="sm-col">
          {!isPublished && mayAny && view.verbatim !== null && point.summary !== '' && <ChoiceForm view={view} />}
          {isPublished && mayShow && <CorrectForm view={view} />}
          {isPublished && mayHide && outside.form !== 'withdrawn' && <WithdrawPointForm view={view} />}
          {!mayAny && !isClosed && (
            <Notice title="U kunt dit lezen, en niet wijzigen">
              Om te wijzigen wat openbaar is, hebt u de rol behandelaar of vaststeller nodig.
            </Notice>
          )}
          {isClosed && <Notice>Dit traject is ingetrokken. U kunt er niets meer aan wijzigen.</Notice>}
          {isPublished && <History view={view} />}
        </div>
      </div>
    </Page>
  )
}

/** A point becomes public with a publication only when it was released. */
function Release({ view: { point, isReleased, mayHide } }: { view: PublicPointView }) {
  return (
    <section className="sm-sec" aria-labelledby="vrijgave">
      <h2 id="vrijgave">Vrijgave</h2>
      <p className="under-2">
        {isReleased
          ? 'Dit punt is vrijgegeven. Het wordt openbaar met de volgende publicatie. Wijzigt u de woorden of het antwoord, dan vervalt de vrijgave.'
          : 'Dit punt is nog niet vrijgegeven. Dat kan als het antwoord compleet is, en bekeken is wat van een persoon kan zijn.'}
      </p>
      {mayHide && (
        <form method="post">
          <input type="hidden" name="pointIds" value={point.id} />
          <Button name="act" value={isReleased ? 'takeReleaseBack' : 'releasePoints'}>
            {isReleased ? 'Neem de vrijgave terug' : 'Geef dit punt vrij'}
          </Button>
        </form>
      )}
    </section>
  )
}

function explained({ outside, isPublished, point }: PublicPointView): string {
  const where = isPublished
    ? 'Zo staat het op de website, in de bestanden en in nieuwe berichten.'
    : 'Zo komt het op de website, in de bestanden en in de berichten.'
  if (outside.form === 'summary') return `De samenvatting. Wat er is geschreven, blijft binnen. ${where}`
  if (outside.form === 'withdrawn') return `Het punt houdt zijn nummer. ${where}`
  return point.summary === ''
    ? `Wat er is geschreven. ${where}`
    : `Wat er is geschreven. De samenvatting blijft binnen. ${where}`
}

/** Words that were public, newest first: what the controller writes down about a leak comes from here. */
function History({ view: { history } }: { view: PublicPointView }) {
  return (
    <section className="sm-sec" aria-labelledby="eerder">
      <h2 id="eerder">Wat eerder openbaar was</h2>
      {history.length === 0 ? (
        <p className="soft">Sinds de publicatie is hier niets aan veranderd.</p>
      ) : (
        <ol className="rows">
          {history.map((was) => (
            <li key={was.id} className="stack">
              <p>
                <strong>{was.act}</strong>, {was.until}, door {was.by}
              </p>
              <dl className="pw-was">
                <dt>Stond er</dt>
                <dd>
                  <Verbatim text={was.words} />
                </dd>
                {was.reply !== '' && <dt>Antwoord</dt>}
                {was.reply !== '' && (
                  <dd>
                    <Verbatim text={was.reply} />
                  </dd>
                )}
                <dt>Openbaar</dt>
                <dd>
                  van {was.from} tot {was.until}
                </dd>
                <dt>Waarom weg</dt>
                <dd>
                  {was.reason}.{was.note !== '' && ` ${was.note}`}
                </dd>
                <dt>Stond in</dt>
                <dd className="breakable">{was.places.join(', ')}</dd>
                <dt>Berichten</dt>
                <dd>
                  {was.messages === 0
                    ? 'Er was nog geen bericht met deze woorden weg.'
                    : was.messages === 1
                      ? 'Met 1 verstuurd bericht mee.'
                      : `Met ${was.messages} verstuurde berichten mee.`}
                </dd>
              </dl>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
