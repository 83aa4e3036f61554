import { useForm } from '#app/forms/use-form.ts'
import { Button, ButtonLink, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import type { OwnRegistration } from './own-registration.server.ts'
import type { PublicMeetingView } from './public-meeting-view.server.ts'

export type OwnRegistrationView = {
  meeting: PublicMeetingView
  /** Null: the link opens nothing, or not any more. */
  own: Pick<OwnRegistration, 'state' | 'name' | 'email' | 'number'> | null
  /** Whether someone can still say not to come. */
  canCancel: boolean
  /** Whether someone who has an address got a message: not many are sent to one address. */
  isMailed: boolean
}

const titles = { registered: 'U bent aangemeld', waiting: 'U staat op de wachtlijst', cancelled: 'U bent afgemeld' }

/** Someone's own registration: whether there is a place, and the way not to come after all. */
export function OwnRegistrationPage({ view: { meeting, own, canCancel, isMailed } }: { view: OwnRegistrationView }) {
  const error = useForm('cancelRegistration').errors['']
  const { title, path, when, where, calendarHref, may, cancelledBecause } = meeting
  if (!own) {
    return (
      <Page>
        <BackLink href={path}>{title}</BackLink>
        <div className="form">
          <h1>Deze link werkt niet meer</h1>
          <p className="lede">
            Open de link in de laatste e-&#8288;mail die u over deze bijeenkomst kreeg. Of bel de gemeente, dan melden
            wij u af.
          </p>
          <ButtonLink variant="secondary" href={path}>
            Naar de bijeenkomst
          </ButtonLink>
        </div>
      </Page>
    )
  }
  const isOff = may === 'cancelled'
  return (
    <Page>
      <BackLink href={path}>{title}</BackLink>
      <div className="form">
        <h1>{isOff ? 'Deze bijeenkomst gaat niet door' : titles[own.state]}</h1>
        {error !== undefined && (
          <Notice kind="error" live>
            {error}
          </Notice>
        )}
        {isOff ? <p className="lede">{cancelledBecause}</p> : <Standing own={own} isMailed={isMailed} />}
        {own.state !== 'cancelled' && (
          <DataList
            items={[
              { term: 'Bijeenkomst', value: title },
              { term: 'Wanneer', value: when },
              { term: 'Waar', value: where },
              { term: 'Op naam van', value: own.name },
            ]}
          />
        )}
        <Buttons>
          {own.state === 'registered' && calendarHref && (
            <GoLink href={calendarHref} icon="calendar-plus">
              Zet in mijn agenda
            </GoLink>
          )}
          {own.state === 'cancelled' && !isOff && <ButtonLink href={path}>Naar de bijeenkomst</ButtonLink>}
        </Buttons>
        {canCancel && (
          <form method="post">
            <h2>{own.state === 'waiting' ? 'Wilt u niet meer wachten?' : 'Kunt u toch niet komen?'}</h2>
            <p className="gap-1 under-3">
              {own.state === 'waiting'
                ? 'Dan halen wij uw naam van de lijst.'
                : 'Dan kan iemand anders uw plaats krijgen. Wij wissen uw gegevens meteen.'}
            </p>
            <Button name="act" value="cancelRegistration">
              {own.state === 'waiting' ? 'Haal mij van de wachtlijst' : 'Meld mij af'}
            </Button>
          </form>
        )}
      </div>
    </Page>
  )
}

const NO_MAIL =
  ' U krijgt nu geen e-\u2060mail. Er gingen vandaag al genoeg e-\u2060mails naar dit adres, of vanaf uw internetverbinding. ' +
  'Uw aanmelding geldt gewoon. Schrijf op wanneer het is. Kunt u later toch niet komen? Bel of mail ons dan.'

function Standing({
  own: { state, number, email },
  isMailed,
}: {
  own: NonNullable<OwnRegistrationView['own']>
  isMailed: boolean
}) {
  if (state === 'cancelled')
    return <p className="lede">U hoeft niets meer te doen. Wij hebben uw naam en e-&#8288;mailadres gewist.</p>
  const mail = email === '' ? '' : isMailed ? ` Wij stuurden een e-\u2060mail naar ${email}.` : NO_MAIL
  if (state === 'registered') return <p className="lede breakable">Er is een plaats voor u.{mail}</p>
  return (
    <p className="lede breakable">
      U bent nummer {number} op de wachtlijst. Komt er een plaats vrij, dan hoort u dat meteen.{mail}
    </p>
  )
}
