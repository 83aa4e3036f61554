import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import type { PartnerView } from './book-view.server.ts'

type Person = PartnerView['partner']['people'][number]

/** Who works for the organisation: one of them open to change, and a form for someone new. */
export function PeopleSection({ view }: { view: PartnerView }) {
  const { partner, mayChange } = view
  const { people } = partner
  const adding = useForm('addPartnerPerson')
  const changing = useForm('changePartnerPerson')
  const open = changing.answer ? changing.value('personId') : view.editing
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
                  <ChangePerson person={person} />
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
        <Fold
          summary="Voeg iemand toe"
          open={people.length === 0 || adding.answer !== null || view.said === 'addPartnerPerson'}
        >
          <form method="post" className="form" noValidate action="#mensen">
            <PersonFields
              prefix="nieuw-"
              form={adding}
              lead={adding.answer ? adding.values('isCoordinator').length > 0 : people.length === 0}
            />
            <Buttons>
              <Button name="act" value="addPartnerPerson">
                Voeg toe
              </Button>
            </Buttons>
          </form>
        </Fold>
      )}
    </section>
  )
}

function ChangePerson({ person: { id, name, email, isCoordinator } }: { person: Person }) {
  const form = useForm('changePartnerPerson', { name, email }, { personId: id })
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="personId" value={id} />
      <PersonFields
        prefix="wijzig-"
        form={form}
        lead={form.answer ? form.values('isCoordinator').length > 0 : isCoordinator}
      />
      <Buttons>
        <Button name="act" value="changePartnerPerson">
          Bewaar
        </Button>
        <ButtonLink variant="quiet" href="?#mensen">
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="act" value="removePartnerPerson">
          Haal weg<span className="vh">: {name}</span>
        </Button>
      </Buttons>
    </form>
  )
}

function PersonFields({ prefix, form, lead }: { prefix: string; form: ShownForm; lead: boolean }) {
  const common = (name: string) => ({ ...form.field(name), id: prefix + name })
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
        value="on"
        id={`${prefix}isCoordinator`}
        label="Coördinator"
        more="Geeft de inbreng vrij en verzendt die"
        defaultChecked={lead}
      />
    </>
  )
}
