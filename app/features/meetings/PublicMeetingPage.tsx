import { listedErrors } from '#app/form-errors.ts'
import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { DAYS_KEPT } from './meeting.ts'
import type { PublicMeetingView } from './public-meeting-view.server.ts'

type Props = {
  view: PublicMeetingView
  formKey: string
  /** Someone of this name and address was registered already, and got a new message; not many are sent to one address. */
  known: { isMailed: boolean } | null
}

/** What, where and when; what is on the agenda; and the form to come. */
export function PublicMeetingPage({ view, formKey, known }: Props) {
  const registering = useForm('registerForMeeting', { key: formKey })
  const { plan, title, when, where, about, agenda, calendarHref, may, cancelledBecause, places, until } = view
  // What is over says so on top, and nowhere that one could register.
  const isOver = may === 'held' || may === 'cancelled'
  const canRegister = may === 'open' || may === 'waiting'
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={[
          plan.href ? { href: plan.href, label: plan.title } : { href: paths.public.home(), label: 'Alle plannen' },
        ]}
        over="Bijeenkomst"
        title={title}
        lede={when}
      >
        {!plan.href && <p>Voor het plan: {plan.title}</p>}
      </TitleBand>
      <Wrap className="meeting">
        {may === 'cancelled' && (
          <Notice kind="warn" title="Deze bijeenkomst gaat niet door">
            {cancelledBecause}
          </Notice>
        )}
        {may === 'held' && <Notice title="Deze bijeenkomst is geweest">U kunt zich niet meer aanmelden.</Notice>}
        {known && !registering.answer && (
          <Notice kind="success" title="U was al aangemeld" live>
            {known.isMailed
              ? 'Wij stuurden u de bevestiging nog een keer. Kijk in uw e-mail.'
              : 'Er gingen vandaag al genoeg e-mails naar dit adres, of vanaf uw internetverbinding. Daarom sturen wij er nu geen. Kijk in de eerdere e-mail.'}
          </Notice>
        )}
        <div className="cols">
          <div>
            {about !== '' && (
              <section aria-labelledby="over">
                <h2 id="over">Waar gaat het over?</h2>
                <p className="kort-one lines" dir="auto">
                  {about}
                </p>
              </section>
            )}
            {agenda.length > 0 && (
              <section aria-labelledby="agenda">
                <h2 id="agenda">Agenda</h2>
                <ol className="meeting-agenda">
                  {agenda.map((item, at) => (
                    <li key={at}>
                      <span className="num">{item.begins}</span>
                      <span>{item.title}</span>
                    </li>
                  ))}
                </ol>
              </section>
            )}
            {(!isOver || registering.answer) && (
              <section aria-labelledby="aanmelden">
                <h2 id="aanmelden">{may === 'waiting' ? 'Op de wachtlijst' : 'Aanmelden'}</h2>
                {canRegister ? (
                  <RegisterForm view={view} form={registering} />
                ) : (
                  <NotPossible view={view} form={registering} />
                )}
              </section>
            )}
          </div>
          <aside aria-label="Tijd en plaats">
            <DataList
              items={[
                { term: 'Wanneer', value: when },
                { term: 'Waar', value: where },
                ...(places ? [{ term: 'Plaatsen', value: places }] : []),
                ...(until ? [{ term: 'Aanmelden kan', value: until }] : []),
              ]}
            />
            {calendarHref && (
              <p>
                <GoLink href={calendarHref} icon="calendar-plus">
                  Zet in mijn agenda
                </GoLink>
              </p>
            )}
          </aside>
        </div>
      </Wrap>
    </Page>
  )
}

type FormProps = { view: PublicMeetingView; form: ShownForm }

/** Also for who filled in the form when it still could be: what was typed is not lost, and what is wrong is said. */
function NotPossible({ view: { says }, form }: FormProps) {
  const refused = form.errors[''] ?? ''
  return (
    <>
      {refused !== '' && refused !== says && <ErrorSummary errors={[{ message: refused }]} kept={false} />}
      <p>{says}</p>
    </>
  )
}

function RegisterForm({ view: { may, waiting }, form }: FormProps) {
  return (
    <form className="form" method="post" noValidate>
      <ErrorSummary errors={listedErrors(form.errors)} kept="Wat u hebt ingevuld, staat er nog." />
      {may === 'waiting' && (
        <p>
          Alle plaatsen zijn bezet.{' '}
          {waiting === 0
            ? 'U wordt de eerste op de wachtlijst.'
            : waiting === 1
              ? 'Er wacht al 1 persoon.'
              : `Er wachten al ${waiting} mensen.`}{' '}
          Komt er een plaats vrij? Dan is die voor de eerste op de lijst. U krijgt dan een e-&#8288;mail.
        </p>
      )}
      <input type="hidden" name="key" value={form.value('key')} />
      <div>
        <TextInput {...form.field('name')} label="Uw naam" autoComplete="name" maxLength={200} />
        <TextInput
          {...form.field('email')}
          label="Uw e-&#8288;mailadres"
          description="Hier sturen wij de bevestiging naartoe."
          type="email"
          autoComplete="email"
        />
        <TextArea
          {...form.field('remark')}
          label="Hebt u iets nodig om mee te doen?"
          description="Bijvoorbeeld een ringleiding, een plek voor een rolstoel of een tolk."
          optional
          short
        />
      </div>
      <p className="small soft">
        Alleen ambtenaren zien wat u hier invult. Wij gebruiken het alleen voor deze bijeenkomst en wissen het{' '}
        {DAYS_KEPT} dagen erna. <a href={paths.public.privacy()}>Meer over uw gegevens</a>
      </p>
      <Button variant="primary-action" name="act" value="registerForMeeting">
        {may === 'waiting' ? 'Zet mij op de wachtlijst' : 'Meld mij aan'}
      </Button>
    </form>
  )
}
