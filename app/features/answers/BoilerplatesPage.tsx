import type { Decision } from '#app/features/points/disposition.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { MANY_BOILERPLATES } from './boilerplate.ts'
import { BoilerplateFields } from './BoilerplateFields.tsx'

export type BoilerplatesView = {
  formKey: string
  mayChange: boolean
  said: string | null
  /** How many there are; `boilerplates` are those that were asked for. */
  total: number
  asked: string
  boilerplates: { id: string; title: string; text: string; disposition: Decision | null; uses: number }[]
}

/** The boilerplates of a municipality, for all its processes. */
export function BoilerplatesPage({ view }: { view: BoilerplatesView }) {
  const { boilerplates, total, asked, formKey, mayChange, said } = view
  const form = useForm('addBoilerplate', { key: formKey })
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <h1>Standaardteksten</h1>
        {said && !form.answer && <StatusMessage>{said}</StatusMessage>}
        <p className="lede">
          Teksten die u vaker in een antwoord gebruikt. In het antwoord kunt u er altijd woorden in veranderen.
        </p>
      </div>
      <div className="cols">
        <section className="sm-sec" aria-labelledby="lijst">
          <h2 id="lijst">{total === 1 ? '1 tekst' : `${total} teksten`}</h2>
          {mayChange && total > MANY_BOILERPLATES && (
            <p className="bp-jump">
              <GoLink href="#nieuw" icon="plus">
                Nieuwe standaardtekst
              </GoLink>
            </p>
          )}
          {total > MANY_BOILERPLATES && (
            <form method="get" className="bp-find" role="search">
              <TextInput name="zoek" label="Zoek in standaardteksten" type="search" defaultValue={asked} />
              <Button>Zoek</Button>
            </form>
          )}
          {total > 0 && boilerplates.length === 0 ? (
            <Empty
              title={`Geen standaardtekst met “${asked}”`}
              level={3}
              action={<GoLink href={paths.official.boilerplates()}>Toon alle standaardteksten</GoLink>}
            >
              Er is gezocht in de namen en de teksten.
            </Empty>
          ) : total === 0 ? (
            <Empty title="Er zijn nog geen standaardteksten" level={3}>
              Schreef u een antwoord dat vaker past? Bewaar het hier. Dan kan elke collega het gebruiken.
            </Empty>
          ) : (
            <ul className="bp-list">
              {boilerplates.map(({ id, title, text, disposition, uses }) => (
                <li key={id}>
                  <p className="bp-head">
                    <a href={paths.official.boilerplate(id)}>{title}</a>
                    <span className="small soft">
                      {uses === 0 ? 'nog niet gebruikt' : uses === 1 ? 'in 1 antwoord' : `in ${uses} antwoorden`}
                    </span>
                  </p>
                  <p className="bp-text small" dir="auto">
                    {text}
                  </p>
                  {disposition && <DispositionBadge disposition={disposition} short />}
                </li>
              ))}
            </ul>
          )}
        </section>
        {mayChange && (
          <aside>
            <section className="sm-sec" aria-labelledby="nieuw">
              <h2 id="nieuw">Nieuwe standaardtekst</h2>
              <form method="post" className="form" noValidate>
                <input type="hidden" name="key" value={form.value('key')} />
                <FormNotices errors={form.errors} saved={false} />
                <BoilerplateFields form={form} />
                <Button variant="primary-action" name="act" value="addBoilerplate">
                  Voeg toe
                </Button>
              </form>
            </section>
          </aside>
        )}
      </div>
    </Page>
  )
}
