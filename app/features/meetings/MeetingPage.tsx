import { useActionData } from '@remix-run/react'
import { SourceFileList } from '#app/features/contributions/SourceFileList.tsx'
import { listedErrors } from '#app/form-errors.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { DataList, Tag } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { Participants } from './Participants.tsx'
import type { MeetingView } from './meeting-view.server.ts'
import { meetingStateLabels } from './meeting.ts'

const words: Record<string, string> = {
  planMeeting: 'De bijeenkomst is gepland.',
  changeMeeting: 'Bewaard.',
  writeReport: 'Bewaard.',
  cancelMeeting: 'De bijeenkomst is afgezegd. Wie zich aanmeldde, krijgt een e-mail.',
  holdMeeting: 'Bewaard: de bijeenkomst is gehouden.',
  renewInvitation: 'Er is een nieuwe link. De oude werkt niet meer.',
}

type Props = {
  view: MeetingView
  /** Code of what was just done; null when nothing was. */ done: string | null
  /** Who is about to be taken off the list. */ leaving: string
  formKey: string
}

/** A meeting as an official works on it: before it who comes, on the day who is there, after it what was said. */
export function MeetingPage({ view, done, leaving, formKey }: Props) {
  const { process, title, when, state, hasBegun, cancelledBecause } = view
  const answer = useActionData<FormAnswer>()
  const said = answer ? null : done
  return (
    <Page wrap={false} className="sm-page mt-page">
      <Crumbs
        items={[{ href: paths.official.meetings.list(process.slug), label: `Bijeenkomsten, ${process.title}` }]}
      />
      <div className="mt-head">
        <h1>{title}</h1>
        <Tag tone={state === 'cancelled' ? 'brick' : state === 'held' ? 'moss' : 'water'}>
          {meetingStateLabels[state]}
        </Tag>
      </div>
      <p className="lede">{when}</p>
      {said !== null && words[said] && <StatusMessage>{words[said]}</StatusMessage>}
      <ErrorSummary errors={listedErrors(answer?.errors ?? {})} kept="Wat u hebt ingevuld, staat er nog." />
      {state === 'cancelled' && (
        <Notice kind="warn" title="Afgezegd">
          {cancelledBecause}
        </Notice>
      )}
      <div className="mt-cols">
        <div>
          <Participants view={view} done={said} leaving={leaving} formKey={formKey} />
          {state !== 'cancelled' && hasBegun && <Report view={view} />}
        </div>
        <Facts view={view} />
      </div>
    </Page>
  )
}

function Facts({ view }: { view: MeetingView }) {
  const {
    process,
    id,
    where,
    about,
    agenda,
    places,
    audience,
    until,
    isPublic,
    publicUrl,
    invitation,
    state,
    hasBegun,
    mayChange,
  } = view
  return (
    <aside aria-label="Over de bijeenkomst" className="no-print">
      <DataList
        items={[
          { term: 'Waar', value: where },
          { term: 'Wie mag komen', value: audience === 'everyone' ? 'Iedereen' : 'Alleen wie is uitgenodigd' },
          { term: 'Plaatsen', value: places ?? 'Geen grens' },
          { term: 'Aanmelden', value: until },
          {
            term: 'Op de website',
            value:
              publicUrl && !invitation ? (
                <a href={publicUrl}>Bekijk de pagina</a>
              ) : isPublic ? (
                'Alleen met de link'
              ) : (
                'Nee, alleen ambtenaren zien dit'
              ),
          },
        ]}
      />
      {invitation && (
        <form method="post" className="mt-link">
          <p>
            <b>Link voor wie is uitgenodigd</b>
          </p>
          <p className="small breakable">{invitation.url}</p>
          <input type="hidden" name="seen" value={invitation.number} />
          {state === 'planned' && (
            <Button small name="act" value="renewInvitation">
              Maak een nieuwe link
            </Button>
          )}
        </form>
      )}
      {about !== '' && <p className="lines gap-3">{about}</p>}
      {agenda.length > 0 && (
        <section aria-labelledby="agenda" className="gap-3">
          <h2 id="agenda">Agenda</h2>
          <ol className="mt-agenda">
            {agenda.map(({ begins, title }, at) => (
              <li key={at}>
                <span className="num soft">{begins}</span> {title}
              </li>
            ))}
          </ol>
        </section>
      )}
      {mayChange && state === 'planned' && (
        <div className="gap-4">
          <Buttons>
            <ButtonLink href={paths.official.meetings.change(process.slug, id)}>Wijzig</ButtonLink>
            {hasBegun && (
              <form method="post">
                <Button name="act" value="holdMeeting">
                  De bijeenkomst is gehouden
                </Button>
              </form>
            )}
          </Buttons>
          {!hasBegun && <CancelForm view={view} />}
        </div>
      )}
    </aside>
  )
}

function CancelForm({ view: { registered, waiting } }: { view: MeetingView }) {
  const cancelling = useForm('cancelMeeting')
  const people = registered + waiting
  return (
    <div className="gap-3">
      <Fold summary="Zeg de bijeenkomst af" open={cancelling.answer !== null}>
        <form method="post" className="form" noValidate>
          <TextArea
            {...cancelling.field('because')}
            label="Waarom gaat het niet door?"
            description={
              people === 0
                ? 'Er is nog niemand aangemeld. Het staat wel op de pagina.'
                : `${people === 1 ? '1 persoon krijgt' : `${people} mensen krijgen`} dit meteen per e-mail. U kunt dit niet ongedaan maken.`
            }
            short
          />
          <Button variant="danger" name="act" value="cancelMeeting">
            Zeg af
          </Button>
        </form>
      </Fold>
    </div>
  )
}

/** What was said: it becomes a contribution as any other. */
function Report({ view: { process, reportId, files, mayChange } }: { view: MeetingView }) {
  const writing = useForm('writeReport')
  return (
    <section className="sm-sec no-print gap-5" aria-labelledby="verslag">
      <h2 id="verslag">Verslag</h2>
      {reportId ? (
        <>
          <p>
            Het verslag staat in het register.{' '}
            <GoLink href={paths.official.process.split(process.slug, reportId)} arrow>
              Bekijk het verslag als inbreng
            </GoLink>
          </p>
          {files.length > 0 && <SourceFileList slug={process.slug} contributionId={reportId} files={files} />}
          {mayChange && (
            <p>
              <GoLink href={paths.official.process.sourceFiles(process.slug, reportId)} icon="upload">
                {files.length > 0
                  ? 'Bronbestanden toevoegen of weghalen'
                  : 'Voeg het ondertekende verslag of foto’s toe'}
              </GoLink>
            </p>
          )}
        </>
      ) : !mayChange ? (
        <p className="soft">Er is nog geen verslag.</p>
      ) : (
        <form method="post" className="form" noValidate>
          <TextArea
            {...writing.field('text')}
            label="Wat is er gezegd?"
            description="Schrijf of plak het verslag. Noem geen namen van inwoners. Het komt in het register, en u splitst het daar in punten. Daarna ligt de tekst vast."
            rows={8}
          />
          <Button name="act" value="writeReport">
            Zet het verslag in het register
          </Button>
        </form>
      )}
    </section>
  )
}
