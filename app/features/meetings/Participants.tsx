import { Button, GoLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import type { MeetingBack } from './MeetingPage.tsx'
import type { MeetingView } from './meeting-view.server.ts'
import { meetingsWorkPath } from './meeting.ts'

const says: Record<string, string> = {
  aanwezigheid: 'De aanwezigheid is bewaard.',
  toegevoegd: 'Toegevoegd aan de lijst.',
  afgemeld: 'Van de lijst gehaald. Stond er iemand op de wachtlijst, dan krijgt die de plaats.',
}

type Props = { view: MeetingView; back: MeetingBack | null; after: string; idempotencyKey: string }

/** Who registered, who waits and, on the day, who is there. */
export function Participants({ view, back, after, idempotencyKey }: Props) {
  const { id, process, people, registered, waiting, places, isErased, erasedOn, present, wasTicked, canTick, state } = view
  return (
    <section className="sm-sec" aria-labelledby="aanmeldingen" id="lijst">
      <div className="sm-sec__head">
        <h2 id="aanmeldingen">Aanmeldingen</h2>
        <span className="small soft">
          {places === null ? registered : `${registered} van ${places}`} aangemeld
          {waiting > 0 && `, ${waiting} op de wachtlijst`}
          {wasTicked && `, ${present} aanwezig`}
        </span>
      </div>
      {says[after] && <StatusMessage>{says[after]}</StatusMessage>}
      {isErased ? (
        <p>Namen, e-mailadressen en opmerkingen zijn gewist op {erasedOn}. De aantallen blijven staan.</p>
      ) : (
        <>
          {people.length === 0 ? (
            <Empty title="Er is nog niemand aangemeld" level={3}>
              Wie zich aanmeldt op de website, staat hier vanzelf. Belt iemand op? Zet die dan zelf op de lijst.
            </Empty>
          ) : (
            <>
              {/* A form of its own: in the list the Enter key saves who is there, and takes nobody off it. */}
              <form method="post" id="afmelden" />
              <List view={view} />
            </>
          )}
          {people.length > 0 && (
            <p className="links no-print">
              <GoLink plain icon="download" href={`${meetingsWorkPath(process.slug, id)}/aanmeldingen.csv`}>
                Download als csv<span className="vh">, voor een rekenblad</span>
              </GoLink>
              <span className="small soft">Printen kan met de printknop van uw browser: dan staat alleen de lijst op papier.</span>
            </p>
          )}
          {state !== 'cancelled' && <Add canTick={canTick} back={back?.intent === 'voeg-toe' ? back : null} idempotencyKey={idempotencyKey} />}
          <p className="small soft no-print gap-3">
            Alleen ambtenaren zien deze lijst. Op {erasedOn}, 30 dagen na de bijeenkomst, wissen wij namen, e-mailadressen en opmerkingen. De aantallen blijven
            staan.
          </p>
        </>
      )}
    </section>
  )
}

function List({ view: { people, canTick, state } }: { view: MeetingView }) {
  const canRemove = state === 'planned'
  return (
    <form method="post" className="mt-list">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <div className="utrecht-table-container" role="region" aria-labelledby="lijst-kop" tabIndex={0}>
        <table className="utrecht-table">
          <caption className="vh" id="lijst-kop">Wie zich aanmeldde, in volgorde</caption>
          <thead>
            <tr>
              <th scope="col">Aanwezig</th>
              <th scope="col">Naam</th>
              <th scope="col">Opmerking</th>
              {canRemove && (
                <th scope="col" className="no-print">
                  Afmelden
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <td>
                  {canTick ? (
                    <>
                      <input type="hidden" name="op-lijst" value={person.id} />
                      <label className="mt-tick" htmlFor={`aanwezig-${person.id}`}>
                        <input
                          className="utrecht-checkbox utrecht-checkbox--html-input"
                          type="checkbox"
                          id={`aanwezig-${person.id}`}
                          name="aanwezig"
                          value={person.id}
                          defaultChecked={person.attended === true}
                        />
                        <span className="vh">{person.name} is aanwezig</span>
                      </label>
                    </>
                  ) : (
                    <span className="mt-box" aria-hidden="true" />
                  )}
                </td>
                <th scope="row">
                  <span dir="auto">{person.name}</span> {person.isWaiting && <Tag tone="amber">wachtlijst</Tag>}
                  <span className="wk-sub no-print breakable">{person.atTheDoor ? 'niet aangemeld, wel gekomen' : person.email || 'telefonisch aangemeld'}</span>
                </th>
                <td dir="auto" className="lines breakable">
                  {person.remark}
                </td>
                {canRemove && (
                  <td className="no-print">
                    <Button small variant="subtle" form="afmelden" name="meld-af" value={person.id}>
                      Meld af<span className="vh">: {person.name}</span>
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {canTick && (
        <div className="gap-3">
          <Button name="actie" value="aanwezigheid">
            Bewaar de aanwezigheid
          </Button>
        </div>
      )}
    </form>
  )
}

function Add({ canTick, back, idempotencyKey }: { canTick: boolean; back: MeetingBack | null; idempotencyKey: string }) {
  const field = (name: 'name' | 'email' | 'remark') => ({ name, defaultValue: back?.texts[name], autoComplete: 'off', ...(back?.errors[name] ? { error: back.errors[name] } : {}) })
  return (
    <form method="post" className="ck-inline no-print gap-4" noValidate aria-labelledby="erbij">
      <h3 id="erbij" className="mt-full">
        {canTick ? 'Kwam er iemand die niet op de lijst staat?' : 'Belt er iemand om zich aan te melden?'}
      </h3>
      <input type="hidden" name="sleutel" value={back?.texts.sleutel ?? idempotencyKey} />
      <TextInput {...field('name')} label="Naam" maxLength={200} />
      {!canTick && <TextInput {...field('email')} label="E-mailadres" type="email" optional />}
      <TextInput {...field('remark')} label="Opmerking" optional maxLength={1000} />
      <Button name="actie" value="voeg-toe">
        Zet op de lijst
      </Button>
    </form>
  )
}
