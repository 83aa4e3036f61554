// `display: grid` takes the implicit roles away
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { useRef } from 'react'
import { innerRoleNames } from '#app/features/accounts/account.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons, GoLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { useUnsaved } from '#app/ui/use-unsaved.ts'
import type { MeetingView } from './meeting-view.server.ts'

const words: Record<string, string> = {
  saveAttendance: 'De aanwezigheid is bewaard.',
  addParticipant: 'Toegevoegd aan de lijst.',
  addedToWaitingList: 'Het is vol. De persoon staat op de wachtlijst en krijgt de eerste plaats die vrijkomt.',
  removeParticipant: 'Van de lijst gehaald. Stond er iemand op de wachtlijst, dan krijgt die de plaats.',
}

type Props = {
  view: MeetingView
  /** Code of what was just done; null when nothing was. */ done: string | null
  /** Who is about to be taken off the list. */ leaving: string
  formKey: string
}

/** Who registered, who waits and, on the day, who is there. */
export function Participants({ view, done, leaving, formKey }: Props) {
  const {
    id,
    process,
    people,
    registered,
    waiting,
    places,
    isErased,
    erasedOn,
    present,
    wasTicked,
    isAtTheDoor,
    state,
    mayChange,
  } = view
  const leaver = state === 'planned' ? people.find((person) => person.id === leaving) : undefined
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
      {done !== null && words[done] && <StatusMessage>{words[done]}</StatusMessage>}
      {isErased ? (
        <p>Namen, e-mailadressen en opmerkingen zijn gewist op {erasedOn}. De aantallen blijven staan.</p>
      ) : !mayChange ? (
        <p className="soft">
          Wie het zijn, ziet alleen wie de bijeenkomst verwerkt. Daarvoor hebt u de rol {innerRoleNames.processor}{' '}
          nodig.
        </p>
      ) : (
        <>
          {people.length === 0 ? (
            <Empty title="Er is nog niemand aangemeld" level={3}>
              Wie zich aanmeldt op de website, staat hier vanzelf. Belt iemand op? Zet die dan zelf op de lijst.
            </Empty>
          ) : (
            <>
              {leaver && <Leave view={view} person={leaver} />}
              <List view={view} formKey={isAtTheDoor ? formKey : null} />
            </>
          )}
          {people.length > 0 && (
            <div className="no-print gap-2">
              <GoLink plain icon="download" href={paths.official.meetings.participantsCsv(process.slug, id)}>
                Download als csv<span className="vh">, voor een rekenblad</span>
              </GoLink>
              <p className="small soft">
                Printen kan met de printknop van uw browser. Op papier staat een lijst om aan te vinken.
              </p>
            </div>
          )}
          {state !== 'cancelled' && !(isAtTheDoor && people.length > 0) && (
            <form method="post" noValidate className="no-print">
              <Add isAtTheDoor={isAtTheDoor} formKey={formKey} />
            </form>
          )}
          <p className="small soft no-print gap-3">
            Alleen ambtenaren zien deze lijst. Op {erasedOn}, 30 dagen na de bijeenkomst, wissen wij namen,
            e-mailadressen en opmerkingen. De aantallen blijven staan.
          </p>
        </>
      )}
    </section>
  )
}

function List({
  view: { id: meetingId, process, people, canTick, state },
  formKey,
}: {
  view: MeetingView
  /** At the door: who comes in without having registered is added in the same form, so that no tick is lost. */
  formKey: string | null
}) {
  const form = useRef<HTMLFormElement>(null)
  useUnsaved(form)
  const canRemove = state === 'planned'
  // Before the day the boxes are there for a list on paper.
  const tickClass = canTick ? 'mt-tick' : 'mt-tick mt-paper'
  return (
    <form method="post" className="mt-list" ref={form} noValidate>
      {formKey !== null && <Add isAtTheDoor formKey={formKey} />}
      {/* `display: grid` on a phone takes the roles of a table away */}
      <table role="table">
        <caption className="vh">
          {canTick
            ? 'Wie zich aanmeldde, op naam, en daarna de wachtlijst in volgorde'
            : 'Wie zich aanmeldde, in volgorde'}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" className={tickClass}>
              Aanwezig
            </th>
            <th role="columnheader" scope="col">
              Naam
            </th>
            <th role="columnheader" scope="col">
              Opmerking
            </th>
            {canRemove && (
              <th role="columnheader" scope="col" className="no-print">
                Afmelden
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {people.map((person) => (
            <tr key={person.id} role="row">
              <td role="cell" className={tickClass}>
                {canTick ? <Tick person={person} /> : <span className="mt-box" />}
              </td>
              <th role="rowheader" scope="row">
                <span dir="auto">{person.name}</span> {person.isWaiting && <Tag tone="amber">wachtlijst</Tag>}
                <span className="wk-sub no-print">
                  {person.atTheDoor ? 'niet aangemeld, wel gekomen' : person.email || 'telefonisch aangemeld'}
                </span>
              </th>
              <td role="cell" dir="auto" className="mt-remark">
                {person.remark}
              </td>
              {canRemove && (
                <td role="cell" className="mt-act no-print">
                  <a href={`${paths.official.meetings.meeting(process.slug, meetingId)}?meld-af=${person.id}#lijst`}>
                    Meld af<span className="vh">: {person.name}</span>
                  </a>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {canTick && (
        <div className="mt-save no-print">
          <Button variant="primary-action" name="act" value="saveAttendance">
            Bewaar de aanwezigheid
          </Button>
        </div>
      )}
    </form>
  )
}

/** There is no way back to the same place on the list, so it is asked first. */
function Leave({
  view: { id, process, waiting },
  person,
}: {
  view: MeetingView
  person: MeetingView['people'][number]
}) {
  const goesOn = !person.isWaiting && waiting > 0
  return (
    <div className="under-3 no-print">
      <Notice
        kind="warn"
        title={`${person.name} van de lijst halen?`}
        actions={
          <form method="post">
            <input type="hidden" name="registrationId" value={person.id} />
            <Buttons>
              <Button small variant="danger" name="act" value="removeParticipant">
                Haal van de lijst
              </Button>
              <ButtonLink small variant="quiet" href={`${paths.official.meetings.meeting(process.slug, id)}#lijst`}>
                Laat zo
              </ButtonLink>
            </Buttons>
          </form>
        }
      >
        U kunt dit niet ongedaan maken.{goesOn && ' De plaats gaat meteen naar de eerste op de wachtlijst.'}
      </Notice>
    </div>
  )
}

function Tick({ person: { id, name, attended } }: { person: MeetingView['people'][number] }) {
  return (
    <>
      <input type="hidden" name="listed" value={id} />
      {attended && <input type="hidden" name="shown" value={id} />}
      <label htmlFor={`aanwezig-${id}`}>
        <input
          className="utrecht-checkbox utrecht-checkbox--html-input"
          type="checkbox"
          id={`aanwezig-${id}`}
          name="present"
          value={id}
          defaultChecked={attended === true}
        />
        <span className="vh">{name} is aanwezig</span>
      </label>
    </>
  )
}

function Add({ isAtTheDoor, formKey }: { isAtTheDoor: boolean; formKey: string }) {
  const adding = useForm('addParticipant', { key: formKey })
  const field = (name: 'name' | 'email' | 'remark') => ({ ...adding.field(name), autoComplete: 'off' })
  return (
    <div role="group" className="ck-inline mt-add no-print" aria-labelledby="erbij">
      <h3 id="erbij" className="mt-full">
        {isAtTheDoor ? 'Kwam er iemand die niet op de lijst staat?' : 'Belt er iemand om zich aan te melden?'}
      </h3>
      <input type="hidden" name="key" value={adding.value('key')} />
      <TextInput {...field('name')} label="Naam" maxLength={200} />
      {!isAtTheDoor && <TextInput {...field('email')} label="E-mailadres" type="email" optional />}
      <TextInput {...field('remark')} label="Opmerking" optional maxLength={1000} />
      <Button name="act" value="addParticipant">
        Zet op de lijst
      </Button>
    </div>
  )
}
