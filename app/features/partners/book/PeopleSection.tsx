import { Button, ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import type { BookRefusal } from './book-form.ts'
import type { PartnerView } from './book-view.server.ts'

type Person = PartnerView['partner']['people'][number]

/** Who works for the organisation: one of them open to change, and a form for someone new. */
export function PeopleSection({ view, back }: { view: PartnerView; back: BookRefusal | null }) {
  const { partner, mayChange } = view
  const { people } = partner
  const inNew = back?.act === 'persoon-erbij' ? back : null
  const open = back?.act === 'persoon' ? back.texts.persoon : view.editing
  return (
    <section className="sm-sec" id="mensen" aria-labelledby="mensen-kop">
      <div className="sm-sec__head">
        <h2 id="mensen-kop">Mensen</h2>
        {people.length > 0 && (
          <span className="soft small">{people.length === 1 ? '1 persoon' : `${people.length} personen`}</span>
        )}
      </div>
      {people.length === 0 ? (
        <Empty title="Er werkt nog niemand" level={3}>
          Voeg iemand toe met een e-mailadres. Zonder personen kan een uitnodiging nergens heen.
        </Empty>
      ) : (
        <>
          {!people.some(({ isCoordinator }) => isCoordinator) && (
            <p className="sm-note">
              Niemand is coördinator. De coördinator verzendt straks de inbreng. Wijs iemand aan.
            </p>
          )}
          <ul className="acc-list">
            {people.map((person) =>
              mayChange && person.id === open ? (
                <li key={person.id} className="acc-edit" id="wijzig">
                  <ChangePerson person={person} back={back?.act === 'persoon' ? back : null} />
                </li>
              ) : (
                <li key={person.id}>
                  <div>
                    <span className="acc-name">{person.name}</span>{' '}
                    {person.isCoordinator && <Tag tone="water">coördinator</Tag>}
                    <br />
                    <span className="acc-mail soft small">{person.email}</span>
                  </div>
                  {mayChange && (
                    <a className="ck-list__act" href={`?wijzig=${person.id}#wijzig`}>
                      Wijzig<span className="vh"> {person.name}</span>
                    </a>
                  )}
                </li>
              ),
            )}
          </ul>
        </>
      )}
      {mayChange && (
        <Fold summary="Voeg iemand toe" open={people.length === 0 || inNew !== null || view.done === 'persoon-erbij'}>
          <form method="post" className="form" noValidate action="#mensen">
            <PersonFields
              prefix="nieuw-"
              texts={inNew?.texts ?? {}}
              errors={inNew?.errors ?? {}}
              lead={inNew ? inNew.texts.isCoordinator !== undefined : people.length === 0}
            />
            <Buttons>
              <Button name="actie" value="persoon-erbij">
                Voeg toe
              </Button>
            </Buttons>
          </form>
        </Fold>
      )}
    </section>
  )
}

function ChangePerson({ person, back }: { person: Person; back: BookRefusal | null }) {
  const stored = { name: person.name, email: person.email }
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="persoon" value={person.id} />
      <PersonFields
        prefix="wijzig-"
        texts={back?.texts ?? stored}
        errors={back?.errors ?? {}}
        lead={back ? back.texts.isCoordinator !== undefined : person.isCoordinator}
      />
      <Buttons>
        <Button name="actie" value="persoon">
          Bewaar
        </Button>
        <ButtonLink variant="quiet" href="?#mensen">
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="actie" value="persoon-weg">
          Haal weg<span className="vh">: {person.name}</span>
        </Button>
      </Buttons>
    </form>
  )
}

function PersonFields({
  prefix,
  texts,
  errors,
  lead,
}: {
  prefix: string
  texts: Record<string, string>
  errors: Record<string, string>
  lead: boolean
}) {
  const common = (name: string) => ({
    name,
    id: prefix + name,
    defaultValue: texts[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <>
      <TextInput {...common('name')} label="Naam" maxLength={200} autoComplete="off" />
      <TextInput
        {...common('email')}
        label="E-mailadres"
        description="Hier gaat de uitnodiging heen. Wie met dit adres inlogt, werkt voor deze organisatie."
        inputMode="email"
        autoCapitalize="none"
        autoComplete="off"
      />
      <CheckboxField
        name="isCoordinator"
        id={`${prefix}isCoordinator`}
        label="Coördinator"
        more="Geeft de inbreng vrij en verzendt die"
        defaultChecked={lead}
      />
    </>
  )
}
